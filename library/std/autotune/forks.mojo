"""Choices inside a function. The compiler knows these names: a function that has some is one candidate for each way to choose.

`search[Type, VariadicList(f.__adaptive_set), evaluator -> best]()` of 2023 lets an evaluator choose among them; where nothing is
searched the first candidate is taken. Not here: values chosen by their cost (`search.mojo`, `explore.mojo`).
"""


@always_inline
def autotune[T: Copyable](first: T, *rest: T) -> T:
    """One of the values.

    Args:
        first: The one that is taken where nothing is searched.
        rest: The others.
    """
    return first.copy()


def autotune_fork():
    """Binds a parameter to one of several values: `autotune_fork[Int, 1, 2, 4 -> width]()`."""
    pass
