"""Reductions of a row of numbers to one: sums, extremes, means, truth.

Rows are `Buffer`s, `Span`s or `NDBuffer`s without gaps. Sums run over several vectors at once, so that their order is not that of a plain
loop: the same on every run of a machine, and mostly more precise.
"""

from ..buffer.buffer import Buffer, NDBuffer
from ..buffer.dim_list import Dim
from ..sys.info import simd_width_of
from .functional import vectorize


@always_inline
def map_reduce[
    simd_width: Int,
    dtype: DType,
    accumulator_type: DType,
    input: def[width: Int](Int) capturing [_] -> SIMD[dtype, width],
    join: def[width: Int](SIMD[accumulator_type, width], SIMD[accumulator_type, width]) capturing [_] -> SIMD[accumulator_type, width],
](size: Int, initial: Scalar[accumulator_type]) -> Scalar[accumulator_type]:
    """Joins computed numbers to one.

    Parameters:
        simd_width: Numbers for each step.
        dtype: Their type.
        accumulator_type: Type of the result.
        input: Gives `width` numbers from an index on.
        join: Joins two vectors lane by lane; the order of joins is not defined.

    Args:
        size: How many numbers.
        initial: Result for no numbers, joined once for each lane: the neutral element.
    """
    comptime Vector = SIMD[accumulator_type, simd_width]
    # Four chains hide the latency of one.
    var first = Vector(initial)
    var second = first
    var third = first
    var fourth = first
    var index = 0
    while index + 4 * simd_width <= size:
        first = join[simd_width](first, input[simd_width](index).cast[accumulator_type]())
        second = join[simd_width](second, input[simd_width](index + simd_width).cast[accumulator_type]())
        third = join[simd_width](third, input[simd_width](index + 2 * simd_width).cast[accumulator_type]())
        fourth = join[simd_width](fourth, input[simd_width](index + 3 * simd_width).cast[accumulator_type]())
        index += 4 * simd_width
    while index + simd_width <= size:
        first = join[simd_width](first, input[simd_width](index).cast[accumulator_type]())
        index += simd_width
    var all = join[simd_width](join[simd_width](first, second), join[simd_width](third, fourth))
    var result = all.reduce[join, 1]()
    while index < size:
        result = join[1](result, input[1](index).cast[accumulator_type]())
        index += 1
    return result


@always_inline
def reduce[
    join: def[accumulator_type: DType, dtype: DType, width: Int](SIMD[accumulator_type, width], SIMD[dtype, width]) capturing [_] -> SIMD[accumulator_type, width],
    dtype: DType,
](source: Buffer[dtype, _], initial: Scalar) -> Scalar[initial.dtype]:
    """Joins the numbers of a row to one.

    Parameters:
        join: Joins two vectors lane by lane.
        dtype: Type of the numbers.

    Args:
        source: The row.
        initial: The neutral element.
    """
    var result = initial
    for i in range(len(source)):
        result = join[initial.dtype, dtype, 1](result, source[i])
    return result


@always_inline
def _reduce_span[
    dtype: DType, join: def[width: Int](SIMD[dtype, width], SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width]
](data: UnsafePointer[Scalar[dtype], _], size: Int, initial: Scalar[dtype]) -> Scalar[dtype]:
    @parameter
    def input[width: Int](index: Int) -> SIMD[dtype, width]:
        return data.load[width=width](index)

    return map_reduce[simd_width_of[dtype](), dtype, dtype, input, join](size, initial)


# sum


comptime _block: Int = 4096


