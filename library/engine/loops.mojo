"""Loops over elements and rows, in vectors, on several threads where there is enough to do. Bodies are closures that are put in place."""

from algorithm import sync_parallelize
from kernels.streams import finish_stores
from kernels.vector_memory import first_lanes
from sys import simd_width_of

comptime _enough = 1 << 15
"""Elements' worth of work below which a second thread costs more than it brings."""


@always_inline
def for_elements[width: Int, body: def[lanes: Int](Int) capturing [_] -> None, again: Bool = False](count: Int, threads: Int, cost: Int = 1):
    """Calls the body for elements 0 to before `count`: `width` at a time, the last ones one by one, or as a vector that begins earlier.

    Parameters:
        width: Number of lanes.
        body: Takes the number of the first element.
        again: Whether elements may be computed twice.

    Args:
        count: Number of elements.
        threads: Most threads to use.
        cost: Work for an element, in additions.
    """
    if threads <= 1 or count * cost < _enough:
        _in_vectors[width, body, again](0, count)
        return
    var parts = min(4 * threads, count * cost // (_enough // 4))
    # Whole lines of the cache for each
    var each = (count // parts + 63) // 64 * 64

    @parameter
    def part(number: Int):
        _in_vectors[width, body, again](number * each, min(count, (number + 1) * each))
        finish_stores()

    sync_parallelize[part]((count + each - 1) // each)


@always_inline
def _in_vectors[width: Int, body: def[lanes: Int](Int) capturing [_] -> None, again: Bool](first: Int, end: Int):
    var i = first
    while i + width <= end:
        body[width](i)
        i += width
    # What is left of vectors in several registers goes in single ones
    comptime single = simd_width_of[DType.float32]()
    comptime if width > single:
        while i + single <= end:
            body[single](i)
            i += single
    comptime last = min(width, single)
    comptime if again and last > 1:
        if i < end and first + last <= end:
            body[last](end - last)
            return
    while i < end:
        body[1](i)
        i += 1


@always_inline
def for_rows[body: def(Int) capturing [_] -> None](rows: Int, threads: Int, cost: Int):
    """Calls the body for rows 0 to before `rows`.

    Parameters:
        body: Takes the number of the row.

    Args:
        rows: Number of rows.
        threads: Most threads to use.
        cost: Work for a row, in additions.
    """
    if threads <= 1 or rows <= 1 or rows * cost < _enough:
        for row in range(rows):
            body(row)
        return
    var parts = min(rows, 4 * threads)
    var each = (rows + parts - 1) // parts

    @parameter
    def part(number: Int):
        for row in range(number * each, min(rows, (number + 1) * each)):
            body(row)
        finish_stores()

    sync_parallelize[part]((rows + each - 1) // each)


@always_inline
def for_row[width: Int, body: def[lanes: Int](Int) capturing [_] -> None, again: Bool = False](count: Int):
    """Calls the body for the elements of a row: `width` at a time, the last ones one by one, or as a vector that begins earlier.

    Parameters:
        width: Number of lanes.
        body: Takes the number of the first element.
        again: Whether elements may be computed twice.

    Args:
        count: Number of elements.
    """
    _in_vectors[width, body, again](0, count)


@always_inline
def reduce_row[
    dtype: DType,
    width: Int,
    body: def[lanes: Int](Int) capturing [_] -> SIMD[dtype, lanes],
    combine: def[lanes: Int](SIMD[dtype, lanes], SIMD[dtype, lanes]) capturing [_] -> SIMD[dtype, lanes],
](count: Int, identity: Scalar[dtype]) -> Scalar[dtype]:
    """What the body gives for the elements of a row, brought together in `4 * width` lanes.

    Parameters:
        dtype: Kind of element.
        width: Number of lanes.
        body: Gives elements, some of the last ones twice; takes the number of the first.
        combine: Brings two together; in any order.

    Args:
        count: Number of elements.
        identity: What changes nothing.
    """
    comptime Vector = SIMD[dtype, width]
    var a = Vector(identity)
    var i = 0
    if count >= 4 * width:
        var b = Vector(identity)
        var c = Vector(identity)
        var d = Vector(identity)
        # What is new comes first: then tests of it alone are not waited for
        while i + 4 * width <= count:
            a = combine(body[width](i), a)
            b = combine(body[width](i + width), b)
            c = combine(body[width](i + 2 * width), c)
            d = combine(body[width](i + 3 * width), d)
            i += 4 * width
        a = combine(combine(a, b), combine(c, d))
    while i + width <= count:
        a = combine(body[width](i), a)
        i += width
    comptime if width > 1:
        if i < count and width <= count:
            # A vector that begins earlier; what it has of the one before changes nothing
            a = combine(first_lanes[width](width - count + i).select(Vector(identity), body[width](count - width)), a)
            i = count
    var result = _across[combine](a)
    while i < count:
        result = combine(result, body[1](i))
        i += 1
    return result


@always_inline
def _across[
    dtype: DType, width: Int, //, combine: def[lanes: Int](SIMD[dtype, lanes], SIMD[dtype, lanes]) capturing [_] -> SIMD[dtype, lanes]
](value: SIMD[dtype, width]) -> Scalar[dtype]:
    """All lanes brought together, halves at a time."""
    comptime if width == 1:
        return rebind[Scalar[dtype]](value)
    else:
        comptime half = width // 2
        return _across[combine](combine(value.slice[half](), value.slice[half, offset=half]()))


@always_inline
def add[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """The sum."""
    return a + b


@always_inline
def multiply[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """The product."""
    return a * b
