"""Positions in collections: negative ones count from the end, and those out of range end the program.

`-D ASSERT=none` leaves the checks out.
"""
from builtin.failure import abort


@always_inline
def normalize_index(index: Int, length: Int) -> Int:
    """The position from the start that `index` means in a collection of `length`."""
    comptime if checks_bounds():
        if __op.unlikely(UInt(index) >= UInt(length)):
            return _normalize_unusual(index, length)
        return index
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
def _normalize_unusual(index: Int, length: Int) -> Int:
    var position = index + length
    if index < 0 and position >= 0:
        return position
    if length == 0:
        abort("index ", index, " is out of bounds: there are no elements")
    abort("index ", index, " is out of bounds, valid range is 0 to ", length - 1)
    return 0
