"""Positions in collections: negative ones count from the end, and those out of range end the program.

`-D ASSERT=none` leaves the checks out.
"""
from builtin.failure import abort


@always_inline
def normalize_index(index: Int, length: Int) -> Int:
    """The position from the start that `index` means in a collection of `length`."""
    comptime if checks_bounds():
        # No two ways that meet again: equal subscripts stay visibly equal, and the sign is often known.
        var position = Int(raw=__op.select(__op.lt(index.value, Int(0).value), (index + length).value, index.value))
        if __op.unlikely(UInt(position) >= UInt(length)):
            _out_of_bounds(index, length)
        return position
    else:
        return index + length if index < 0 else index


@always_inline
def checks_bounds() -> Bool:
    """Whether subscripts are checked."""
    comptime if __op.is_defined["ASSERT"]():
        return __op.define["ASSERT"]() != "none"
    else:
        return True


@no_inline
def _out_of_bounds(index: Int, length: Int) -> Never:
    if length == 0:
        abort("index ", index, " is out of bounds: there are no elements")
    abort("index ", index, " is out of bounds, valid range is 0 to ", length - 1)
