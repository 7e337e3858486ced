"""`Span`: a view of elements in a row that someone else owns.

In: lists, arrays and strings give them. Out: elements by reference, and narrower spans.
"""
from builtin.index import normalize_index
from collections.list import ListIterator
from format.write import write_repr_any
from memory.raw import raw_copy


struct Span[mut: Bool, //, T: AnyType, origin: Origin[mut=mut]](
    Boolable,
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    Iterable,
    Representable,
    Sized,
    Stringable,
    TrivialRegisterPassable,
    Writable,
):
    comptime Element = Self.T
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]] = ListIterator[Self.T, Self.origin]

    var _data: __type.pointer[Self.T]
    var _length: Int

    # Making

    @always_inline
    def __init__(out self):
        self._data = __op.null[Self.T]()
        self._length = 0

    @always_inline
    def __init__(out self, *, unsafe_data: __type.pointer[Self.T], length: Int):
        """For the library: `length` initialised elements."""
        self._data = unsafe_data
        self._length = length

    @always_inline
    def __init__(out self, *, ptr: UnsafePointer[Self.T, _], length: Int):
        self._data = ptr.address
        self._length = length

    @always_inline
    def __init__(out self, *, ptr: UnsafePointer[Self.T, Self.origin], length: Int):
        """The mutability and the origin are the pointer's."""
        self._data = ptr.address
        self._length = length

    @always_inline
    def __init__(out self, *, unsafe_ptr: UnsafePointer[Self.T, _], len: Int):
        self._data = unsafe_ptr.address
        self._length = len

    @always_inline
    @implicit
    def __init__(out self: Span[Self.T, origin_of(list)], ref list: List[Self.T]):
        self._data = list.data.address
        self._length = list.size

    @always_inline
    @implicit
    def __init__[size: Int](out self: Span[Self.T, origin_of(array)], ref array: InlineArray[Self.T, size]):
        self._data = array.unsafe_ptr().address
        self._length = size

    # Size and memory

    @always_inline
    def __len__(self) -> Int:
        return self._length

    @always_inline
    def __bool__(self) -> Bool:
        return self._length != 0

    @always_inline
    def unsafe_ptr(self) -> UnsafePointer[Self.T, Self.origin]:
        return UnsafePointer[Self.T, Self.origin](self._data)

    @always_inline
    def as_ref(self) -> Pointer[Self.T, Self.origin]:
        """The address of the first element."""
        return Pointer[Self.T, Self.origin](self._data)

    @always_inline
    def get_immutable(self) -> Span[Self.T, ImmutOrigin(Self.origin)]:
        return Span[Self.T, ImmutOrigin(Self.origin)](unsafe_data=self._data, length=self._length)

    # Elements

    @always_inline
    def __getitem__(self, index: Int) -> ref [Self.origin] Self.T:
        return __op.deref(__op.offset(self._data, normalize_index(index, self._length).value))

    @always_inline
    def __getitem__[I: Indexer](self, index: I) -> ref [Self.origin] Self.T:
        return __op.deref(__op.offset(self._data, normalize_index(index.__index__(), self._length).value))

    @always_inline
    def unsafe_get(self, index: Int) -> ref [Self.origin] Self.T:
        return __op.deref(__op.offset(self._data, index.value))

    def __getitem__(self, span: Slice) -> Self:
        """The part from start to end. The step must be 1: a view has no gaps."""
        var bounds = span.indices(self._length)
        if bounds[2] != 1:
            abort("a Span cannot be sliced with a step")
        return self._part(bounds[0], max(bounds[0], bounds[1]))

    @always_inline
    def _part(self, start: Int, end: Int) -> Self:
        return Self(unsafe_data=__op.offset(self._data, start.value), length=end - start)

    def unsafe_subspan(self, *, offset: Int, length: Int) -> Self:
        return self._part(offset, offset + length)

    # Iteration and search

    @always_inline
    def __iter__(self) -> ListIterator[Self.T, Self.origin]:
        return ListIterator[Self.T, Self.origin](self._data, self._length)

    @always_inline
    def __reversed__(self) -> ListIterator[Self.T, Self.origin, False]:
        return ListIterator[Self.T, Self.origin, False](__op.offset(self._data, (self._length - 1).value), self._length)

    def __contains__(self, value: Self.T) -> Bool:
        for i in range(self._length):
            if self.unsafe_get(i) == value:
                return True
        return False

    def count(self, value: Self.T) -> Int:
        var result = 0
        for i in range(self._length):
            if self.unsafe_get(i) == value:
                result += 1
        return result

    def find(self, part: Span[Self.T, _]) -> Int:
        """Position of the first occurrence of a row of elements, or -1."""
        for start in range(self._length - len(part) + 1):
            if self._part(start, start + len(part)) == part:
                return start
        return -1

    def rfind(self, part: Span[Self.T, _]) -> Int:
        """Position of the last occurrence of a row of elements, or -1."""
        var start = self._length - len(part)
        while start >= 0:
            if self._part(start, start + len(part)) == part:
                return start
            start -= 1
        return -1

    def __eq__(self, other: Self) -> Bool:
        if self._length != other._length:
            return False
        for i in range(self._length):
            if not (self.unsafe_get(i) == other.unsafe_get(i)):
                return False
        return True

    def __eq__(self, other: Span[Self.T, _]) -> Bool:
        if self._length != other._length:
            return False
        for i in range(self._length):
            if not (self.unsafe_get(i) == other.unsafe_get(i)):
                return False
        return True

    def __ne__(self, other: Span[Self.T, _]) -> Bool:
        return not (self == other)

    # Changing the elements

    def fill(self, value: Self.T):
        """Puts copies of a value everywhere."""
        for i in range(self._length):
            __op.deref(__op.offset(self._data, i.value)) = value

    def copy_from(self, other: Span[Self.T, _]):
        """Copies the elements of a span of the same length."""
        if self._length != len(other):
            abort("`copy_from` needs spans of equal length")
        for i in range(self._length):
            __op.deref(__op.offset(self._data, i.value)) = other.unsafe_get(i)

    def swap_elements(self, first: Int, second: Int):
        var a = __op.offset(self._data, normalize_index(first, self._length).value)
        var b = __op.offset(self._data, normalize_index(second, self._length).value)
        var held = __op.take(a)
        __op.initialize(a, __op.take(b))
        __op.initialize(b, held^)

    def reverse(self):
        var low = 0
        var high = self._length - 1
        while low < high:
            self.swap_elements(low, high)
            low += 1
            high -= 1

    def apply[dtype: DType, //, function: def[width: Int](SIMD[dtype, width]) capturing -> SIMD[dtype, width]](self: Span[Scalar[dtype], _]):
        """Replaces every element by the function of it."""
        for i in range(self._length):
            self.unsafe_get(i) = function[1](self.unsafe_get(i))

    # Text

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("[")
        for i in range(self._length):
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

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher.update(self._length)
        for i in range(self._length):
            hasher.update(self.unsafe_get(i))
