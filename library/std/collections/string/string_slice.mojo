"""`StringSlice`: a view of text that someone else owns, the currency of all text functions.

UTF-8; lengths and positions are in bytes unless a name says otherwise. `StaticString` views text that is never freed.
In: literals and `String`s convert implicitly. Out: further slices of the same origin, or new `String`s.
Not here: search loops (`search.mojo`), case (`case.mojo`), splitting (`split.mojo`), `.format` (`format.mojo`), code points
(`codepoint.mojo`), graphemes (`graphemes.mojo`).
"""
from memory.raw import raw_byte, raw_compare, raw_equal
from builtin.index import normalize_index
from collections.string.case import text_to_lower, text_to_upper
from collections.string.classes import (
    leading_whitespace,
    text_is_alnum,
    text_is_alpha,
    text_is_digit,
    text_is_lower,
    text_is_printable,
    text_is_printable_ascii,
    text_is_space,
    text_is_upper,
    trailing_whitespace,
)
from collections.string.codepoint import CodepointSliceIter, CodepointsIter, Codepoint
from collections.string.format import _format_arguments
from collections.string.graphemes import GraphemeIndicesIter, GraphemeSliceIter, count_graphemes, split_point_at_grapheme
from collections.string.join import join_arguments, join_list, replace_text, repeat_text
from collections.string.repr import write_text_repr
from collections.string.search import count_bytes, find_bytes, find_bytes_backwards
from collections.string.split import split_lines, split_text, split_whitespace
from collections.string.utf8 import utf8_count, utf8_is_continuation, utf8_is_valid, utf8_sequence_length

comptime StaticString = StringSlice[StaticConstantOrigin]


