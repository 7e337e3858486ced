"""Keeps the optimiser from removing what a benchmark computes."""


@always_inline
def keep[T: AnyType](ref value: T):
    """Makes a value seem used.

    Args:
        value: Anything.
    """
    if __op.interpreting():
        return
    __op.assembly["", "r,~{memory}", NoneType, side_effects=True](__op.address_of(value))


@always_inline
def keep(value: Int):
    """Makes a value seem used.

    Args:
        value: An integer.
    """
    if __op.interpreting():
        return
    __op.assembly["", "r,~{memory}", NoneType, side_effects=True](value.value)


@always_inline
def clobber_memory():
    """Makes all memory seem read and written."""
    if __op.interpreting():
        return
    __op.assembly["", "~{memory}", NoneType, side_effects=True]()
