"""`DTypePointer`: the pointer to scalars of 2023 and 2024. Newer code writes `UnsafePointer[Scalar[dtype]]`."""
from memory.address_space import AddressSpace
from memory.raw import raw_allocate, raw_free


struct DTypePointer[dtype: DType, address_space: AddressSpace = AddressSpace.GENERIC](
    Boolable, Comparable, Intable, Stringable, TrivialRegisterPassable, Writable
):
    comptime type = Self.dtype
    comptime element_type = Scalar[Self.dtype]

    var address: __type.pointer[Scalar[Self.dtype]]

    @always_inline
    def __init__(out self):
        self.address = __op.null[Scalar[Self.dtype]]()

    @always_inline
    @implicit
    def __init__(out self, address: __type.pointer[Scalar[Self.dtype]]):
        self.address = address

    @always_inline
    @implicit
    def __init__(out self, pointer: UnsafePointer[Scalar[Self.dtype], _]):
        self.address = pointer.address

    @always_inline
    @implicit
    def __init__(out self, pointer: Pointer[Scalar[Self.dtype], _]):
        self.address = pointer.address

    @always_inline
    def __init__(out self, *, address: Int):
        self.address = __op.int_to_pointer[Scalar[Self.dtype]](address.value)

    @staticmethod
    @always_inline
    def alloc(count: Int, /, *, alignment: Int = Self.dtype.size_of()) -> Self:
        """Uninitialised memory for `count` scalars."""
        return Self(raw_allocate[Scalar[Self.dtype]](count, alignment))

    @staticmethod
    @always_inline
    def aligned_alloc(alignment: Int, count: Int) -> Self:
        return Self(raw_allocate[Scalar[Self.dtype]](count, alignment))

    @staticmethod
    @always_inline
    def address_of(ref value: Scalar[Self.dtype]) -> Self:
        return Self(__op.address_of(value))

    @staticmethod
    @always_inline
    def get_null() -> Self:
        return Self()

    @always_inline
    def free(self):
        raw_free(self.address)

    @always_inline
    def is_aligned[alignment: Int](self) -> Bool:
        return Int(self) % alignment == 0

    # Scalars and vectors

    @always_inline
    def __getitem__[I: Indexer](self, offset: I) -> ref [MutableAnyOrigin] Scalar[Self.dtype]:
        return __op.deref(__op.offset(self.address, offset.__index__().value))

    @always_inline
    def __getitem__(self) -> ref [MutableAnyOrigin] Scalar[Self.dtype]:
        return __op.deref(self.address)

    @always_inline
    def load[width: Int = 1, *, alignment: Int = Self.dtype.size_of()](self) -> SIMD[Self.dtype, width]:
        return self._load[width, alignment](0)

    @always_inline
    def load[
        I: Indexer, //, width: Int = 1, *, alignment: Int = Self.dtype.size_of()
    ](self, offset: I) -> SIMD[Self.dtype, width]:
        return self._load[width, alignment](offset.__index__())

    @always_inline
    def _load[width: Int, alignment: Int](self, offset: Int) -> SIMD[Self.dtype, width]:
        return SIMD[Self.dtype, width](
            raw=__op.simd_load[width, alignment=alignment](
                __op.pointer_cast[__type.simd[Self.dtype, 1]](__op.offset(self.address, offset.value))
            )
        )

    @always_inline
    def store[width: Int, //, *, alignment: Int = Self.dtype.size_of()](self, value: SIMD[Self.dtype, width]):
        self._store[width, alignment](0, value)

    @always_inline
    def store[
        I: Indexer, width: Int, //, *, alignment: Int = Self.dtype.size_of()
    ](self, offset: I, value: SIMD[Self.dtype, width]):
        self._store[width, alignment](offset.__index__(), value)

    @always_inline
    def store[
        I: Indexer, //, width: Int, *, alignment: Int = Self.dtype.size_of()
    ](self, offset: I, value: SIMD[Self.dtype, width]):
        self._store[width, alignment](offset.__index__(), value)

    @always_inline
    def _store[width: Int, alignment: Int](self, offset: Int, value: SIMD[Self.dtype, width]):
        __op.simd_store[alignment=alignment](
            __op.pointer_cast[__type.simd[Self.dtype, 1]](__op.offset(self.address, offset.value)), value.value
        )

    @always_inline
    def simd_load[width: Int](self) -> SIMD[Self.dtype, width]:
        return self._load[width, Self.dtype.size_of()](0)

    @always_inline
    def simd_load[width: Int, I: Indexer](self, offset: I) -> SIMD[Self.dtype, width]:
        return self._load[width, Self.dtype.size_of()](offset.__index__())

    @always_inline
    def aligned_simd_load[width: Int, alignment: Int](self) -> SIMD[Self.dtype, width]:
        return self._load[width, alignment](0)

    @always_inline
    def aligned_simd_load[width: Int, alignment: Int, I: Indexer](self, offset: I) -> SIMD[Self.dtype, width]:
        return self._load[width, alignment](offset.__index__())

    @always_inline
    def simd_store[width: Int](self, value: SIMD[Self.dtype, width]):
        self._store[width, Self.dtype.size_of()](0, value)

    @always_inline
    def simd_store[width: Int, I: Indexer](self, offset: I, value: SIMD[Self.dtype, width]):
        self._store[width, Self.dtype.size_of()](offset.__index__(), value)

    @always_inline
    def aligned_simd_store[width: Int, alignment: Int](self, value: SIMD[Self.dtype, width]):
        self._store[width, alignment](0, value)

    @always_inline
    def aligned_simd_store[width: Int, alignment: Int, I: Indexer](self, offset: I, value: SIMD[Self.dtype, width]):
        self._store[width, alignment](offset.__index__(), value)

    @always_inline
    def simd_nt_store[width: Int](self, value: SIMD[Self.dtype, width]):
        """A store that goes around the cache; aligned to the vector."""
        __op.simd_store[alignment = width * Self.dtype.size_of(), nontemporal=True](
            __op.pointer_cast[__type.simd[Self.dtype, 1]](self.address), value.value
        )

    @always_inline
    def simd_nt_store[width: Int, I: Indexer](self, offset: I, value: SIMD[Self.dtype, width]):
        (self + offset).simd_nt_store[width](value)

    def simd_strided_load[width: Int](self, stride: Int) -> SIMD[Self.dtype, width]:
        return UnsafePointer[Scalar[Self.dtype]](self.address).strided_load[width](stride)

    def simd_strided_store[width: Int](self, value: SIMD[Self.dtype, width], stride: Int):
        UnsafePointer[Scalar[Self.dtype]](self.address).strided_store(value, stride)

    def gather[index_type: DType, width: Int](
        self, offset: SIMD[index_type, width], mask: SIMD[DType.bool, width] = True, default: SIMD[Self.dtype, width] = 0
    ) -> SIMD[Self.dtype, width]:
        return UnsafePointer[Scalar[Self.dtype]](self.address).gather(offset, mask, default)

    def scatter[index_type: DType, width: Int](
        self, offset: SIMD[index_type, width], value: SIMD[Self.dtype, width], mask: SIMD[DType.bool, width] = True
    ):
        UnsafePointer[Scalar[Self.dtype]](self.address).scatter(offset, value, mask)

    @always_inline
    def prefetch[params: AnyType](self):
        __op.prefetch[False, 3, False](self.address)

    # Arithmetic and other views

    @always_inline
    def offset[I: Indexer](self, offset: I) -> Self:
        return Self(__op.offset(self.address, offset.__index__().value))

    @always_inline
    def __add__[I: Indexer](self, offset: I) -> Self:
        return self.offset(offset)

    @always_inline
    def __sub__[I: Indexer](self, offset: I) -> Self:
        return self.offset(-offset.__index__())

    @always_inline
    def __sub__(self, other: Self) -> Int:
        return (Int(self) - Int(other)) // Self.dtype.size_of()

    @always_inline
    def __iadd__[I: Indexer](mut self, offset: I):
        self = self.offset(offset)

    @always_inline
    def __isub__[I: Indexer](mut self, offset: I):
        self = self.offset(-offset.__index__())

    @always_inline
    def bitcast[other: DType](self) -> DTypePointer[other]:
        return DTypePointer[other](__op.pointer_cast[Scalar[other]](self.address))

    @always_inline
    def bitcast[T: AnyType](self) -> Pointer[T, MutableAnyOrigin]:
        return Pointer[T, MutableAnyOrigin](__op.pointer_cast[T](self.address))

    @always_inline
    def as_scalar_pointer(self) -> Pointer[Scalar[Self.dtype], MutableAnyOrigin]:
        return Pointer[Scalar[Self.dtype], MutableAnyOrigin](self.address)

    @always_inline
    def __int__(self) -> Int:
        return Int(raw=__op.pointer_to_int(self.address))

    @always_inline
    def __as_index(self) -> Int:
        return Int(self)

    @always_inline
    def __bool__(self) -> Bool:
        return Bool(raw=__op.ne(self.address, __op.null[Scalar[Self.dtype]]()))

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return Bool(raw=__op.eq(self.address, other.address))

    @always_inline
    def __lt__(self, other: Self) -> Bool:
        return Bool(raw=__op.lt(self.address, other.address))

    def write_to[W: Writer](self, mut writer: W):
        UnsafePointer[Scalar[Self.dtype]](self.address).write_to(writer)

    def __str__(self) -> String:
        return String.write(self)
