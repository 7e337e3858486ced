"""Random numbers, uniform and normal; filling of memory and tensors; shuffling."""

from ..math.logarithm import log
from ..math.power import sqrt
from ..math.trigonometric import cos
from ..memory.dtype_pointer import DTypePointer
from ..tensor.tensor import Tensor
from ..tensor.tensor_shape import TensorShape
from ..time.time import perf_counter_ns
from .generator import seed_shared, shared_generator


def seed():
    """Starts the generator from the clock."""
    seed_shared(UInt64(perf_counter_ns()))


def seed(a: Int):
    """Starts the generator from a number.

    Args:
        a: Any number; the same one gives the same sequence.
    """
    seed_shared(UInt64(a))


def random_float64(min: Float64 = 0.0, max: Float64 = 1.0) -> Float64:
    """A number from a range, all equally likely.

    Args:
        min: The least result.
        max: Not reached but by rounding.
    """
    return shared_generator().next_float64() * (max - min) + min


def random_si64(min: Int64, max: Int64) -> Int64:
    """An integer from a range, all equally likely.

    Args:
        min: The least result.
        max: The greatest result.
    """
    return min + Int64(shared_generator().next_below(UInt64(max - min) + 1))


def random_ui64(min: UInt64, max: UInt64) -> UInt64:
    """An integer from a range, all equally likely.

    Args:
        min: The least result.
        max: The greatest result.
    """
    return min + shared_generator().next_below(max - min + 1)


def randn_float64(mean: Float64 = 0.0, standard_deviation: Float64 = 1.0) -> Float64:
    """A number from a normal distribution (G. Box and M. Muller, 1958).

    Args:
        mean: Middle of the distribution.
        standard_deviation: Its width.
    """
    # 1 - u: the logarithm's argument is never 0.
    var radius = sqrt(Float64(-2.0) * log(Float64(1.0) - shared_generator().next_float64()))
    return mean + standard_deviation * radius * cos(Float64(6.283185307179586) * shared_generator().next_float64())


# Memory


def rand[dtype: DType, //](pointer: UnsafePointer[Scalar[dtype], _], size: Int, /, *, min: Float64 = 0.0, max: Float64 = 1.0, int_scale: Optional[Int] = None):
    """Fills memory with numbers from a range, all equally likely; with integers from the whole range of an integer type if it is not given.

    Args:
        pointer: The memory.
        size: Number of elements.
        min: The least result.
        max: Not reached but by rounding; integers reach it.
        int_scale: Number of binary digits after the point that results keep.
    """
    _fill_uniform[dtype](pointer.address, size, min, max, int_scale.value() if int_scale else -1)


def rand[dtype: DType, //](pointer: DTypePointer[dtype], size: Int):
    """Fills memory with numbers from 0 to 1, all equally likely.

    Args:
        pointer: The memory.
        size: Number of elements.
    """
    _fill_uniform[dtype](pointer.address, size, 0.0, 1.0, -1)


def rand[dtype: DType](*shape: Int) -> Tensor[dtype]:
    """A tensor of numbers from 0 to 1, all equally likely.

    Parameters:
        dtype: Element type.

    Args:
        shape: Extent of each dimension.
    """
    var extents = List[Int]()
    for i in range(len(shape)):
        extents.append(shape[i])
    return rand[dtype](TensorShape(extents))


def rand[dtype: DType](shape: TensorShape) -> Tensor[dtype]:
    """A tensor of numbers from 0 to 1, all equally likely.

    Parameters:
        dtype: Element type.

    Args:
        shape: Extents.
    """
    var result = Tensor[dtype](shape)
    _fill_uniform[dtype](result.unsafe_ptr().address, result.num_elements(), 0.0, 1.0, -1)
    return result^


def randn[dtype: DType, //](pointer: UnsafePointer[Scalar[dtype], _], size: Int, mean: Float64 = 0.0, standard_deviation: Float64 = 1.0):
    """Fills memory with numbers from a normal distribution.

    Args:
        pointer: The memory.
        size: Number of elements.
        mean: Middle of the distribution.
        standard_deviation: Its width.
    """
    for i in range(size):
        pointer[i] = randn_float64(mean, standard_deviation).cast[dtype]()


def randn[dtype: DType, //](pointer: DTypePointer[dtype], size: Int, mean: Float64 = 0.0, standard_deviation: Float64 = 1.0):
    """Fills memory with numbers from a normal distribution.

    Args:
        pointer: The memory.
        size: Number of elements.
        mean: Middle of the distribution.
        standard_deviation: Its width.
    """
    for i in range(size):
        pointer[i] = randn_float64(mean, standard_deviation).cast[dtype]()


def randn[dtype: DType](shape: TensorShape, mean: Float64 = 0.0, standard_deviation: Float64 = 1.0) -> Tensor[dtype]:
    """A tensor of numbers from a normal distribution.

    Parameters:
        dtype: Element type.

    Args:
        shape: Extents.
        mean: Middle of the distribution.
        standard_deviation: Its width.
    """
    var result = Tensor[dtype](shape)
    randn(result.unsafe_ptr(), result.num_elements(), mean, standard_deviation)
    return result^


def randint[dtype: DType, //](pointer: UnsafePointer[Scalar[dtype], _], size: Int, low: Int, high: Int):
    """Fills memory with integers from a range, all equally likely.

    Args:
        pointer: The memory.
        size: Number of elements.
        low: The least result.
        high: The greatest result.
    """
    for i in range(size):
        pointer[i] = Scalar[dtype](random_si64(Int64(low), Int64(high)))


def randint[dtype: DType, //](pointer: DTypePointer[dtype], size: Int, low: Int, high: Int):
    """Fills memory with integers from a range, all equally likely.

    Args:
        pointer: The memory.
        size: Number of elements.
        low: The least result.
        high: The greatest result.
    """
    for i in range(size):
        pointer[i] = Scalar[dtype](random_si64(Int64(low), Int64(high)))


def shuffle[T: Movable, //](mut list: List[T]):
    """Puts the elements in a random order, all equally likely (R. Durstenfeld, 1964).

    Args:
        list: The elements.
    """
    for i in range(len(list) - 1, 0, -1):
        var j = Int(shared_generator().next_below(UInt64(i + 1)))
        if i != j:
            list.swap_elements(i, j)


@no_inline
def _fill_uniform[dtype: DType](pointer: __type.pointer[Scalar[dtype]], size: Int, low: Float64, high: Float64, fraction_bits: Int):
    """Fills memory with numbers from a range.

    Args:
        pointer: The memory.
        size: Number of elements.
        low: The least result.
        high: Not reached but by rounding; integers reach it.
        fraction_bits: Binary digits after the point that results keep, -1 for all.
    """
    var scale = Float64(1 << fraction_bits) if fraction_bits >= 0 else Float64(0.0)
    for i in range(size):
        var place = __op.offset(pointer, i.value)
        comptime if dtype == DType.bool:
            __op.store(place, Scalar[dtype](Bool(shared_generator().next() >> 63 != 0)))
        elif dtype.is_floating_point():
            var value = random_float64(low, high)
            if fraction_bits >= 0:
                value = (value * scale).__round__() / scale
            __op.store(place, value.cast[dtype]())
        else:
            __op.store(place, Scalar[dtype](random_si64(Int64(low), Int64(high))))
