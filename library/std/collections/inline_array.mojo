"""`InlineArray[T, size]`: a fixed number of elements inside the value itself, without a heap."""
from builtin.failure import abort
from builtin.index import normalize_index
from collections.list import ListIterator
from format.write import write_repr_any
from memory.maybe_uninitialized import UnsafeMaybeUninit


struct InlineArray[T: AnyType, size: Int, *, run_destructors: Bool = True](
    Defaultable,
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    ImplicitlyCopyable,
    Iterable,
    Representable,
    Sized,
    Stringable,
    Writable,
):
    comptime type = Self.T
    comptime Element = Self.T
    comptime ElementType = Self.T
    comptime IteratorType[mut: Bool, //, origin: Origin[mut=mut]] = ListIterator[Self.T, origin]

    var _array: __type.array[Self.T, Self.size]

    # Making

    @always_inline
    def __init__(out self):
        """Every element by its default."""
        __op.mark_initialized(self._array)
        for i in range(Self.size):
            __op.initialize(self._address(i), Self.T())

    @always_inline
    def __init__(out self, *, uninitialized: Bool):
        """Elements that the caller must initialise."""
        __op.mark_initialized(self._array)

    @always_inline
    def __init__(out self, *, unsafe_uninitialized: Bool):
        __op.mark_initialized(self._array)

    @always_inline
    def __init__(out self, *, fill: Self.T):
        """Every element a copy of a value."""
        __op.mark_initialized(self._array)
        for i in range(Self.size):
            __op.initialize(self._address(i), Self.T(copy=fill))

    @always_inline
    def __init__(out self, fill: Self.T):
        """Every element a copy of a value (2024)."""
        self = Self(fill=fill)

    @always_inline
    def __init__(out self, var *values: Self.T, __list_literal__: Tuple[] = ()):
        """As many values as there are elements."""
        if len(values) != Self.size:
            abort("an InlineArray of ", Self.size, " elements cannot be made from ", len(values), " values")
        __op.mark_initialized(self._array)
        values^.move_into(self._address(0))

    def __init__(out self, *, var unsafe_assume_initialized: InlineArray[UnsafeMaybeUninit[Self.T], Self.size]):
        """Takes the values out of storage in which all of them are there."""
        __op.mark_initialized(self._array)
        for i in range(Self.size):
            __op.initialize(self._address(i), unsafe_assume_initialized[i].unsafe_take())

    @always_inline
    def _address(ref self, index: Int) -> __type.pointer[Self.T]:
        return __op.offset(__op.pointer_cast[Self.T](__op.address_of(self._array)), index.value)

    # Elements

    @always_inline
    def __len__(self) -> Int:
        return Self.size

    @always_inline
    def __getitem__(ref self, index: Int) -> ref [origin_of(self)] Self.T:
        return __op.deref(self._address(normalize_index(index, Self.size)))

    @always_inline
    def __getitem__[I: Indexer](ref self, index: I) -> ref [origin_of(self)] Self.T:
        return __op.deref(self._address(normalize_index(index.__index__(), Self.size)))

    @always_inline
    def __getitem__[index: Int](ref self) -> ref [origin_of(self)] Self.T:
        comptime assert index >= -Self.size and index < Self.size, "the index is out of bounds"
        return __op.deref(self._address(index + Self.size if index < 0 else index))

    @always_inline
    def unsafe_get(ref self, index: Int) -> ref [origin_of(self)] Self.T:
        return __op.deref(self._address(index))

    @always_inline
    def unsafe_ptr(ref self) -> UnsafePointer[Self.T, origin_of(self)]:
        return UnsafePointer[Self.T, origin_of(self)](self._address(0))

    @always_inline
    def as_span(ref self) -> Span[Self.T, origin_of(self)]:
        return Span[Self.T, origin_of(self)](unsafe_data=self._address(0), length=Self.size)

    @always_inline
    def __iter__(ref self) -> ListIterator[Self.T, origin_of(self)]:
        return ListIterator[Self.T, origin_of(self)](self._address(0), Self.size)

    @always_inline
    def __reversed__(ref self) -> ListIterator[Self.T, origin_of(self), False]:
        return ListIterator[Self.T, origin_of(self), False](self._address(Self.size - 1), Self.size)

    def __contains__(self, value: Self.T) -> Bool:
        for i in range(Self.size):
            if self.unsafe_get(i) == value:
                return True
        return False

    def __eq__(self, other: Self) -> Bool:
        for i in range(Self.size):
            if not (self.unsafe_get(i) == other.unsafe_get(i)):
                return False
        return True

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def __hash__[H: Hasher](self, mut hasher: H):
        for i in range(Self.size):
            hasher.update(self.unsafe_get(i))

    # Text

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("[")
        for i in range(Self.size):
            if i > 0:
                writer.write_string(", ")
            write_repr_any(writer, self.unsafe_get(i))
        writer.write_string("]")

    def write_repr_to[W: Writer](self, mut writer: W):
        self.write_to(writer)

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)
