"""Loops over elements and rows, in vectors, on several threads where there is enough to do. Bodies are closures that are put in place."""

from algorithm import parallelize
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

    parallelize[part]((count + each - 1) // each, threads)


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

    parallelize[part]((rows + each - 1) // each, threads)


comptime _near = 1 << 18
"""Elements of a block of columns that stay near."""

comptime _longest = 4096
"""Columns of a block at most."""


@always_inline
def for_blocks[body: def(Int, Int, Int) capturing [_] -> None](around: Int, columns: Int, depth: Int, threads: Int, cost: Int):
    """Calls the body for blocks of neighbouring columns: as wide as what is read again stays near, or as wide as sums of them all do, where the
    columns are too deep for that, since memory is fast for long rows.

    Parameters:
        body: Takes the number of the plane, the first column and the number of columns.

    Args:
        around: Number of planes.
        columns: Number of columns of a plane.
        depth: Elements of a column, of all that is read again.
        threads: Most threads to use.
        cost: Work for a column, in additions.
    """
    var width = _near // max(depth, 1)
    if width < 128 or width > _longest:
        width = _longest
    if threads > 1 and around < 4 * threads:
        width = min(width, columns * around // (4 * threads))
    width = max((width + 63) // 64 * 64, 64)
    var blocks = max((columns + width - 1) // width, 1)

    @parameter
    def block(number: Int):
        var first = number % blocks * width
        body(number // blocks, first, min(width, columns - first))

    for_rows[block](around * blocks, threads, min(width, columns) * cost)


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
def for_row_once[width: Int, body: def[lanes: Int](Int, Int) capturing [_] -> None](count: Int):
    """Calls the body for the elements of a row: `width` at a time, the last ones as a vector that begins earlier, or one by one.

    Parameters:
        width: Number of lanes.
        body: Takes the number of the first element, and how many of the first lanes it has been called for before.

    Args:
        count: Number of elements.
    """
    var i = 0
    while i + width <= count:
        body[width](i, 0)
        i += width
    comptime single = simd_width_of[DType.float32]()
    comptime if width > single:
        while i + single <= count:
            body[single](i, 0)
            i += single
    comptime last = min(width, single)
    if i < count and last <= count:
        body[last](count - last, last - count + i)
        return
    while i < count:
        body[1](i, 0)
        i += 1


@always_inline
def added_once[
    dtype: DType,
    lanes: Int,
    //,
    combine: def[lanes: Int](SIMD[dtype, lanes], SIMD[dtype, lanes]) capturing [_] -> SIMD[dtype, lanes],
](term: SIMD[dtype, lanes], sum: SIMD[dtype, lanes], seen: Int) -> SIMD[dtype, lanes]:
    """A term brought together with what there is, but for lanes where that has been done.

    Parameters:
        dtype: Kind of element.
        lanes: Number of lanes.
        combine: Brings two together.

    Args:
        term: What is new.
        sum: What there is.
        seen: How many of the first lanes have been brought together before.
    """
    var together = combine(term, sum)
    comptime if lanes == 1:
        return together
    else:
        return first_lanes[lanes](seen).select(sum, together) if seen > 0 else together


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
