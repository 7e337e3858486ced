"""`UnsafePointer`: the address of one or more values, with nothing checked.

A pointer may point into uninitialised memory; only some methods may then be called: `unsafe_write`, `init_pointee_*`, `store`.
It never owns what it points to. `alignment` 0 is the alignment of the type. In: `alloc`, `UnsafePointer(to=x)`, C. Out: references, SIMD vectors, moved values.
Not here: raw allocation (`raw.mojo`), safe `Pointer` (`pointer.mojo`), owners (`owned_pointer.mojo`, `arc_pointer.mojo`).
"""
from memory.address_space import AddressSpace
from memory.raw import raw_allocate, raw_free

comptime OpaquePointer = UnsafePointer[NoneType, MutableAnyOrigin]
comptime MutOpaquePointer = OpaquePointer
comptime MutUnsafePointer = UnsafePointer[mut=True, ...]
comptime ImmutUnsafePointer = UnsafePointer[mut=False, ...]


def alloc[T: AnyType](count: Int, /, *, alignment: Int = Int(raw=__op.align_of[T]())) -> UnsafePointer[T, MutableAnyOrigin]:
    """Uninitialised memory for `count` values, to be freed by `free`."""
    return UnsafePointer[T, MutableAnyOrigin](raw_allocate[T](count, alignment))