@always_inline
def _sum_row[dtype: DType](data: UnsafePointer[Scalar[dtype], _], size: Int) -> Scalar[dtype]:
    @parameter
    def join[width: Int](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return a + b

    comptime if dtype.is_floating_point():
        if size > 2 * _block:
            # Sums of blocks stay small beside what is added to them: the error does not grow with the row.
            var total = Float64(0)
            for start in range(0, size, _block):
                total += Float64(_reduce_span[dtype, join](data + start, _block if _block < size - start else size - start, Scalar[dtype](0)))
            return Scalar[dtype](total)
    return _reduce_span[dtype, join](data, size, Scalar[dtype](0))


def sum[dtype: DType](source: Buffer[dtype, _]) -> Scalar[dtype]:
    """The sum; 0 of an empty row.

    Args:
        source: The row.
    """
    return _sum_row(source.data, len(source))


def sum[size: Dim, dtype: DType](source: Buffer[dtype, size]) -> Scalar[dtype]:
    """The sum; 0 of an empty row. The parameters stand as in 2023.

    Args:
        source: The row.
    """
    return _sum_row(source.data, len(source))


def sum[dtype: DType](source: Span[Scalar[dtype], _]) -> Scalar[dtype]:
    """The sum; 0 of an empty row.

    Args:
        source: The row.
    """
    return _sum_row(source.unsafe_ptr(), len(source))


def sum[dtype: DType](source: NDBuffer[dtype, _, _, _]) -> Scalar[dtype]:
    """The sum; 0 of an empty row.

    Args:
        source: Numbers without gaps.
    """
    return _sum_row(source.data, source.size())


# product


@always_inline
def _product_row[dtype: DType](data: UnsafePointer[Scalar[dtype], _], size: Int) -> Scalar[dtype]:
    @parameter
    def join[width: Int](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return a * b

    return _reduce_span[dtype, join](data, size, Scalar[dtype](1))


def product[dtype: DType](source: Buffer[dtype, _]) -> Scalar[dtype]:
    """The product; 1 of an empty row.

    Args:
        source: The row.
    """
    return _product_row(source.data, len(source))


def product[size: Dim, dtype: DType](source: Buffer[dtype, size]) -> Scalar[dtype]:
    """The product; 1 of an empty row. The parameters stand as in 2023.

    Args:
        source: The row.
    """
    return _product_row(source.data, len(source))


def product[dtype: DType](source: Span[Scalar[dtype], _]) -> Scalar[dtype]:
    """The product; 1 of an empty row.

    Args:
        source: The row.
    """
    return _product_row(source.unsafe_ptr(), len(source))


def product[dtype: DType](source: NDBuffer[dtype, _, _, _]) -> Scalar[dtype]:
    """The product; 1 of an empty row.

    Args:
        source: Numbers without gaps.
    """
    return _product_row(source.data, source.size())


# max


@always_inline
def _max_row[dtype: DType](data: UnsafePointer[Scalar[dtype], _], size: Int) -> Scalar[dtype]:
    @parameter
    def join[width: Int](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return a.max(b)

    return _reduce_span[dtype, join](data, size, Scalar[dtype].MIN)


def max[dtype: DType](source: Buffer[dtype, _]) -> Scalar[dtype]:
    """The greatest; the least value of the type of an empty row.

    Args:
        source: The row.
    """
    return _max_row(source.data, len(source))


def max[size: Dim, dtype: DType](source: Buffer[dtype, size]) -> Scalar[dtype]:
    """The greatest; the least value of the type of an empty row. The parameters stand as in 2023.

    Args:
        source: The row.
    """
    return _max_row(source.data, len(source))


def max[dtype: DType](source: Span[Scalar[dtype], _]) -> Scalar[dtype]:
    """The greatest; the least value of the type of an empty row.

    Args:
        source: The row.
    """
    return _max_row(source.unsafe_ptr(), len(source))


def max[dtype: DType](source: NDBuffer[dtype, _, _, _]) -> Scalar[dtype]:
    """The greatest; the least value of the type of an empty row.

    Args:
        source: Numbers without gaps.
    """
    return _max_row(source.data, source.size())


# min


@always_inline
def _min_row[dtype: DType](data: UnsafePointer[Scalar[dtype], _], size: Int) -> Scalar[dtype]:
    @parameter
    def join[width: Int](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return a.min(b)

    return _reduce_span[dtype, join](data, size, Scalar[dtype].MAX)


def min[dtype: DType](source: Buffer[dtype, _]) -> Scalar[dtype]:
    """The least; the greatest value of the type of an empty row.

    Args:
        source: The row.
    """
    return _min_row(source.data, len(source))


def min[size: Dim, dtype: DType](source: Buffer[dtype, size]) -> Scalar[dtype]:
    """The least; the greatest value of the type of an empty row. The parameters stand as in 2023.

    Args:
        source: The row.
    """
    return _min_row(source.data, len(source))


def min[dtype: DType](source: Span[Scalar[dtype], _]) -> Scalar[dtype]:
    """The least; the greatest value of the type of an empty row.

    Args:
        source: The row.
    """
    return _min_row(source.unsafe_ptr(), len(source))


def min[dtype: DType](source: NDBuffer[dtype, _, _, _]) -> Scalar[dtype]:
    """The least; the greatest value of the type of an empty row.

    Args:
        source: Numbers without gaps.
    """
    return _min_row(source.data, source.size())


# Means


def mean[dtype: DType](source: Buffer[dtype, _]) -> Scalar[dtype]:
    """The arithmetic mean; of integers rounded down.

    Args:
        source: The row, not empty.
    """
    comptime if dtype.is_floating_point():
        return sum(source) / Scalar[dtype](len(source))
    else:
        return sum(source) // Scalar[dtype](len(source))


def mean[dtype: DType](source: Span[Scalar[dtype], _]) -> Scalar[dtype]:
    """The arithmetic mean; of integers rounded down.

    Args:
        source: The row, not empty.
    """
    return mean(Buffer[dtype](source.unsafe_ptr(), len(source)))


def variance[dtype: DType](source: Buffer[dtype, _], mean_value: Scalar[dtype], correction: Int = 1) -> Scalar[dtype]:
    """Mean of the squared differences to a mean.

    Args:
        source: The row.
        mean_value: The mean.
        correction: Taken away from the number of elements in the divisor.
    """
    var data = source.data

    @parameter
    def input[width: Int](index: Int) -> SIMD[dtype, width]:
        var difference = data.load[width=width](index) - SIMD[dtype, width](mean_value)
        return difference * difference

    @parameter
    def join[width: Int](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return a + b

    var total = map_reduce[simd_width_of[dtype](), dtype, dtype, input, join](len(source), Scalar[dtype](0))
    return total / Scalar[dtype](len(source) - correction)


def variance[dtype: DType](source: Buffer[dtype, _], correction: Int = 1) -> Scalar[dtype]:
    """Mean of the squared differences to the mean.

    Args:
        source: The row.
        correction: Taken away from the number of elements in the divisor.
    """
    return variance(source, mean(source), correction)


def variance[dtype: DType](source: Span[Scalar[dtype], _], correction: Int = 1) -> Scalar[dtype]:
    """Mean of the squared differences to the mean.

    Args:
        source: The row.
        correction: Taken away from the number of elements in the divisor.
    """
    return variance(Buffer[dtype](source.unsafe_ptr(), len(source)), correction)


# Truth


def reduce_boolean[
    reduce_fn: def[dtype: DType, width: Int](SIMD[dtype, width]) capturing [_] -> Bool, continue_fn: def(Bool) capturing [_] -> Bool
](source: Buffer[_, _], initial: Bool) -> Bool:
    """Asks vectors of a row until the answer is final.

    Parameters:
        reduce_fn: The question.
        continue_fn: Whether an answer leaves the result open.

    Args:
        source: The row.
        initial: Result for no elements.
    """
    comptime width = simd_width_of[source.type]()
    var current = initial
    var index = 0
    while index + width <= len(source):
        current = reduce_fn[source.type, width](source.load[width](index))
        if not continue_fn(current):
            return current
        index += width
    while index < len(source):
        current = reduce_fn[source.type, 1](source.load[1](index))
        if not continue_fn(current):
            return current
        index += 1
    return current


def all_true(source: Buffer[_, _]) -> Bool:
    """Whether no element is zero.

    Args:
        source: The row.
    """
    for i in range(len(source)):
        if not Bool(source[i] != 0):
            return False
    return True


def any_true(source: Buffer[_, _]) -> Bool:
    """Whether an element is not zero.

    Args:
        source: The row.
    """
    for i in range(len(source)):
        if Bool(source[i] != 0):
            return True
    return False


def none_true(source: Buffer[_, _]) -> Bool:
    """Whether all elements are zero.

    Args:
        source: The row.
    """
    return not any_true(source)


# Positions


def argmax[dtype: DType](source: Span[Scalar[dtype], _]) -> Int:
    """Position of the greatest element, the first of equal ones; -1 of an empty row.

    Args:
        source: The row.
    """
    if len(source) == 0:
        return -1
    var best = 0
    for i in range(1, len(source)):
        if Bool(source[i] > source[best]):
            best = i
    return best


def argmin[dtype: DType](source: Span[Scalar[dtype], _]) -> Int:
    """Position of the least element, the first of equal ones; -1 of an empty row.

    Args:
        source: The row.
    """
    if len(source) == 0:
        return -1
    var best = 0
    for i in range(1, len(source)):
        if Bool(source[i] < source[best]):
            best = i
    return best


def cumsum[dtype: DType](target: Buffer[dtype, _], source: Buffer[dtype, _]):
    """Sums of the first 1, 2, ... elements.

    Args:
        target: Where they go.
        source: The row.
    """
    var total = Scalar[dtype](0)
    for i in range(len(source)):
        total += source[i]
        target[i] = total


def cumsum[dtype: DType](target: Span[mut=True, Scalar[dtype], _], source: Span[Scalar[dtype], _]):
    """Sums of the first 1, 2, ... elements.

    Args:
        target: Where they go.
        source: The row.
    """
    var total = Scalar[dtype](0)
    for i in range(len(source)):
        total += source[i]
        target[i] = total
