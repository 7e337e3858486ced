"""Long vectors: `dot`, `axpy`, `sum_of`, `greatest_of`, `elementwise_chain`. Bound by memory; sums of floats are added up in many lanes, in a fixed order.

Not here: matrices (`matmul.mojo`, `matvec.mojo`), rows of matrices (`normalization.mojo`).
"""

from memory import UnsafePointer
from sys import simd_width_of

from .vector_memory import first_lanes, load_first, multiply_add, store_first

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


def axpy[dtype: DType, //](factor: Scalar[dtype], x: UnsafePointer[Scalar[dtype], _], y: UnsafePointer[Scalar[dtype], _], count: Int):
    """y += factor x.

    Parameters:
        dtype: Kind of element.

    Args:
        factor: The factor.
        x: A vector, [count].
        y: The vector that is added to, [count].
        count: Number of elements.
    """
    var target = y.as_any_origin()
    var source = x.as_any_origin()

    @parameter
    def step[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return multiply_add(value, SIMD[dtype, width](factor), load_first[width=width](target + index, lanes))

    elementwise_chain[step](target, source, count)


def elementwise_chain[
    dtype: DType, //, step: def[width: Int](Int, Int, SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width]
](target: UnsafePointer[Scalar[dtype], _], source: UnsafePointer[Scalar[dtype], _], count: Int):
    """Each element through a chain of operations, read once and written once: target[i] = step(i, lanes, source[i]).

    Parameters:
        dtype: Kind of element.
        step: The chain, on a vector: takes the index of its first element and how many lanes are elements; the others hold zeros.

    Args:
        target: Where results go, [count]; may be the source.
        source: The elements, [count].
        count: Number of elements.
    """
    comptime width = simd_width_of[dtype]()
    comptime unroll = 4
    var i = 0
    while i + unroll * width <= count:
        comptime for part in range(unroll):
            var at = i + part * width
            (target + at).store(step[width](at, width, (source + at).load[width=width]()))
        i += unroll * width
    while i + width <= count:
        (target + i).store(step[width](i, width, (source + i).load[width=width]()))
        i += width
    if i < count:
        store_first(target + i, step[width](i, count - i, load_first[width=width](source + i, count - i)), count - i)


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
            best[chain] = max(best[chain], (x + (i + chain * width)).load[width=width]())
        i += _chains * width
    while i + width <= count:
        best[0] = max(best[0], (x + i).load[width=width]())
        i += width
    comptime for chain in range(1, _chains):
        best[0] = max(best[0], best[chain])
    var result = best[0].reduce_max()
    while i < count:
        result = max(result, x[i])
        i += 1
    return result


@always_inline
def _total[acc: DType, width: Int, //](sums: InlineArray[SIMD[acc, width], _chains]) -> SIMD[acc, width]:
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
