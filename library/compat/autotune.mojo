"""`autotune` of 2023. Tuning is off: the first candidate is taken.

`autotune_fork` and `search` have result parameters (`[... -> name]`), which the compiler knows; they are named here so that
they can be imported.
"""


@always_inline
def autotune[T: Copyable](first: T, *rest: T) -> T:
    """One of the candidates.

    Args:
        first: The one that is taken.
        rest: The others.
    """
    return first.copy()


def autotune_fork():
    """Binds a parameter to one of several values: `autotune_fork[Int, 1, 2, 4 -> width]()`."""
    pass


def search():
    """Binds a parameter to the best of several functions: `search[Type, VariadicList(f.__adaptive_set), evaluator -> best]()`."""
    pass
