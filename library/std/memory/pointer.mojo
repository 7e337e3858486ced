"""`Pointer`: the address of a live value, kept alive by its origin. Never null, never arithmetic.

Also the `Pointer[T]` of 2023, which could do both: with one parameter and no origin it allows everything `UnsafePointer` does.
"""
from memory.address_space import AddressSpace
from memory.raw import raw_allocate, raw_free


struct Pointer[
    mut: Bool, //, T: AnyType, origin: Origin[mut=mut] = MutableAnyOrigin, address_space: AddressSpace = AddressSpace.GENERIC
](Boolable, Equatable, TrivialRegisterPassable, Stringable, Writable):
    comptime type = Self.T

    var address: __type.pointer[Self.T]

    @always_inline
    def __init__(out self: Pointer[Self.T, origin_of(to)], *, ref to: Self.T):
        """The address of a value."""
        self.address = __op.address_of(to)

    @always_inline
    def __init__(out self, address: __type.pointer[Self.T]):
        self.address = address

    @staticmethod
    @always_inline
    def address_of(ref value: Self.T) -> Pointer[Self.T, origin_of(value)]:
        return Pointer[Self.T, origin_of(value)](__op.address_of(value))

    @always_inline
    def __getitem__(self) -> ref [Self.origin] Self.T:
        return __op.deref(self.address)

    @always_inline
    def get_immutable(self) -> Pointer[Self.T, ImmutOrigin(Self.origin)]:
        return Pointer[Self.T, ImmutOrigin(Self.origin)](self.address)

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return Bool(raw=__op.eq(self.address, other.address))

    @always_inline
    def __ne__(self, other: Self) -> Bool:
        return Bool(raw=__op.ne(self.address, other.address))

    def write_to[W: Writer](self, mut writer: W):
        UnsafePointer[Self.T, Self.origin](self.address).write_to(writer)

    def __str__(self) -> String:
        return String.write(self)

    # 2023

    @always_inline
    def __init__(out self):
        self.address = __op.null[Self.T]()

    @staticmethod
    @always_inline
    def alloc(count: Int, /, *, alignment: Int = Int(raw=__op.align_of[Self.T]())) -> Self:
        return Self(raw_allocate[Self.T](count, alignment))

    @staticmethod
    @always_inline
    def aligned_alloc(alignment: Int, count: Int) -> Self:
        return Self(raw_allocate[Self.T](count, alignment))

    @staticmethod
    @always_inline
    def get_null() -> Self:
        return Self()

    @always_inline
    def free(self):
        raw_free(self.address)

    @always_inline
    def load(self) -> Self.T:
        return __op.load(self.address)

    @always_inline
    def load[I: Indexer](self, offset: I) -> Self.T:
        return __op.load(__op.offset(self.address, offset.__index__().value))

    @always_inline
    def store(self, value: Self.T):
        __op.store(self.address, value)

    @always_inline
    def store[I: Indexer](self, offset: I, value: Self.T):
        __op.store(__op.offset(self.address, offset.__index__().value), value)

    @always_inline
    def nt_store(self, value: Self.T):
        __op.store[nontemporal=True](self.address, value)

    @always_inline
    def __getitem__[I: Indexer](self, offset: I) -> ref [Self.origin] Self.T:
        return __op.deref(__op.offset(self.address, offset.__index__().value))

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
    def __iadd__[I: Indexer](mut self, offset: I):
        self = self + offset

    @always_inline
    def __isub__[I: Indexer](mut self, offset: I):
        self = self - offset

    @always_inline
    def bitcast[U: AnyType](self) -> Pointer[U, Self.origin]:
        return Pointer[U, Self.origin](__op.pointer_cast[U](self.address))

    @always_inline
    def __as_index(self) -> Int:
        return Int(raw=__op.pointer_to_int(self.address))

    @always_inline
    def __int__(self) -> Int:
        return Int(raw=__op.pointer_to_int(self.address))

    @always_inline
    def __bool__(self) -> Bool:
        return Bool(raw=__op.ne(self.address, __op.null[Self.T]()))


comptime Reference = Pointer


comptime LegacyPointer = Pointer
"""The name in the middle of 2024."""