struct UnsafePointer[
    mut: Bool,
    //,
    T: AnyType,
    origin: Origin[mut=mut] = MutableAnyOrigin,
    *,
    address_space: AddressSpace = AddressSpace.GENERIC,
    alignment: Int = 0,
](
    Boolable,
    Comparable,
    Defaultable,
    Hashable,
    Intable,
    Stringable,
    TrivialRegisterPassable,
    Writable,
):
    comptime type = Self.T
    comptime element_type = Self.T

    var address: __type.pointer[Self.T]

    # Making

    @always_inline
    def __init__(out self):
        """The null pointer."""
        self.address = __op.null[Self.T]()

    @always_inline
    @implicit
    def __init__(out self, address: __type.pointer[Self.T]):
        self.address = address

    @always_inline
    def __init__(out self: UnsafePointer[Self.T, origin_of(to)], *, ref to: Self.T):
        """The address of a value."""
        self.address = __op.address_of(to)

    @always_inline
    def __init__(out self, *, unsafe_from_address: Int):
        self.address = __op.int_to_pointer[Self.T](unsafe_from_address.value)

    @always_inline
    @implicit
    def __init__(out self, value: NoneType):
        """The null pointer."""
        self.address = __op.null[Self.T]()

    @staticmethod
    @always_inline
    def alloc(count: Int) -> UnsafePointer[Self.T, MutableAnyOrigin]:
        """Uninitialised memory for `count` values, to be freed by `free`."""
        return UnsafePointer[Self.T, MutableAnyOrigin](
            raw_allocate[Self.T](count, max(Self.alignment, Int(raw=__op.align_of[Self.T]())))
        )

    @staticmethod
    @always_inline
    def alloc(count: Int, alignment: Int) -> UnsafePointer[Self.T, MutableAnyOrigin]:
        return UnsafePointer[Self.T, MutableAnyOrigin](raw_allocate[Self.T](count, alignment))

    @staticmethod
    @always_inline
    def address_of(ref value: Self.T) -> UnsafePointer[Self.T, MutableAnyOrigin]:
        return UnsafePointer[Self.T, MutableAnyOrigin](__op.address_of(value))

    @staticmethod
    @always_inline
    def get_null() -> Self:
        return Self()

    @staticmethod
    @always_inline
    def unsafe_dangling() -> Self:
        """A pointer to nothing that is not null."""
        return Self(unsafe_from_address=Int(raw=__op.align_of[Self.T]()))

    @always_inline
    def free(self):
        """Gives back memory of `alloc`. The values in it are not destroyed."""
        raw_free(self.address)

    @always_inline
    def unsafe_free(self):
        raw_free(self.address)

    # The pointee

    @always_inline
    def __getitem__(self) -> ref [Self.origin] Self.T:
        return __op.deref(self.address)

    @always_inline
    def __getitem__(self, index: Int) -> ref [Self.origin] Self.T:
        return __op.deref(__op.offset(self.address, index.value))

    @always_inline
    def __getitem__[I: Indexer](self, index: I) -> ref [Self.origin] Self.T:
        return __op.deref(__op.offset(self.address, index.__index__().value))

    @always_inline
    def unsafe_write(self, var value: Self.T):
        """Moves a value into uninitialised memory."""
        __op.initialize(self.address, value^)

    @always_inline
    def init_pointee_move(self, var value: Self.T):
        """Moves a value into uninitialised memory."""
        __op.initialize(self.address, value^)

    @always_inline
    def init_pointee_copy(self, value: Self.T):
        """Copies a value into uninitialised memory."""
        __op.initialize(self.address, Self.T(copy=value))

    @always_inline
    def init_pointee_explicit_copy(self, value: Self.T):
        __op.initialize(self.address, Self.T(copy=value))

    @always_inline
    def initialize_pointee_move(self, var value: Self.T):
        __op.initialize(self.address, value^)

    @always_inline
    def initialize_pointee_copy(self, value: Self.T):
        __op.initialize(self.address, Self.T(copy=value))

    @always_inline
    def init_pointee_move_from(self, source: UnsafePointer[Self.T, _]):
        """Moves the other pointee into the uninitialised memory here."""
        __op.initialize(self.address, __op.take(source.address))

    @always_inline
    def unsafe_write(self, *, copy: Self.T):
        __op.initialize(self.address, Self.T(copy=copy))

    @always_inline
    def take_pointee(self) -> Self.T:
        """Moves the value out; the memory is uninitialised after."""
        return __op.take(self.address)

    @always_inline
    def unsafe_take(self) -> Self.T:
        return __op.take(self.address)

    @always_inline
    def unsafe_take_pointee(self) -> Self.T:
        return __op.take(self.address)

    @always_inline
    def destroy_pointee(self):
        """Destroys the value; the memory is uninitialised after."""
        __op.destroy(self.address)

    @always_inline
    def unsafe_deinit_pointee(self):
        __op.destroy(self.address)

    @always_inline
    def move_pointee_into(self, target: UnsafePointer[Self.T, _]):
        __op.initialize(target.address, __op.take(self.address))

    @always_inline
    def move_from_pointee(self) -> Self.T:
        return __op.take(self.address)

    @always_inline
    def swap_pointees(self, other: UnsafePointer[Self.T, _]):
        var held = __op.take(self.address)
        __op.initialize(self.address, __op.take(other.address))
        __op.initialize(other.address, held^)

    # Vectors. The pointee is a scalar.

    @always_inline
    def load[
        dtype: DType, //, width: Int = 1, *, alignment: Int = dtype.size_of(), volatile: Bool = False, invariant: Bool = False
    ](self: UnsafePointer[Scalar[dtype], _]) -> SIMD[dtype, width]:
        """The next `width` scalars."""
        return SIMD[dtype, width](
            raw=__op.simd_load[width, alignment=alignment, volatile=volatile, invariant=invariant](
                __op.pointer_cast[__type.simd[dtype, 1]](self.address)
            )
        )

    @always_inline
    def load[
        dtype: DType, //, width: Int = 1, *, alignment: Int = dtype.size_of(), volatile: Bool = False, invariant: Bool = False
    ](self: UnsafePointer[Scalar[dtype], _], offset: Int) -> SIMD[dtype, width]:
        """`width` scalars from `offset` on."""
        return SIMD[dtype, width](
            raw=__op.simd_load[width, alignment=alignment, volatile=volatile, invariant=invariant](
                __op.pointer_cast[__type.simd[dtype, 1]](__op.offset(self.address, offset.value))
            )
        )

    @always_inline
    def load[
        dtype: DType, I: Indexer, //, width: Int = 1, *, alignment: Int = dtype.size_of(), volatile: Bool = False, invariant: Bool = False
    ](self: UnsafePointer[Scalar[dtype], _], offset: I) -> SIMD[dtype, width]:
        return self.load[width, alignment=alignment, volatile=volatile, invariant=invariant](offset.__index__())

    @always_inline
    def store[
        dtype: DType, width: Int, //, *, alignment: Int = dtype.size_of(), volatile: Bool = False
    ](self: UnsafePointer[Scalar[dtype], _], value: SIMD[dtype, width]):
        """Puts a vector into the next scalars."""
        __op.simd_store[alignment=alignment, volatile=volatile](
            __op.pointer_cast[__type.simd[dtype, 1]](self.address), value.value
        )

    @always_inline
    def store[
        dtype: DType, width: Int, //, *, alignment: Int = dtype.size_of(), volatile: Bool = False
    ](self: UnsafePointer[Scalar[dtype], _], offset: Int, value: SIMD[dtype, width]):
        __op.simd_store[alignment=alignment, volatile=volatile](
            __op.pointer_cast[__type.simd[dtype, 1]](__op.offset(self.address, offset.value)), value.value
        )

    @always_inline
    def store[
        dtype: DType, width: Int, I: Indexer, //, *, alignment: Int = dtype.size_of(), volatile: Bool = False
    ](self: UnsafePointer[Scalar[dtype], _], offset: I, value: SIMD[dtype, width]):
        self.store[alignment=alignment, volatile=volatile](offset.__index__(), value)

    @always_inline
    def store[
        dtype: DType, //, width: Int, *, alignment: Int = dtype.size_of(), volatile: Bool = False
    ](self: UnsafePointer[Scalar[dtype], _], offset: Int, value: SIMD[dtype, width]):
        """2024: the width may be given."""
        __op.simd_store[alignment=alignment, volatile=volatile](
            __op.pointer_cast[__type.simd[dtype, 1]](__op.offset(self.address, offset.value)), value.value
        )

    def strided_load[
        dtype: DType, //, width: Int
    ](self: UnsafePointer[Scalar[dtype], _], stride: Int) -> SIMD[dtype, width]:
        """Every `stride`-th scalar, `width` of them."""
        var result = SIMD[dtype, width]()
        for lane in range(width):
            result[lane] = self.load(lane * stride)
        return result

    def strided_store[
        dtype: DType, width: Int, //
    ](self: UnsafePointer[Scalar[dtype], _], value: SIMD[dtype, width], stride: Int):
        for lane in range(width):
            self.store(lane * stride, value[lane])

    def gather[
        dtype: DType, index_type: DType, width: Int, //
    ](
        self: UnsafePointer[Scalar[dtype], _],
        offset: SIMD[index_type, width],
        mask: SIMD[DType.bool, width] = True,
        default: SIMD[dtype, width] = 0,
    ) -> SIMD[dtype, width]:
        """The scalars at `offset`; `default` where the mask is off."""
        var addresses = offset.cast[DType.int]() * dtype.size_of() + Int(self)
        return SIMD[dtype, width](raw=__op.gather[dtype](addresses.value, mask.value, default.value))

    def scatter[
        dtype: DType, index_type: DType, width: Int, //
    ](
        self: UnsafePointer[Scalar[dtype], _],
        offset: SIMD[index_type, width],
        value: SIMD[dtype, width],
        mask: SIMD[DType.bool, width] = True,
    ):
        """Puts the lanes at `offset` where the mask is on."""
        var addresses = offset.cast[DType.int]() * dtype.size_of() + Int(self)
        __op.scatter(addresses.value, value.value, mask.value)

    # Arithmetic, in elements

    @always_inline
    def __add__[I: Indexer](self, offset: I) -> Self:
        return Self(__op.offset(self.address, offset.__index__().value))

    @always_inline
    def __sub__[I: Indexer](self, offset: I) -> Self:
        return Self(__op.offset(self.address, (-offset.__index__()).value))

    @always_inline
    def __sub__(self, other: Self) -> Int:
        """Distance in elements."""
        return (Int(self) - Int(other)) // Int(raw=__op.size_of[Self.T]())

    @always_inline
    def __iadd__[I: Indexer](mut self, offset: I):
        self = self + offset

    @always_inline
    def __isub__[I: Indexer](mut self, offset: I):
        self = self - offset

    @always_inline
    def offset[I: Indexer](self, offset: I) -> Self:
        return self + offset

    # Other views of the same address

    @always_inline
    def as_scalar_pointer(self) -> Pointer[Self.T, MutableAnyOrigin]:
        """The pointer of 2023 to the same place."""
        return Pointer[Self.T, MutableAnyOrigin](self.address)

    @always_inline
    def bitcast[
        U: AnyType, *, alignment: Int = 0, address_space: AddressSpace = AddressSpace.GENERIC
    ](self) -> UnsafePointer[U, Self.origin, alignment=alignment, address_space=address_space]:
        return UnsafePointer[U, Self.origin, alignment=alignment, address_space=address_space](
            __op.pointer_cast[U](self.address)
        )

    @always_inline
    def bitcast[dtype: DType](self) -> UnsafePointer[Scalar[dtype], Self.origin]:
        return UnsafePointer[Scalar[dtype], Self.origin](__op.pointer_cast[Scalar[dtype]](self.address))

    @always_inline
    def address_space_cast[space: AddressSpace](self) -> UnsafePointer[Self.T, Self.origin, address_space=space]:
        return UnsafePointer[Self.T, Self.origin, address_space=space](self.address)

    @always_inline
    def origin_cast[mut: Bool, origin: Origin[mut=mut]](self) -> UnsafePointer[Self.T, origin]:
        return UnsafePointer[Self.T, origin](self.address)

    @always_inline
    def unsafe_origin_cast[target: Origin](self) -> UnsafePointer[Self.T, target]:
        return UnsafePointer[Self.T, target](self.address)

    @always_inline
    def unsafe_mut_cast[mut: Bool](self) -> UnsafePointer[Self.T, MutableAnyOrigin]:
        return UnsafePointer[Self.T, MutableAnyOrigin](self.address)

    @always_inline
    def as_immutable(self) -> UnsafePointer[Self.T, ImmutOrigin(Self.origin)]:
        return UnsafePointer[Self.T, ImmutOrigin(Self.origin)](self.address)

    @always_inline
    def as_any_origin(self) -> UnsafePointer[Self.T, MutableAnyOrigin]:
        return UnsafePointer[Self.T, MutableAnyOrigin](self.address)

    @always_inline
    def as_noalias_ptr(self) -> Self:
        return self

    @always_inline
    def static_alignment_cast[alignment: Int](self) -> Self:
        return self

    # Conversions and comparison, by address

    @always_inline
    def __int__(self) -> Int:
        return Int(raw=__op.pointer_to_int(self.address))

    @always_inline
    def __bool__(self) -> Bool:
        """Whether it is not null."""
        return Bool(raw=__op.ne(self.address, __op.null[Self.T]()))

    @always_inline
    def __as_bool__(self) -> Bool:
        return self.__bool__()

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return Bool(raw=__op.eq(self.address, other.address))

    @always_inline
    def __eq__(self, other: UnsafePointer[Self.T, _]) -> Bool:
        return Bool(raw=__op.eq(self.address, other.address))

    @always_inline
    def __ne__(self, other: UnsafePointer[Self.T, _]) -> Bool:
        return Bool(raw=__op.ne(self.address, other.address))

    @always_inline
    def __lt__(self, other: Self) -> Bool:
        return Bool(raw=__op.lt(self.address, other.address))

    @always_inline
    def __is__(self, other: Self) -> Bool:
        return self == other

    @always_inline
    def __is__(self, other: NoneType) -> Bool:
        return not self

    @always_inline
    def __isnot__(self, other: NoneType) -> Bool:
        return self.__bool__()

    def write_to[W: Writer](self, mut writer: W):
        """`0x` and the address in hexadecimal."""
        writer.write_string(hex(Int(self)))

    def __str__(self) -> String:
        return String.write(self)

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher._update_with_simd(Scalar[DType.int](Int(self)))
