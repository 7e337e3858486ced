"""`Variant[*Ts]`: a value of one of some types, and which one it is."""
from builtin.failure import abort
from format.write import write_any


struct Variant[*Ts: AnyType](
    Equatable, Hashable, ImplicitlyCopyable, Representable, Stringable, Writable
):
    var _storage: __type.bytes[_greatest_size[*Self.Ts](), _greatest_alignment[*Self.Ts]()]
    var _discriminant: UInt8

    # Making

    @implicit
    def __init__[T: AnyType](out self, var value: T):
        comptime assert Self._index_of[T]() >= 0, "the Variant has no such type"
        __op.mark_initialized(self._storage)
        self._discriminant = UInt8(Self._index_of[T]())
        __op.initialize(self._address[T](), value^)

    def __init__(out self, *, unsafe_uninitialized: NoneType):
        """Nothing in it yet."""
        __op.mark_initialized(self._storage)
        self._discriminant = 255

    def __init__(out self, *, copy: Self):
        __op.mark_initialized(self._storage)
        self._discriminant = copy._discriminant
        comptime for i in range(len(Self.Ts)):
            if copy._discriminant == UInt8(i):
                __op.initialize(
                    self._address[Self.Ts[i]](), Self.Ts[i](copy=__op.deref(copy._address[Self.Ts[i]]()))
                )

    def __init__(out self, *, deinit move: Self):
        __op.mark_initialized(self._storage)
        self._discriminant = move._discriminant
        comptime for i in range(len(Self.Ts)):
            if move._discriminant == UInt8(i):
                __op.initialize(self._address[Self.Ts[i]](), __op.take(move._address[Self.Ts[i]]()))

    def __deinit__(deinit self):
        self._destroy()

    def _destroy(mut self):
        comptime for i in range(len(Self.Ts)):
            if self._discriminant == UInt8(i):
                __op.destroy(self._address[Self.Ts[i]]())

    # Which one

    @staticmethod
    def _index_of[T: AnyType]() -> Int:
        """The position of a type, -1 if it is not among them."""
        comptime for i in range(len(Self.Ts)):
            comptime if __op.same_type[Self.Ts[i], T]():
                return i
        return -1

    @staticmethod
    def is_type_supported[T: AnyType]() -> Bool:
        """Whether values of a type can be in it."""
        return Self._index_of[T]() >= 0

    @always_inline
    def isa[T: AnyType](self) -> Bool:
        """Whether the value in it is of a type."""
        comptime index = Self._index_of[T]()
        return self._discriminant == UInt8(index)

    # The value

    @always_inline
    def _address[T: AnyType](ref self) -> __type.pointer[T]:
        return __op.pointer_cast[T](__op.address_of(self._storage))

    @always_inline
    def __getitem__[T: AnyType](ref self) -> ref [origin_of(self)] T:
        """The value as a `T`; ends the program if it is of another type."""
        if not self.isa[T]():
            abort("get: the value in the Variant is of another type")
        return __op.deref(self._address[T]())

    @always_inline
    def unsafe_get[T: AnyType](ref self) -> ref [origin_of(self)] T:
        return __op.deref(self._address[T]())

    def get[T: AnyType](ref self) -> ref [origin_of(self)] T:
        return self[T]

    def set[T: AnyType](mut self, var value: T):
        """Replaces the value."""
        self = Self(value^)

    def take[T: AnyType](deinit self) -> T:
        """Moves the value out; ends the program if it is of another type."""
        if not self.isa[T]():
            abort("take: the value in the Variant is of another type")
        return __op.take(self._address[T]())

    def unsafe_take[T: AnyType](deinit self) -> T:
        return __op.take(self._address[T]())

    def replace[Tin: AnyType, Tout: AnyType](mut self, var value: Tin) -> Tout:
        """Puts a value in and gives the old one."""
        if not self.isa[Tout]():
            abort("replace: the value in the Variant is of another type")
        var old = __op.take(self._address[Tout]())
        self._discriminant = UInt8(Self._index_of[Tin]())
        __op.initialize(self._address[Tin](), value^)
        return old^

    def unsafe_replace[Tin: AnyType, Tout: AnyType](mut self, var value: Tin) -> Tout:
        return self.replace[Tin, Tout](value^)

    # Comparison and text

    def __eq__(self, other: Self) -> Bool:
        if self._discriminant != other._discriminant:
            return False
        comptime for i in range(len(Self.Ts)):
            if self._discriminant == UInt8(i):
                return self.unsafe_get[Self.Ts[i]]() == other.unsafe_get[Self.Ts[i]]()
        return False

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher.update(self._discriminant)
        comptime for i in range(len(Self.Ts)):
            if self._discriminant == UInt8(i):
                hasher.update(self.unsafe_get[Self.Ts[i]]())

    def write_to[W: Writer](self, mut writer: W):
        comptime for i in range(len(Self.Ts)):
            if self._discriminant == UInt8(i):
                write_any(writer, self.unsafe_get[Self.Ts[i]]())

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write("Variant(", self, ")")


def _greatest_size[*Ts: AnyType]() -> Int:
    var result = 0
    comptime for i in range(len(Ts)):
        result = max(result, Int(raw=__op.size_of[Ts[i]]()))
    return result


def _greatest_alignment[*Ts: AnyType]() -> Int:
    var result = 1
    comptime for i in range(len(Ts)):
        result = max(result, Int(raw=__op.align_of[Ts[i]]()))
    return result
