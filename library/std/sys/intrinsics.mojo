"""Direct access to the compiler: LLVM intrinsics, hints, and vector memory operations with masks and strides."""

from ..memory.dtype_pointer import DTypePointer


@always_inline("nodebug")
def llvm_intrinsic[intrin: StringLiteral, type: AnyType, *types: AnyType, has_side_effect: Bool = True](*args: *types) -> type:
    """Calls an LLVM intrinsic.

    Parameters:
        intrin: Its name: `llvm.sqrt`.
        type: Type of the result.
        types: Types of the arguments.
        has_side_effect: Whether a call must stay although nobody uses its result.

    Args:
        args: Scalars, vectors, pointers.
    """
    return __op.llvm[intrin, type, side_effects=has_side_effect](*args)


# Hints


@always_inline
def likely(condition: Bool) -> Bool:
    """Tells the compiler that a condition mostly holds.

    Args:
        condition: The condition.
    """
    return Bool(raw=__op.likely(condition.value))


@always_inline
def unlikely(condition: Bool) -> Bool:
    """Tells the compiler that a condition rarely holds.

    Args:
        condition: The condition.
    """
    return Bool(raw=__op.unlikely(condition.value))


@always_inline
def expect[T: TrivialRegisterPassable, //, expected: T](value: T) -> T:
    """Tells the compiler which value to expect. Here only for the reader.

    Parameters:
        expected: The value.

    Args:
        value: Gives itself.
    """
    return value


@always_inline
def assume(condition: Bool):
    """Promises that a condition holds. If it does not, anything may happen.

    Args:
        condition: The condition.
    """
    __op.assume(condition.value)


struct PrefetchLocality(ImplicitlyCopyable, TrivialRegisterPassable):
    """How soon data is used again after a prefetch."""

    comptime NONE = PrefetchLocality(0)
    """Not again."""
    comptime LOW = PrefetchLocality(1)
    """Late."""
    comptime MEDIUM = PrefetchLocality(2)
    """Soon."""
    comptime HIGH = PrefetchLocality(3)
    """Very soon."""

    var value: Int
    """0 to 3."""

    @always_inline
    def __init__(out self, value: Int):
        """From its number.

        Args:
            value: 0 to 3.
        """
        self.value = value


struct PrefetchRW(ImplicitlyCopyable, TrivialRegisterPassable):
    """What follows a prefetch."""

    comptime READ = PrefetchRW(0)
    """A read."""
    comptime WRITE = PrefetchRW(1)
    """A write."""

    var value: Int
    """0 or 1."""

    @always_inline
    def __init__(out self, value: Int):
        """From its number.

        Args:
            value: 0 or 1.
        """
        self.value = value


struct PrefetchCache(ImplicitlyCopyable, TrivialRegisterPassable):
    """Which cache a prefetch fills."""

    comptime INSTRUCTION = PrefetchCache(0)
    """That of instructions."""
    comptime DATA = PrefetchCache(1)
    """That of data."""

    var value: Int
    """0 or 1."""

    @always_inline
    def __init__(out self, value: Int):
        """From its number.

        Args:
            value: 0 or 1.
        """
        self.value = value


struct PrefetchOptions(Defaultable, ImplicitlyCopyable, TrivialRegisterPassable):
    """Kind of a prefetch: `PrefetchOptions().for_write().low_locality()`."""

    var rw: PrefetchRW
    """What follows."""
    var locality: PrefetchLocality
    """How soon it is used again."""
    var cache: PrefetchCache
    """Which cache is meant."""

    @always_inline
    def __init__(out self):
        """For reading data very soon."""
        self.rw = PrefetchRW.READ
        self.locality = PrefetchLocality.HIGH
        self.cache = PrefetchCache.DATA

    @always_inline
    def for_read(self) -> Self:
        """For reading."""
        var result = self
        result.rw = PrefetchRW.READ
        return result

    @always_inline
    def for_write(self) -> Self:
        """For writing."""
        var result = self
        result.rw = PrefetchRW.WRITE
        return result

    @always_inline
    def no_locality(self) -> Self:
        """Not used again."""
        var result = self
        result.locality = PrefetchLocality.NONE
        return result

    @always_inline
    def low_locality(self) -> Self:
        """Used again late."""
        var result = self
        result.locality = PrefetchLocality.LOW
        return result

    @always_inline
    def medium_locality(self) -> Self:
        """Used again soon."""
        var result = self
        result.locality = PrefetchLocality.MEDIUM
        return result

    @always_inline
    def high_locality(self) -> Self:
        """Used again very soon."""
        var result = self
        result.locality = PrefetchLocality.HIGH
        return result

    @always_inline
    def to_data_cache(self) -> Self:
        """Into the cache of data."""
        var result = self
        result.cache = PrefetchCache.DATA
        return result

    @always_inline
    def to_instruction_cache(self) -> Self:
        """Into the cache of instructions."""
        var result = self
        result.cache = PrefetchCache.INSTRUCTION
        return result


@always_inline
def prefetch[dtype: DType, //, params: PrefetchOptions = PrefetchOptions()](address: UnsafePointer[Scalar[dtype], _]):
    """Asks for memory to be brought near.

    Parameters:
        params: Kind of the prefetch.

    Args:
        address: The memory.
    """
    __op.prefetch[params.rw.value == 1, params.locality.value, params.cache.value == 0](address.address)


@always_inline
def prefetch[params: PrefetchOptions, dtype: DType](address: DTypePointer[dtype]):
    """Asks for memory to be brought near.

    Parameters:
        params: Kind of the prefetch.

    Args:
        address: The memory.
    """
    __op.prefetch[params.rw.value == 1, params.locality.value, params.cache.value == 0](address.address)


# Memory with masks


@always_inline
def masked_load[
    dtype: DType, //, size: Int
](address: UnsafePointer[Scalar[dtype], _], mask: SIMD[DType.bool, size], passthrough: SIMD[dtype, size], alignment: Int = 1) -> SIMD[dtype, size]:
    """Neighbouring scalars, where the mask is set; nothing else is touched.

    Args:
        address: The first one.
        mask: Which are loaded.
        passthrough: Lanes elsewhere.
        alignment: Not looked at.
    """
    return SIMD[dtype, size](raw=__op.masked_load(_scalar_pointer(address.address), mask.value, passthrough.value))


@always_inline
def masked_store[dtype: DType, //, size: Int](value: SIMD[dtype, size], address: UnsafePointer[Scalar[dtype], _], mask: SIMD[DType.bool, size], alignment: Int = 1):
    """Puts lanes into neighbouring scalars, where the mask is set.

    Args:
        value: The lanes.
        address: The first scalar.
        mask: Which are stored.
        alignment: Not looked at.
    """
    __op.masked_store(_scalar_pointer(address.address), value.value, mask.value)


@always_inline
def compressed_store[dtype: DType, size: Int, //](value: SIMD[dtype, size], address: UnsafePointer[Scalar[dtype], _], mask: SIMD[DType.bool, size]):
    """Puts the lanes whose mask is set into neighbouring scalars, without gaps.

    Args:
        value: The lanes.
        address: The first scalar.
        mask: Which are stored.
    """
    __op.compress_store(_scalar_pointer(address.address), value.value, mask.value)


@always_inline
def expanded_load[
    dtype: DType, //, size: Int
](address: UnsafePointer[Scalar[dtype], _], mask: SIMD[DType.bool, size], passthrough: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """Neighbouring scalars, one after the other into the lanes whose mask is set.

    Args:
        address: The first scalar.
        mask: Which lanes are filled.
        passthrough: Lanes elsewhere.
    """
    return SIMD[dtype, size](raw=__op.expand_load(_scalar_pointer(address.address), mask.value, passthrough.value))


# Memory with strides


@always_inline
def strided_load[
    dtype: DType, //, simd_width: Int, *, invariant: Bool = False
](address: UnsafePointer[Scalar[dtype], _], stride: Int, mask: SIMD[DType.bool, simd_width] = True) -> SIMD[dtype, simd_width]:
    """Scalars at equal distances.

    Args:
        address: The first one.
        stride: From each to the next, in scalars.
        mask: Which are loaded; the others give 0.
    """
    return gather(_strided_addresses[dtype, simd_width](Int(address), stride), mask, SIMD[dtype, simd_width](0))


@always_inline
def strided_load[dtype: DType, simd_width: Int](address: DTypePointer[dtype], stride: Int) -> SIMD[dtype, simd_width]:
    """Scalars at equal distances.

    Args:
        address: The first one.
        stride: From each to the next, in scalars.
    """
    var addresses = _strided_addresses[dtype, simd_width](Int(address), stride)
    return gather(addresses, SIMD[DType.bool, simd_width](True), SIMD[dtype, simd_width](0))


@always_inline
def strided_store[
    dtype: DType, //, simd_width: Int
](value: SIMD[dtype, simd_width], address: UnsafePointer[Scalar[dtype], _], stride: Int, mask: SIMD[DType.bool, simd_width] = True):
    """Puts lanes at equal distances.

    Args:
        value: The lanes.
        address: Where the first one goes.
        stride: From each to the next, in scalars.
        mask: Which are stored.
    """
    scatter(value, _strided_addresses[dtype, simd_width](Int(address), stride), mask)


@always_inline
def gather[
    dtype: DType, size: Int, //, *, invariant: Bool = False
](base: SIMD[DType.int, size], mask: SIMD[DType.bool, size], passthrough: SIMD[dtype, size], alignment: Int = 0) -> SIMD[dtype, size]:
    """Scalars at addresses.

    Args:
        base: The addresses.
        mask: Which are loaded.
        passthrough: Lanes elsewhere.
        alignment: Not looked at.
    """
    return SIMD[dtype, size](raw=__op.gather[dtype](base.value, mask.value, passthrough.value))


@always_inline
def scatter[dtype: DType, size: Int, //](value: SIMD[dtype, size], base: SIMD[DType.int, size], mask: SIMD[DType.bool, size], alignment: Int = 0):
    """Puts lanes at addresses.

    Args:
        value: The lanes.
        base: The addresses.
        mask: Which are stored.
        alignment: Not looked at.
    """
    __op.scatter(base.value, value.value, mask.value)


@always_inline
def _strided_addresses[dtype: DType, size: Int](address: Int, stride: Int) -> SIMD[DType.int, size]:
    comptime if size == 1:
        return SIMD[DType.int, size](address)
    else:
        var steps = SIMD[DType.int, size](raw=__op.iota[DType.int, size]())
        return steps * SIMD[DType.int, size](stride * dtype.size_of()) + SIMD[DType.int, size](address)


@always_inline
def _scalar_pointer[dtype: DType, //](address: __type.pointer[Scalar[dtype]]) -> __type.pointer[__type.simd[dtype, 1]]:
    return __op.pointer_cast[__type.simd[dtype, 1]](address)
