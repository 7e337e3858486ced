"""`bitcast` between vectors of equal size, `pack_bits`; the pointers of 2023 under their old module name."""
from .dtype_pointer import DTypePointer
from .pointer import Pointer
from .unsafe_pointer import UnsafePointer


@always_inline
def bitcast[
    src_dtype: DType, src_width: Int, //, dtype: DType, width: Int = src_width
](val: SIMD[src_dtype, src_width]) -> SIMD[dtype, width]:
    """The same bits as a vector of another type."""
    return SIMD[dtype, width](raw=__op.bitcast[__type.simd[dtype, width]](val.value))


@always_inline
def bitcast[dtype: DType, source: DType](pointer: DTypePointer[source]) -> DTypePointer[dtype]:
    return pointer.bitcast[dtype]()


@always_inline
def bitcast[T: AnyType, U: AnyType](pointer: Pointer[U, _]) -> Pointer[T, MutableAnyOrigin]:
    return Pointer[T, MutableAnyOrigin](__op.pointer_cast[T](pointer.address))


def _unsigned_of_bits(bits: Int) -> DType:
    """The unsigned type of that many bits."""
    if bits <= 8:
        return DType.uint8
    if bits == 16:
        return DType.uint16
    if bits == 32:
        return DType.uint32
    if bits == 64:
        return DType.uint64
    return DType.uint128 if bits == 128 else DType.uint256


@always_inline
def pack_bits[
    src_width: Int, //, dtype: DType = _unsigned_of_bits(src_width), width: Int = 1
](val: SIMD[DType.bool, src_width]) -> SIMD[dtype, width]:
    """The bits of a mask as a number, the first lane in the lowest bit."""
    return SIMD[dtype, width](raw=__op.bitcast[__type.simd[dtype, width]](val.value))
