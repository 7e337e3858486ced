"""`exit`: ends the program in good order."""
from io.output import finish_output


def exit() -> Never:
    """Ends the program with status 0."""
    exit(0)


def exit[T: Intable](code: T) -> Never:
    """Ends the program with a status.

    Args:
        code: 0 for success.
    """
    finish_output()
    __op.external["exit", NoneType](Int32(code.__int__()).value)
    __op.unreachable()
