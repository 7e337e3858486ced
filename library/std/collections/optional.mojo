"""`Optional[T]`: a value or nothing.

In: a value, or `None`. Out: `if optional:` tells, `optional.value()` or `optional[]` gives it.
"""
from builtin.failure import abort
from format.write import write_repr_any


struct EmptyOptionalError(TrivialRegisterPassable, Writable):
    """Raised by `optional[]` when there is no value."""

    def __init__(out self):
        pass

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("the Optional is empty")


struct Optional[T: AnyType](
    Boolable,
    Defaultable,
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    ImplicitlyCopyable,
    Representable,
    Stringable,
    Writable,
):
    comptime Element = Self.T

    var _storage: __type.bytes[__op.size_of[Self.T](), __op.align_of[Self.T]()]
    var _is_present: Bool

    # Making

    @always_inline
    def __init__(out self):
        """Nothing."""
        self._storage = __op.uninitialized[__type.bytes[__op.size_of[Self.T](), __op.align_of[Self.T]()]]()
        self._is_present = False

    @always_inline
    @implicit
    def __init__(out self, value: NoneType):
        """Nothing."""
        self = Self()

    @always_inline
    @implicit
    def __init__(out self, var value: Self.T):
        self._storage = __op.uninitialized[__type.bytes[__op.size_of[Self.T](), __op.align_of[Self.T]()]]()
        self._is_present = True
        __op.initialize(self._pointer(), value^)

    @always_inline
    def __init__(out self, *, copy: Self):
        self._storage = __op.uninitialized[__type.bytes[__op.size_of[Self.T](), __op.align_of[Self.T]()]]()
        self._is_present = copy._is_present
        if copy._is_present:
            __op.initialize(self._pointer(), Self.T(copy=__op.deref(copy._pointer())))

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self._storage = __op.uninitialized[__type.bytes[__op.size_of[Self.T](), __op.align_of[Self.T]()]]()
        self._is_present = move._is_present
        if move._is_present:
            __op.initialize(self._pointer(), __op.take(move._pointer()))

    @always_inline
    def __deinit__(deinit self):
        if self._is_present:
            __op.destroy(self._pointer())

    @always_inline
    def _pointer(ref self) -> __type.pointer[Self.T]:
        return __op.pointer_cast[Self.T](__op.address_of(self._storage))

    # Asking

    @always_inline
    def __bool__(self) -> Bool:
        return self._is_present

    @always_inline
    def __invert__(self) -> Bool:
        return not self._is_present

    @always_inline
    def __is__(self, other: NoneType) -> Bool:
        return not self._is_present

    @always_inline
    def __isnot__(self, other: NoneType) -> Bool:
        return self._is_present

    @always_inline
    def __eq__(self, other: NoneType) -> Bool:
        return not self._is_present

    @always_inline
    def __ne__(self, other: NoneType) -> Bool:
        return self._is_present

    def __eq__(self, other: Self) -> Bool:
        if self._is_present and other._is_present:
            return self.unsafe_value() == other.unsafe_value()
        return self._is_present == other._is_present

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    # The value

    @always_inline
    def value(ref self) -> ref [origin_of(self)] Self.T:
        """The value; ends the program if there is none."""
        if __op.unlikely(not self._is_present):
            abort("`value()` of an empty Optional")
        return __op.deref(self._pointer())

    @always_inline
    def unsafe_value(ref self) -> ref [origin_of(self)] Self.T:
        """The value, not checked to be there."""
        return __op.deref(self._pointer())

    @always_inline
    def __getitem__(ref self) raises -> ref [origin_of(self)] Self.T:
        """The value; raises if there is none."""
        if not self._is_present:
            raise Error("the Optional is empty")
        return __op.deref(self._pointer())

    def take(mut self) -> Self.T:
        """Moves the value out and leaves nothing; ends the program if there is none."""
        if not self._is_present:
            abort("`take()` of an empty Optional")
        return self.unsafe_take()

    def unsafe_take(mut self) -> Self.T:
        self._is_present = False
        return __op.take(self._pointer())

    def or_else(self, var default: Self.T) -> Self.T:
        """A copy of the value, or the default."""
        if self._is_present:
            return Self.T(copy=__op.deref(self._pointer()))
        return default^

    def copied[U: Copyable](self: Optional[Pointer[U, _]]) -> Optional[U]:
        if self._is_present:
            return U(copy=self.unsafe_value()[])
        return None

    def map[To: Movable](self, function: def(Self.T) capturing -> To) -> Optional[To]:
        """The function of the value, if there is one."""
        if self._is_present:
            return function(self.unsafe_value())
        return None

    def and_then[To: Movable](self, function: def(Self.T) capturing -> Optional[To]) -> Optional[To]:
        if self._is_present:
            return function(self.unsafe_value())
        return None

    # As a collection of at most one element

    def __len__(self) -> Int:
        return 1 if self._is_present else 0

    def __iter__(ref self) -> OptionalIterator[Self.T, origin_of(self)]:
        return OptionalIterator[Self.T, origin_of(self)](self._pointer(), self._is_present)

    # Text

    def write_to[W: Writer](self, mut writer: W):
        if self._is_present:
            write_repr_any(writer, self.unsafe_value())
        else:
            writer.write_string("None")

    def write_repr_to[W: Writer](self, mut writer: W):
        if self._is_present:
            writer.write_string("Optional(")
            write_repr_any(writer, self.unsafe_value())
            writer.write_string(")")
        else:
            writer.write_string("Optional(None)")

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        var text = String()
        self.write_repr_to(text)
        return text^

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher.update(self._is_present)
        if self._is_present:
            hasher.update(self.unsafe_value())


struct OptionalIterator[mut: Bool, //, T: AnyType, origin: Origin[mut=mut]](Iterator, TrivialRegisterPassable):
    comptime Element = Self.T

    var _address: __type.pointer[Self.T]
    var _is_left: Bool

    @always_inline
    def __init__(out self, address: __type.pointer[Self.T], is_left: Bool):
        self._address = address
        self._is_left = is_left

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        return self._is_left

    @always_inline
    def __next__(mut self) -> ref [Self.origin] Self.T:
        self._is_left = False
        return __op.deref(self._address)


comptime OptionalReg = Optional