struct StringSlice[mut: Bool, //, origin: Origin[mut=mut]](
    Boolable,
    Comparable,
    FloatableRaising,
    Hashable,
    IntableRaising,
    Representable,
    Sized,
    Stringable,
    TrivialRegisterPassable,
    Writable,
):
    var _data: __type.pointer[UInt8]
    var _length: Int

    # Making

    @always_inline
    def __init__(out self):
        """No text."""
        var empty = StringLiteral()
        self._data = empty.data
        self._length = 0

    @always_inline
    def __init__(out self, *, unsafe_data: __type.pointer[UInt8], length: Int):
        """For the library: `length` bytes of UTF-8."""
        self._data = unsafe_data
        self._length = length

    @always_inline
    @implicit
    def __init__(out self: StaticString, literal: StringLiteral):
        self._data = literal.data
        self._length = literal.length

    @always_inline
    @implicit
    def __init__(out self: StringSlice[origin_of(value)], value: String):
        self._data = value._data_pointer()
        self._length = value.byte_length()

    @always_inline
    def __init__(out self, *, ptr: UnsafePointer[UInt8, _], length: Int):
        """`length` bytes that are known to be UTF-8."""
        self._data = ptr.address
        self._length = length

    @always_inline
    def __init__(out self, *, ptr: UnsafePointer[UInt8, Self.origin], length: Int):
        """The same; the mutability and the origin are the pointer's."""
        self._data = ptr.address
        self._length = length

    @always_inline
    def __init__(out self: StaticString, pointer: UnsafePointer[UInt8, _], length: Int):
        """`StringRef` of 2024."""
        self._data = pointer.address
        self._length = length

    @always_inline
    def __init__(out self: StaticString, pointer: DTypePointer[DType.uint8], length: Int):
        """`StringRef` of 2024."""
        self._data = pointer.address
        self._length = length

    @always_inline
    def __init__(out self: StaticString, pointer: DTypePointer[DType.int8], length: Int):
        """`StringRef` of 2023."""
        self._data = __op.pointer_cast[UInt8](pointer.address)
        self._length = length

    @always_inline
    def __init__(out self, *, unsafe_from_utf8: Span[UInt8, Self.origin]):
        """Bytes that are known to be UTF-8."""
        self._data = unsafe_from_utf8._data
        self._length = len(unsafe_from_utf8)

    def __init__(out self, *, from_utf8: Span[UInt8, Self.origin]) raises:
        """Bytes that are checked to be UTF-8; raises if they are not."""
        self._data = from_utf8._data
        self._length = len(from_utf8)
        if not utf8_is_valid(self._data, self._length):
            raise Error("the bytes are not valid UTF-8")

    def __init__(out self, *, unsafe_from_utf8_ptr: UnsafePointer[UInt8, _]):
        """Text that ends before a NUL."""
        self._data = unsafe_from_utf8_ptr.address
        self._length = 0
        while raw_byte(self._data, self._length) != 0:
            self._length += 1

    def __init__(out self, *, unsafe_from_utf8_cstr_ptr: UnsafePointer[Int8, _]):
        """Text that ends before a NUL."""
        self._data = __op.pointer_cast[UInt8](unsafe_from_utf8_cstr_ptr.address)
        self._length = 0
        while raw_byte(self._data, self._length) != 0:
            self._length += 1

    # Size and views

    @always_inline
    def byte_length(self) -> Int:
        return self._length

    @always_inline
    def __len__(self) -> Int:
        """Length in bytes."""
        return self._length

    def char_length(self) -> Int:
        return self.count_codepoints()

    def count_codepoints(self) -> Int:
        return utf8_count(self._data, self._length)

    def count_graphemes(self) -> Int:
        """Characters as a reader counts them (UAX #29)."""
        return count_graphemes(self.as_immutable())

    @always_inline
    def __bool__(self) -> Bool:
        return self._length != 0

    @always_inline
    def unsafe_ptr(self) -> UnsafePointer[UInt8, Self.origin]:
        return UnsafePointer[UInt8, Self.origin](self._data)

    @always_inline
    def as_bytes(self) -> Span[UInt8, Self.origin]:
        return Span[UInt8, Self.origin](unsafe_data=self._data, length=self._length)

    @always_inline
    def as_string_slice(self) -> Self:
        return self

    @always_inline
    def as_immutable(self) -> StringSlice[ImmutOrigin(Self.origin)]:
        return StringSlice[ImmutOrigin(Self.origin)](unsafe_data=self._data, length=self._length)

    @always_inline
    def get_immutable(self) -> StringSlice[ImmutOrigin(Self.origin)]:
        return self.as_immutable()

    comptime _FieldType[name: StringLiteral] = UnsafePointer[UInt8, Self.origin] if name == "data" else Int

    @always_inline
    def __getattr__[name: StringLiteral](self) -> Self._FieldType[name] where name == "data" or name == "length":
        """The fields of `StringRef` in 2023 and 2024."""
        comptime if name == "data":
            return self.unsafe_ptr()
        else:
            return self._length

    @always_inline
    def _slice(self, start: Int, end: Int) -> Self:
        return Self(unsafe_data=__op.offset(self._data, start.value), length=end - start)

    @always_inline
    def _byte(self, index: Int) -> UInt8:
        return raw_byte(self._data, index)

    def is_codepoint_boundary(self, index: Int) -> Bool:
        if index == 0 or index == self._length:
            return True
        if index < 0 or index > self._length:
            return False
        return not utf8_is_continuation(self._byte(index))

    # Subscripts: bytes by default, code points or graphemes by keyword

    def __getitem__(self, index: Int) -> Self:
        var i = normalize_index(index, self._length)
        return self._slice(i, i + 1)

    def __getitem__(self, *, byte: Int) -> Self:
        """The code point whose first byte is at `byte`."""
        var i = normalize_index(byte, self._length)
        var end = min(i + utf8_sequence_length(self._byte(i)), self._length)
        return self._slice(i, end)

    def __getitem__(self, span: Slice) -> Self:
        """Bytes from start to end. The step must be 1: a view has no gaps."""
        var bounds = span.indices(self._length)
        if bounds[2] != 1:
            abort("a StringSlice cannot be sliced with a step; make it a String first")
        return self._slice(bounds[0], max(bounds[0], bounds[1]))

    def __getitem__(self, *, byte: Slice) -> Self:
        return self[byte]

    def __getitem__(self, *, codepoint: Slice) -> Self:
        """Code points from start to end, which may be beyond the last."""
        var bounds = codepoint.indices(self.count_codepoints())
        var start = self._offset_of_codepoint(bounds[0])
        return self._slice(start, max(start, self._offset_of_codepoint(bounds[1])))

    def __getitem__(self, *, codepoint: Int) -> Self:
        var start = self._offset_of_codepoint(normalize_index(codepoint, self.count_codepoints()))
        return self[byte=start]

    def __getitem__(self, *, grapheme: Slice) -> Self:
        """Grapheme clusters from start to end, which may be beyond the last."""
        var first = grapheme.start.or_else(0)
        var start = split_point_at_grapheme(self.as_immutable(), first)
        if not grapheme.end:
            return self._slice(start, self._length)
        return self._slice(start, max(start, split_point_at_grapheme(self.as_immutable(), grapheme.end.value())))

    def _offset_of_codepoint(self, index: Int) -> Int:
        var offset = 0
        var left = index
        while left > 0 and offset < self._length:
            offset += utf8_sequence_length(self._byte(offset))
            left -= 1
        return min(offset, self._length)

    # Iteration

    def __iter__(self) -> CodepointSliceIter[Self.origin]:
        """Code points, as slices."""
        return CodepointSliceIter[Self.origin](self)

    def codepoint_slices(self) -> CodepointSliceIter[Self.origin]:
        return CodepointSliceIter[Self.origin](self)

    def codepoint_slices_reversed(self) -> CodepointSliceIter[Self.origin, False]:
        return CodepointSliceIter[Self.origin, False](self)

    def __reversed__(self) -> CodepointSliceIter[Self.origin, False]:
        return CodepointSliceIter[Self.origin, False](self)

    def codepoints(self) -> CodepointsIter[Self.origin]:
        return CodepointsIter[Self.origin](self)

    def chars(self) -> CodepointsIter[Self.origin]:
        return CodepointsIter[Self.origin](self)

    def char_slices(self) -> CodepointSliceIter[Self.origin]:
        return CodepointSliceIter[Self.origin](self)

    def bytes(self) -> Span[UInt8, Self.origin]:
        return self.as_bytes()

    def graphemes(self) -> GraphemeSliceIter[Self.origin]:
        return GraphemeSliceIter[Self.origin](self)

    def graphemes_reversed(self) -> GraphemeSliceIter[Self.origin, False]:
        return GraphemeSliceIter[Self.origin, False](self)

    def grapheme_indices(self) -> GraphemeIndicesIter[Self.origin]:
        return GraphemeIndicesIter[Self.origin](self)

    def nth_grapheme(self, n: Int) -> Optional[Self]:
        var start = split_point_at_grapheme(self.as_immutable(), n)
        if start >= self._length:
            return None
        var rest = self._slice(start, self._length)
        return rest._slice(0, split_point_at_grapheme(rest.as_immutable(), 1))

    def split_at_grapheme(self, n: Int) -> Tuple[Self, Self]:
        var middle = split_point_at_grapheme(self.as_immutable(), n)
        return (self._slice(0, middle), self._slice(middle, self._length))

    # Comparison, by bytes (which is by code points)

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return self._length == other._length and raw_equal(self._data, other._data, self._length)

    @always_inline
    def __eq__(self, other: StringSlice) -> Bool:
        return self._length == other._length and raw_equal(self._data, other._data, self._length)

    @always_inline
    def __ne__(self, other: StringSlice) -> Bool:
        return not (self == other)

    def __lt__(self, other: Self) -> Bool:
        return self._compare(other.as_immutable()) < 0

    def __lt__(self, other: StringSlice) -> Bool:
        return self._compare(other.as_immutable()) < 0

    def __le__(self, other: StringSlice) -> Bool:
        return self._compare(other.as_immutable()) <= 0

    def __gt__(self, other: StringSlice) -> Bool:
        return self._compare(other.as_immutable()) > 0

    def __ge__(self, other: StringSlice) -> Bool:
        return self._compare(other.as_immutable()) >= 0

    def _compare(self, other: StringSlice) -> Int:
        var order = raw_compare(self._data, other._data, min(self._length, other._length))
        return order if order != 0 else self._length - other._length

    def is_same(self, other: StringSlice) -> Bool:
        """Whether both view the same bytes in memory."""
        return Bool(raw=__op.eq(self._data, other._data)) and self._length == other._length

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher._update_with_bytes(self.as_bytes())

    # Text of it

    @always_inline
    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self)

    def write_repr_to[W: Writer](self, mut writer: W):
        write_text_repr(writer, self.as_immutable())

    def __str__(self) -> String:
        return String(self)

    def __repr__(self) -> String:
        var result = String()
        write_text_repr(result, self.as_immutable())
        return result^

    def __int__(self) raises -> Int:
        return atol(self)

    def __float__(self) raises -> Float64:
        return atof(self)

    # Search

    def __contains__(self, part: StringSlice) -> Bool:
        return find_bytes(self._data, self._length, part._data, part._length, 0) >= 0

    def find(self, part: StringSlice, start: Int = 0) -> Int:
        """Byte offset of the first occurrence at `start` or later, or -1."""
        return find_bytes(self._data, self._length, part._data, part._length, self._clamp(start))

    def rfind(self, part: StringSlice, start: Int = 0) -> Int:
        """Byte offset of the last occurrence at `start` or later, or -1."""
        return find_bytes_backwards(self._data, self._length, part._data, part._length, self._clamp(start))

    def index(self, part: StringSlice, start: Int = 0) raises -> Int:
        var found = self.find(part, start)
        if found < 0:
            raise Error("substring not found")
        return found

    def count(self, part: StringSlice) -> Int:
        """Occurrences that do not overlap; of the empty text, one between all code points."""
        if part._length == 0:
            return self.count_codepoints() + 1
        return count_bytes(self._data, self._length, part._data, part._length)

    def startswith(self, prefix: StringSlice, start: Int = 0, end: Int = -1) -> Bool:
        """Whether the bytes from `start` to `end` (-1: all) begin with `prefix`."""
        var first = self._clamp(start)
        var last = self._length if end == -1 else self._clamp(end)
        return first + prefix._length <= last and raw_equal(
            __op.offset(self._data, first.value), prefix._data, prefix._length
        )

    def endswith(self, suffix: StringSlice, start: Int = 0, end: Int = -1) -> Bool:
        """Whether the bytes from `start` to `end` (-1: all) finish with `suffix`."""
        var first = self._clamp(start)
        var last = self._length if end == -1 else self._clamp(end)
        return first + suffix._length <= last and raw_equal(
            __op.offset(self._data, (last - suffix._length).value), suffix._data, suffix._length
        )

    def startswith[*Ts: AnyType](self, prefixes: Tuple[*Ts]) -> Bool:
        comptime for i in range(len(Ts)):
            if self.startswith(StringSlice(prefixes[i])):
                return True
        return False

    def endswith[*Ts: AnyType](self, suffixes: Tuple[*Ts]) -> Bool:
        comptime for i in range(len(Ts)):
            if self.endswith(StringSlice(suffixes[i])):
                return True
        return False

    def _clamp(self, position: Int) -> Int:
        """A position counted from the end if negative, brought into range as Python does."""
        if position < 0:
            return max(position + self._length, 0)
        return min(position, self._length)

    # Trimming

    def strip(self) -> Self:
        var left = self.lstrip()
        return left.rstrip()

    def strip(self, characters: StringSlice) -> Self:
        """Without code points of `characters` at both ends."""
        var left = self.lstrip(characters)
        return left.rstrip(characters)

    def lstrip(self) -> Self:
        return self._slice(leading_whitespace(self._data, self._length), self._length)

    def lstrip(self, characters: StringSlice) -> Self:
        var start = 0
        while start < self._length:
            var end = min(start + utf8_sequence_length(self._byte(start)), self._length)
            if self._slice(start, end) not in characters:
                break
            start = end
        return self._slice(start, self._length)

    def rstrip(self) -> Self:
        return self._slice(0, self._length - trailing_whitespace(self._data, self._length))

    def rstrip(self, characters: StringSlice) -> Self:
        var end = self._length
        while end > 0:
            var start = end - 1
            while start > 0 and utf8_is_continuation(self._byte(start)):
                start -= 1
            if self._slice(start, end) not in characters:
                break
            end = start
        return self._slice(0, end)

    def removeprefix(self, prefix: StringSlice) -> Self:
        if self.startswith(prefix):
            return self._slice(prefix._length, self._length)
        return self

    def removesuffix(self, suffix: StringSlice) -> Self:
        if suffix._length > 0 and self.endswith(suffix):
            return self._slice(0, self._length - suffix._length)
        return self

    # Splitting

    def split(self, separator: StringSlice, maxsplit: Int = -1) -> List[Self]:
        """The parts between separators. `maxsplit` limits the number of cuts; the separator must not be empty."""
        var parts = List[Self]()
        split_text(self, separator.as_immutable(), maxsplit, parts)
        return parts^

    def split(self, *, sep: StringSlice, maxsplit: Int = -1) -> List[Self]:
        return self.split(sep, maxsplit)

    def split(self, separator: NoneType = None, *, maxsplit: Int = -1) -> List[Self]:
        """The words between runs of white space."""
        var parts = List[Self]()
        split_whitespace(self, maxsplit, parts)
        return parts^

    def splitlines(self, keepends: Bool = False) -> List[Self]:
        """The lines, as Python counts line ends."""
        var parts = List[Self]()
        split_lines(self, keepends, parts)
        return parts^

    def partition(self, separator: StringSlice) -> Tuple[Self, Self, Self]:
        """What is before the first separator, the separator, and what is after it."""
        var at = self.find(separator)
        if at < 0:
            return (self, self._slice(self._length, self._length), self._slice(self._length, self._length))
        var end = at + separator._length
        return (self._slice(0, at), self._slice(at, end), self._slice(end, self._length))

    def rpartition(self, separator: StringSlice) -> Tuple[Self, Self, Self]:
        """What is before the last separator, the separator, and what is after it."""
        var at = self.rfind(separator)
        if at < 0:
            return (self._slice(0, 0), self._slice(0, 0), self)
        var end = at + separator._length
        return (self._slice(0, at), self._slice(at, end), self._slice(end, self._length))

    # New texts

    def __add__(self, other: StringSlice) -> String:
        var result = String(capacity=self._length + other._length)
        result.write_string(self)
        result.write_string(other)
        return result^

    def __radd__(self, other: StringSlice) -> String:
        return other + self

    def __mul__(self, count: Int) -> String:
        return repeat_text(self.as_immutable(), count)

    def __rmul__(self, count: Int) -> String:
        return repeat_text(self.as_immutable(), count)

    def replace(self, old: StringSlice, new: StringSlice) -> String:
        return replace_text(self.as_immutable(), old.as_immutable(), new.as_immutable(), -1)

    def replace(self, old: StringSlice, new: StringSlice, count: Int) -> String:
        """Replaces at most `count` occurrences (negative: all)."""
        return replace_text(self.as_immutable(), old.as_immutable(), new.as_immutable(), count)

    def join[T: AnyType](self, elements: List[T]) -> String:
        """The elements as text with this between them."""
        return join_list(self.as_immutable(), elements)

    def join[*Ts: AnyType](self, *elements: *Ts) -> String:
        return join_arguments(self.as_immutable(), *elements)

    def format[*Ts: AnyType](self, *args: *Ts) raises -> String:
        """Replaces `{}`, `{0}` and `{:spec}` by the arguments, as Python's `str.format`."""
        return _format_arguments(self.as_immutable(), *args)

    def upper(self) -> String:
        return text_to_upper(self.as_immutable())

    def lower(self) -> String:
        return text_to_lower(self.as_immutable())

    def center(self, width: Int, fillchar: StringSlice = " ") -> String:
        """In the middle of `width` code points; the odd one goes as in CPython."""
        var missing = max(width - self.count_codepoints(), 0)
        var left = missing // 2 + (missing & width & 1)
        return self._padded(left, missing - left, fillchar)

    def ljust(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self._padded(0, max(width - self.count_codepoints(), 0), fillchar)

    def rjust(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self._padded(max(width - self.count_codepoints(), 0), 0, fillchar)

    def ascii_center(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self.center(width, fillchar)

    def ascii_ljust(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self.ljust(width, fillchar)

    def ascii_rjust(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self.rjust(width, fillchar)

    def zfill(self, width: Int) -> String:
        var missing = max(width - self.count_codepoints(), 0)
        if self.startswith("-") or self.startswith("+"):
            return String(self._slice(0, 1)) + self._slice(1, self._length)._padded(missing, 0, "0")
        return self._padded(missing, 0, "0")

    def _padded(self, left: Int, right: Int, fill: StringSlice) -> String:
        var result = String(capacity=self._length + (left + right) * fill._length)
        for _ in range(left):
            result.write_string(fill)
        result.write_string(self)
        for _ in range(right):
            result.write_string(fill)
        return result^

    # Questions. All of them are False for no text.

    def isdigit(self) -> Bool:
        return text_is_digit(self._data, self._length)

    def is_ascii_digit(self) -> Bool:
        return text_is_digit(self._data, self._length)

    def isalpha(self) -> Bool:
        return text_is_alpha(self._data, self._length)

    def isalnum(self) -> Bool:
        return text_is_alnum(self._data, self._length)

    def isspace(self) -> Bool:
        return text_is_space(self._data, self._length)

    def isupper(self) -> Bool:
        return text_is_upper(self._data, self._length)

    def islower(self) -> Bool:
        return text_is_lower(self._data, self._length)

    def is_ascii_printable(self) -> Bool:
        return text_is_printable_ascii(self._data, self._length)

    def isprintable(self) -> Bool:
        return text_is_printable(self._data, self._length)
