"""`memcpy`, `memset`, `memcmp` and `stack_allocation` on typed pointers. Counts are in elements unless a name says bytes."""
from memory.address_space import AddressSpace
from memory.raw import raw_compare, raw_copy, raw_move


@always_inline
def memcpy[T: AnyType](dest: UnsafePointer[T, _], src: UnsafePointer[T, _], count: Int):
    """Copies `count` elements bit by bit; the ranges must not overlap."""
    raw_copy(dest.address, src.address, count)


@always_inline
def memcpy[T: AnyType](*, dest: UnsafePointer[T, _], src: UnsafePointer[T, _], count: Int):
    raw_copy(dest.address, src.address, count)


@always_inline
def memcpy[dtype: DType](dest: DTypePointer[dtype], src: DTypePointer[dtype], count: Int):
    raw_copy(dest.address, src.address, count)


@always_inline
def memcpy[T: AnyType](dest: Pointer[T, _], src: Pointer[T, _], count: Int):
    raw_copy(dest.address, src.address, count)


@always_inline
def memmove[T: AnyType](*, dest: UnsafePointer[T, _], src: UnsafePointer[T, _], count: Int):
    """Copies `count` elements bit by bit; the ranges may overlap."""
    raw_move(dest.address, src.address, count)


@always_inline
def memset[T: AnyType](ptr: UnsafePointer[T, _], value: UInt8, count: Int):
    """Sets every byte of `count` elements."""
    __op.memory_set(ptr.address, value.value, (count * Int(raw=__op.size_of[T]())).value)


@always_inline
def memset[dtype: DType](ptr: DTypePointer[dtype], value: UInt8, count: Int):
    __op.memory_set(ptr.address, value.value, (count * dtype.size_of()).value)


@always_inline
def memset[T: AnyType](ptr: Pointer[T, _], value: UInt8, count: Int):
    __op.memory_set(ptr.address, value.value, (count * Int(raw=__op.size_of[T]())).value)


@always_inline
def memset_zero[T: AnyType](ptr: UnsafePointer[T, _], count: Int):
    """Sets every byte of `count` elements to zero."""
    memset(ptr, 0, count)


@always_inline
def memset_zero[T: AnyType, //, *, count: Int](ptr: UnsafePointer[T, _]):
    memset(ptr, 0, count)


@always_inline
def memset_zero[dtype: DType](ptr: DTypePointer[dtype], count: Int):
    memset(ptr, 0, count)


@always_inline
def memset_zero[T: AnyType](ptr: Pointer[T, _], count: Int):
    memset(ptr, 0, count)


def memcmp[T: AnyType](s1: UnsafePointer[T, _], s2: UnsafePointer[T, _], count: Int) -> Int:
    """-1, 0 or 1: order of the bytes of `count` elements."""
    return _sign(_compare_bytes(s1.address, s2.address, count))


def memcmp[dtype: DType](s1: DTypePointer[dtype], s2: DTypePointer[dtype], count: Int) -> Int:
    return _sign(_compare_bytes(s1.address, s2.address, count))


def memcmp[T: AnyType](s1: Pointer[T, _], s2: Pointer[T, _], count: Int) -> Int:
    return _sign(_compare_bytes(s1.address, s2.address, count))


def _compare_bytes[T: AnyType](a: __type.pointer[T], b: __type.pointer[T], count: Int) -> Int:
    return raw_compare(
        __op.pointer_cast[UInt8](a), __op.pointer_cast[UInt8](b), count * Int(raw=__op.size_of[T]())
    )


def _sign(value: Int) -> Int:
    return -1 if value < 0 else (1 if value > 0 else 0)


@always_inline
def stack_allocation[
    count: Int, T: AnyType, /, *, alignment: Int = Int(raw=__op.align_of[T]()), address_space: AddressSpace = AddressSpace.GENERIC
]() -> UnsafePointer[T, MutableAnyOrigin]:
    """Room for `count` elements that lives until the calling function returns."""
    return UnsafePointer[T, MutableAnyOrigin](__op.stack_allocate[T, alignment=alignment](count.value))


@always_inline
def stack_allocation[
    count: Int, dtype: DType, /, *, alignment: Int = dtype.size_of(), address_space: AddressSpace = AddressSpace.GENERIC
]() -> UnsafePointer[Scalar[dtype], MutableAnyOrigin]:
    return UnsafePointer[Scalar[dtype], MutableAnyOrigin](__op.stack_allocate[Scalar[dtype], alignment=alignment](count.value))


@always_inline
def forget_deinit[T: AnyType](var value: T):
    """Ends a value's life without running its destructor."""
    __op.mark_uninitialized(value)


@always_inline
def parallel_memcpy[T: AnyType](*, dest: UnsafePointer[T, _], src: UnsafePointer[T, _], count: Int):
    raw_copy(dest.address, src.address, count)
