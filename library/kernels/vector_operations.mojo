"""Long vectors: `dot`, `axpy`, `sum_of`, `greatest_of`, `elementwise_chain`. Bound by memory; sums of floats are added up in many lanes, in a fixed order.

Not here: matrices (`matmul.mojo`, `matvec.mojo`), rows of matrices (`normalization.mojo`).
"""

from memory import UnsafePointer
from sys import simd_width_of

from .streams import chain_part, finish_stores, goes_around, share_elements
from .vector_memory import first_lanes, greater, load_first, multiply_add

comptime _chains = 8
"""Vectors of sums that do not wait for each other: latency 4, two a cycle."""


def dot[
    x_type: DType, y_type: DType, //, acc: DType = x_type
](x: UnsafePointer[Scalar[x_type], _], y: UnsafePointer[Scalar[y_type], _], count: Int) -> Scalar[acc]:
    """The sum of products.

    Parameters:
        x_type: Kind of element of x.
        y_type: Kind of element of y.
        acc: Type in which products are computed and added up.

    Args:
        x: A vector, [count].
        y: Another, [count].
        count: Number of elements.
    """
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    var sums = InlineArray[Vector, _chains](fill=Vector(0))
    var i = 0
    while i + _chains * width <= count:
        comptime for chain in range(_chains):
            var a = (x + (i + chain * width)).load[width=width]().cast[acc]()
            var b = (y + (i + chain * width)).load[width=width]().cast[acc]()
            sums[chain] = multiply_add(a, b, sums[chain])
        i += _chains * width
    while i < count:
        var a = load_first[width=width](x + i, count - i).cast[acc]()
        sums[0] = multiply_add(a, load_first[width=width](y + i, count - i).cast[acc](), sums[0])
        i += width
    return _total(sums).reduce_add()


def axpy[
    dtype: DType, //
](factor: Scalar[dtype], x: UnsafePointer[Scalar[dtype], _], y: UnsafePointer[Scalar[dtype], _], count: Int, *, threads: Int = 1):
    """y += factor x.

    Parameters:
        dtype: Kind of element.

    Args:
        factor: The factor.
        x: A vector, [count].
        y: The vector that is added to, [count].
        count: Number of elements.
        threads: Most threads to use.
    """
    var target = y.as_any_origin()
    var source = x.as_any_origin()

    @parameter
    def part(start: Int, end: Int):
        _axpy(factor, source, target, start, end)

    share_elements[part](count, dtype.size_of(), threads)


def _axpy[
    dtype: DType, //
](factor: Scalar[dtype], x: UnsafePointer[Scalar[dtype]], y: UnsafePointer[Scalar[dtype]], start: Int, end: Int):
    """Elements from `start` to `end`."""

    @parameter
    def step[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return multiply_add(value, SIMD[dtype, width](factor), load_first[width=width](y + index, lanes))

    chain_part[step, is_in_place=True](y, x, start, end)


def elementwise_chain[
    dtype: DType, //, step: def[width: Int](Int, Int, SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width]
](target: UnsafePointer[Scalar[dtype], _], source: UnsafePointer[Scalar[dtype], _], count: Int, *, threads: Int = 1):
    """Each element through a chain of operations, read once and written once: target[i] = step(i, lanes, source[i]). Results that no cache
    can hold go around the caches, so that their old contents are not read.

    Parameters:
        dtype: Kind of element.
        step: The chain, on a vector: takes the index of its first element and how many lanes are elements; the others hold zeros.

    Args:
        target: Where results go, [count]; may be the source.
        source: The elements, [count].
        count: Number of elements.
        threads: Most threads to use.
    """
    var results = target.as_any_origin()
    var elements = source.as_any_origin()
    var is_around = goes_around(results, elements, count)

    @parameter
    def part(start: Int, end: Int):
        if is_around:
            chain_part[step, is_around=True](results, elements, start, end)
            finish_stores()
        else:
            chain_part[step](results, elements, start, end)

    share_elements[part](count, dtype.size_of(), threads)


def sum_of[
    dtype: DType, //, acc: DType = dtype
](x: UnsafePointer[Scalar[dtype], _], count: Int) -> Scalar[acc]:
    """The sum of the elements.

    Parameters:
        dtype: Kind of element.
        acc: Type in which they are added up.

    Args:
        x: A vector, [count].
        count: Number of elements.
    """

    @parameter
    def same[width: Int](value: SIMD[acc, width]) -> SIMD[acc, width]:
        return value

    return sum_of_mapped[acc, same](x, count)


def sum_of_mapped[
    dtype: DType, //, acc: DType, map: def[width: Int](SIMD[acc, width]) capturing [_] -> SIMD[acc, width]
](x: UnsafePointer[Scalar[dtype], _], count: Int) -> Scalar[acc]:
    """The sum of a function of the elements.

    Parameters:
        dtype: Kind of element.
        acc: Type in which they are added up.
        map: The function.

    Args:
        x: A vector, [count].
        count: Number of elements.
    """
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    var sums = InlineArray[Vector, _chains](fill=Vector(0))
    var i = 0
    while i + _chains * width <= count:
        comptime for chain in range(_chains):
            sums[chain] += map((x + (i + chain * width)).load[width=width]().cast[acc]())
        i += _chains * width
    while i + width <= count:
        sums[0] += map((x + i).load[width=width]().cast[acc]())
        i += width
    if i < count:
        var last = map(load_first[width=width](x + i, count - i).cast[acc]())
        sums[1] += first_lanes[width](count - i).select(last, Vector(0))
    return _total(sums).reduce_add()


def greatest_of[dtype: DType, //](x: UnsafePointer[Scalar[dtype], _], count: Int) -> Scalar[dtype]:
    """The greatest element; the least value of the type (minus infinity for floats) when there is none. NaNs do not count.

    Parameters:
        dtype: Kind of element.

    Args:
        x: A vector, [count].
        count: Number of elements.
    """
    comptime width = simd_width_of[dtype]()
    comptime Vector = SIMD[dtype, width]
    var best = InlineArray[Vector, _chains](fill=Vector.MIN)
    var i = 0
    while i + _chains * width <= count:
        comptime for chain in range(_chains):
            best[chain] = greater((x + (i + chain * width)).load[width=width](), best[chain])
        i += _chains * width
    while i + width <= count:
        best[0] = greater((x + i).load[width=width](), best[0])
        i += width
    comptime for chain in range(1, _chains):
        best[0] = greater(best[chain], best[0])
    var result = best[0].reduce_max()
    while i < count:
        result = max(result, x[i])
        i += 1
    return result


@always_inline
def _total[acc: DType, width: Int, //](sums: InlineArray[SIMD[acc, width], _chains]) -> SIMD[acc, width]:
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))

