"""`String`: owned, growable UTF-8 text.

Three words. Up to 23 bytes live in the value itself; text of a literal is shared with the program's constants; longer text
is on the heap with a count of owners, so that a copy costs nothing until one of them is changed.

    word 0    pointer to the bytes                      | inline: the bytes themselves,
    word 1    length                                    |         23 of them,
    word 2    capacity (0: static, not owned)           |         then 0x80 + length

A heap block starts with the count of owners, eight bytes before the text. No NUL is kept at the end: `as_c_string_slice` adds it.
In the compile-time interpreter nothing is inline and every value owns its block; when such a block becomes a constant of the
program, its count (-1) says that it must be neither counted nor freed.
Not here: the text methods, which are those of `StringSlice` (`string_slice.mojo`) with owned results.
"""
from builtin.index import normalize_index
from collections.string.codepoint import CodepointSliceIter, CodepointsIter, Codepoint
from collections.string.format import _format_arguments
from collections.string.graphemes import GraphemeIndicesIter, GraphemeSliceIter
from collections.string.join import join_arguments, join_list
from collections.string.split import split_lines, split_text, split_whitespace
from collections.string.utf8 import utf8_encode, utf8_encoded_length, utf8_is_valid
from format.write import write_any
from memory.raw import raw_allocate_bytes, raw_byte, raw_copy, raw_equal, raw_free, raw_move, raw_reallocate_bytes, raw_set_byte

comptime INLINE_CAPACITY: Int = 23
comptime INLINE_FLAG: Int = Int.MIN
comptime HEADER_SIZE: Int = 8
comptime IMMORTAL: Int = -1


struct String(
    Boolable,
    Comparable,
    Defaultable,
    FloatableRaising,
    Hashable,
    ImplicitlyCopyable,
    IntableRaising,
    Representable,
    Sized,
    Stringable,
    Writable,
    Writer,
):
    var _data: __type.pointer[UInt8]
    var _length: Int
    var _capacity: Int

    comptime ASCII_LOWERCASE = "abcdefghijklmnopqrstuvwxyz"
    comptime ASCII_UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    comptime ASCII_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    comptime DIGITS = "0123456789"
    comptime HEX_DIGITS = "0123456789abcdefABCDEF"
    comptime OCT_DIGITS = "01234567"
    comptime PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    comptime PRINTABLE = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\x0b\x0c"

    # Making

    @always_inline
    def __init__(out self):
        """No text."""
        self._data = __op.null[UInt8]()
        self._length = 0
        self._capacity = 0

    @always_inline
    @implicit
    def __init__(out self, literal: StringLiteral):
        """Shares the constant; nothing is copied."""
        self._data = literal.data
        self._length = literal.length
        self._capacity = 0

    @implicit
    def __init__(out self, text: StringSlice):
        self = String()
        self._append(text._data, text._length)

    def __init__(out self, *, capacity: Int):
        """No text yet, with room for `capacity` bytes."""
        self = String()
        self.reserve(capacity)

    def __init__(out self, *, unsafe_uninit_length: Int):
        """`unsafe_uninit_length` bytes to be filled in by the caller."""
        self = String()
        self.resize(unsafe_uninit_length)

    def __init__[*Ts: AnyType](out self, *args: *Ts, sep: StringSlice = "", end: StringSlice = ""):
        """The arguments as text, `sep` between them and `end` after the last."""
        comptime if len(Ts) == 1:
            # A `write_to` may call this: what is `Stringable` says itself what its text is.
            comptime if conforms_to(Ts[0], Stringable):
                self = args[0].__str__()
                self.write_string(end)
                return
        self = String()
        comptime for i in range(len(Ts)):
            comptime if i > 0:
                self.write_string(sep)
            write_any(self, args[i])
        self.write_string(end)

    def __init__(out self, *, unsafe_from_utf8: Span[UInt8, _]):
        """Bytes that are known to be UTF-8."""
        self = String()
        self._append(unsafe_from_utf8._data, len(unsafe_from_utf8))

    def __init__(out self, *, from_utf8: Span[UInt8, _]) raises:
        """Bytes that are checked to be UTF-8; raises if they are not."""
        if not utf8_is_valid(from_utf8._data, len(from_utf8)):
            raise Error("the bytes are not valid UTF-8")
        self = String()
        self._append(from_utf8._data, len(from_utf8))

    def __init__(out self, *, from_utf8_lossy: Span[UInt8, _]):
        """Bytes; what is not UTF-8 becomes U+FFFD."""
        self = String()
        for point in StringSlice(unsafe_from_utf8=from_utf8_lossy).codepoints():
            self.append(point)

    def __init__(out self, *, unsafe_from_utf8_ptr: UnsafePointer[UInt8, _]):
        """Text that ends before a NUL."""
        self = String(StaticString(unsafe_from_utf8_ptr=unsafe_from_utf8_ptr))

    def __init__(out self, *, unsafe_from_utf8_ptr: UnsafePointer[Int8, _]):
        """Text that ends before a NUL."""
        self = String(StaticString(unsafe_from_utf8_cstr_ptr=unsafe_from_utf8_ptr))

    def __init__(out self, *, bytes: Span[UInt8, _]):
        self = String(unsafe_from_utf8=bytes)

    def __init__(out self, *, ptr: UnsafePointer[UInt8, _], length: Int):
        """2024: takes over `length` bytes of which the last is a NUL."""
        self = String()
        self._append(ptr.address, max(length - 1, 0))
        raw_free(ptr.address)

    def __init__(out self, ptr: UnsafePointer[UInt8, _], length: Int):
        """2024: takes over `length` bytes of which the last is a NUL."""
        self = String(ptr=ptr, length=length)

    def __init__(out self, var buffer: List[UInt8]):
        """2024: bytes of which the last is a NUL."""
        self = String()
        var length = len(buffer)
        if length > 0 and buffer[length - 1] == 0:
            length -= 1
        self._append(buffer.data.address, length)
        _ = buffer^

    def __init__[T: Writable](out self, *, py: T) raises:
        """What Python's `str` gives of a `PythonObject`."""
        self = py.to_string()

    def __init__(out self, codepoint: Codepoint):
        self = String()
        self.append(codepoint)

    @always_inline
    def __init__(out self, *, copy: Self):
        if copy._capacity > 0:
            if __op.interpreting():
                self = String()
                self._append(copy._data, copy._length)
                return
            copy._retain()
        self._data = copy._data
        self._length = copy._length
        self._capacity = copy._capacity

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self._data = move._data
        self._length = move._length
        self._capacity = move._capacity

    @always_inline
    def __deinit__(deinit self):
        if self._capacity > 0:
            _release(self._data)

    # The representation

    @always_inline
    def _is_inline(self) -> Bool:
        return self._capacity < 0

    @always_inline
    def _inline_pointer(self) -> __type.pointer[UInt8]:
        return __op.pointer_cast[UInt8](__op.address_of(self))

    @always_inline
    def _data_pointer(self) -> __type.pointer[UInt8]:
        if self._capacity < 0:
            return self._inline_pointer()
        return self._data

    @always_inline
    def byte_length(self) -> Int:
        if self._capacity < 0:
            return (self._capacity >> 56) & 0x1F
        return self._length

    @always_inline
    def _set_length(mut self, length: Int):
        if self._capacity < 0:
            raw_set_byte(self._inline_pointer(), INLINE_CAPACITY, UInt8(0x80 | length))
        else:
            self._length = length

    @always_inline
    def _owners(self) -> __type.pointer[Int]:
        return __op.pointer_cast[Int](__op.offset_bytes(self._data, Int(-HEADER_SIZE).value))

    @always_inline
    def _retain(self):
        var owners = __op.pointer_cast[__type.index](self._owners())
        if Int(raw=__op.atomic_load["relaxed"](owners)) != IMMORTAL:
            _ = __op.atomic_rmw["add", "relaxed"](owners, Int(1).value)

    @always_inline
    def _is_unique(self) -> Bool:
        if __op.interpreting():
            return True
        return Int(raw=__op.atomic_load["acquire"](__op.pointer_cast[__type.index](self._owners()))) == 1

    @always_inline
    def _prepare(mut self, capacity: Int) -> __type.pointer[UInt8]:
        """Makes the bytes this value's own, with room for `capacity` of them, and gives their address."""
        if self._capacity < 0:
            if capacity <= INLINE_CAPACITY:
                return self._inline_pointer()
        elif self._capacity > 0 and capacity <= self._capacity and self._is_unique():
            return self._data
        return self._reallocate(capacity)

    @no_inline
    def _reallocate(mut self, capacity: Int) -> __type.pointer[UInt8]:
        var length = self.byte_length()
        if capacity <= INLINE_CAPACITY and self._capacity == 0 and not __op.interpreting():
            var source = self._data
            self._capacity = INLINE_FLAG | length << 56
            for i in range(length):
                raw_set_byte(self._inline_pointer(), i, raw_byte(source, i))
            return self._inline_pointer()
        var room = (max(capacity, min(2 * length, length + 0x1000000)) + HEADER_SIZE + 15) & ~15
        var block: __type.pointer[UInt8]
        if self._capacity > 0 and self._is_unique():
            block = raw_reallocate_bytes(__op.offset_bytes(self._data, Int(-HEADER_SIZE).value), room)
        else:
            block = raw_allocate_bytes(room)
            __op.store(__op.pointer_cast[Int](block), IMMORTAL if __op.interpreting() else 1)
            raw_copy(__op.offset(block, Int(HEADER_SIZE).value), self._data_pointer(), length)
            if self._capacity > 0:
                _release(self._data)
        self._data = __op.offset(block, Int(HEADER_SIZE).value)
        self._length = length
        self._capacity = room - HEADER_SIZE
        return self._data

    @always_inline
    def _append(mut self, data: __type.pointer[UInt8], size: Int):
        """Appends bytes, which may be bytes of this text."""
        if size == 0:
            return
        var length = self.byte_length()
        var source = data
        var offset = Int(raw=__op.pointer_to_int(data)) - Int(raw=__op.pointer_to_int(self._data_pointer()))
        var target = self._prepare(length + size)
        if offset >= 0 and offset < length:
            source = __op.offset(target, offset.value)
        raw_move(__op.offset(target, length.value), source, size)
        self._set_length(length + size)

    # Size and memory

    @always_inline
    def __len__(self) -> Int:
        """Length in bytes."""
        return self.byte_length()

    @always_inline
    def __bool__(self) -> Bool:
        return self.byte_length() != 0

    @always_inline
    def capacity(self) -> Int:
        """Bytes there is room for without moving."""
        return INLINE_CAPACITY if self._capacity < 0 else self._capacity

    def reserve(mut self, capacity: Int):
        """Makes room for `capacity` bytes in all."""
        if capacity > 0:
            _ = self._prepare(max(capacity, self.byte_length()))

    def resize(mut self, length: Int, fill: UInt8 = 0):
        """Cuts to `length` bytes, or fills up with `fill`."""
        var old = self.byte_length()
        var data = self._prepare(max(length, old))
        if length > old:
            __op.memory_set(__op.offset(data, old.value), fill.value, (length - old).value)
        self._set_length(length)

    def resize(mut self, *, unsafe_uninit_length: Int):
        """Cuts, or leaves new bytes for the caller to fill in."""
        _ = self._prepare(max(unsafe_uninit_length, self.byte_length()))
        self._set_length(unsafe_uninit_length)

    def clear(mut self):
        self = String()

    @always_inline
    def unsafe_ptr(self) -> UnsafePointer[UInt8, origin_of(self)]:
        """The bytes, for reading."""
        return UnsafePointer[UInt8, origin_of(self)](self._data_pointer())

    def unsafe_ptr_mut(mut self, capacity: Int = 0) -> UnsafePointer[UInt8, origin_of(self)]:
        """The bytes, for writing; room for `capacity` of them."""
        return UnsafePointer[UInt8, origin_of(self)](self._prepare(max(capacity, self.byte_length())))

    def unsafe_cstr_ptr(mut self) -> UnsafePointer[Int8, origin_of(self)]:
        """The bytes followed by a NUL."""
        return UnsafePointer[Int8, origin_of(self)](__op.pointer_cast[Int8](self._terminated()))

    def as_c_string_slice(mut self) -> CStringSlice[origin_of(self)]:
        """The text as C sees it: with a NUL after it."""
        return CStringSlice[origin_of(self)](self.unsafe_cstr_ptr())

    @property
    def _buffer(self) -> DynamicVector[Int8]:
        """The bytes with a NUL after them, as in 2023: a copy."""
        var buffer = DynamicVector[Int8](self.byte_length() + 1)
        raw_copy(__op.pointer_cast[UInt8](buffer.data.address), self._data_pointer(), self.byte_length())
        buffer.size = self.byte_length()
        buffer.push_back(0)
        return buffer^

    def _steal_ptr(mut self) -> DTypePointer[DType.int8]:
        """The bytes with a NUL after them in memory of their own, as in 2023; leaves no text."""
        var text = self
        self = String()
        var length = text.byte_length()
        var bytes = DTypePointer[DType.int8].alloc(length + 1)
        raw_copy(__op.pointer_cast[UInt8](bytes.address), text._data_pointer(), length)
        bytes[length] = 0
        _ = text^
        return bytes

    def _terminated(mut self) -> __type.pointer[UInt8]:
        var length = self.byte_length()
        var data = self._prepare(length + 1)
        raw_set_byte(data, length, UInt8(0))
        return data

    @always_inline
    def as_bytes(self) -> Span[UInt8, origin_of(self)]:
        return Span[UInt8, origin_of(self)](unsafe_data=self._data_pointer(), length=self.byte_length())

    def as_bytes_mut(mut self) -> Span[UInt8, origin_of(self)]:
        var data = self._prepare(self.byte_length())
        return Span[UInt8, origin_of(self)](unsafe_data=data, length=self.byte_length())

    def unsafe_as_bytes_mut(mut self) -> Span[UInt8, origin_of(self)]:
        return self.as_bytes_mut()

    @always_inline
    def as_string_slice(self) -> StringSlice[origin_of(self)]:
        return StringSlice[origin_of(self)](unsafe_data=self._data_pointer(), length=self.byte_length())

    # Growing

    @no_inline
    def write_string(mut self, text: StringSlice):
        self._append(text._data, text._length)

    @no_inline
    def write_bytes(mut self, bytes: Span[UInt8, _]):
        self._append(bytes._data, len(bytes))

    def write[*Ts: AnyType](mut self, *args: *Ts):
        """Appends the arguments as text."""
        comptime for i in range(len(Ts)):
            write_any(self, args[i])

    @staticmethod
    def write[*Ts: AnyType](*args: *Ts) -> String:
        """The arguments as text."""
        var result = String()
        comptime for i in range(len(Ts)):
            write_any(result, args[i])
        return result^

    def append(mut self, codepoint: Codepoint):
        var code = codepoint.to_int()
        var length = self.byte_length()
        var size = utf8_encoded_length(code)
        var data = self._prepare(length + size)
        _ = utf8_encode(code, __op.offset(data, length.value))
        self._set_length(length + size)

    def append_byte(mut self, byte: UInt8):
        var length = self.byte_length()
        raw_set_byte(self._prepare(length + 1), length, byte)
        self._set_length(length + 1)

    def insert(mut self, index: Int, text: StringSlice):
        """Inserts before the byte at `index`."""
        var tail = String(self.as_string_slice()._slice(index, self.byte_length()))
        var inserted = String(text)
        self.resize(index)
        self.write_string(inserted)
        self.write_string(tail)

    @always_inline
    def __iadd__(mut self, other: StringSlice):
        self._append(other._data, other._length)

    def __add__(self, other: StringSlice) -> String:
        return self.as_string_slice() + other

    def __radd__(self, other: StringSlice) -> String:
        return other + self.as_string_slice()

    def __mul__(self, count: Int) -> String:
        return self.as_string_slice() * count

    def __rmul__(self, count: Int) -> String:
        return self.as_string_slice() * count

    # Text and numbers of it

    @always_inline
    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self.as_string_slice())

    def write_repr_to[W: Writer](self, mut writer: W):
        self.as_string_slice().write_repr_to(writer)

    @always_inline
    def __str__(self) -> String:
        return self

    def __repr__(self) -> String:
        return self.as_string_slice().__repr__()

    def __int__(self) raises -> Int:
        return atol(self.as_string_slice())

    def __float__(self) raises -> Float64:
        return atof(self.as_string_slice())

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher._update_with_bytes(self.as_bytes())

    # Comparison, by bytes (which is by code points)

    @always_inline
    def __eq__(self, other: String) -> Bool:
        var length = self.byte_length()
        return length == other.byte_length() and raw_equal(self._data_pointer(), other._data_pointer(), length)

    @always_inline
    def __eq__(self, other: StringSlice) -> Bool:
        return self.as_string_slice() == other

    @always_inline
    def __ne__(self, other: String) -> Bool:
        return not (self == other)

    @always_inline
    def __ne__(self, other: StringSlice) -> Bool:
        return not (self.as_string_slice() == other)

    def __lt__(self, other: String) -> Bool:
        return self.as_string_slice()._compare(other.as_string_slice()) < 0

    def __lt__(self, other: StringSlice) -> Bool:
        return self.as_string_slice()._compare(other) < 0

    def __le__(self, other: StringSlice) -> Bool:
        return self.as_string_slice()._compare(other) <= 0

    def __gt__(self, other: StringSlice) -> Bool:
        return self.as_string_slice()._compare(other) > 0

    def __ge__(self, other: StringSlice) -> Bool:
        return self.as_string_slice()._compare(other) >= 0

    # Subscripts: bytes by default, code points or graphemes by keyword

    def __getitem__(self, index: Int) -> String:
        """The byte at `index` as text."""
        return String(self.as_string_slice()[index])

    def __getitem__(self, span: Slice) -> String:
        """The bytes that a Python slice of them would take."""
        var bounds = span.indices(self.byte_length())
        if bounds[2] == 1:
            return String(self.as_string_slice()._slice(bounds[0], max(bounds[0], bounds[1])))
        var result = String()
        var i = bounds[0]
        while (i < bounds[1]) if bounds[2] > 0 else (i > bounds[1]):
            result.append_byte(raw_byte(self._data_pointer(), i))
            i += bounds[2]
        return result^

    def __getitem__(self, *, byte: Int) -> StringSlice[origin_of(self)]:
        return self.as_string_slice()[byte=byte]

    def __getitem__(self, *, byte: Slice) -> StringSlice[origin_of(self)]:
        return self.as_string_slice()[byte=byte]

    def __getitem__(self, *, codepoint: Int) -> StringSlice[origin_of(self)]:
        return self.as_string_slice()[codepoint=codepoint]

    def __getitem__(self, *, codepoint: Slice) -> StringSlice[origin_of(self)]:
        return self.as_string_slice()[codepoint=codepoint]

    def __getitem__(self, *, grapheme: Slice) -> StringSlice[origin_of(self)]:
        return self.as_string_slice()[grapheme=grapheme]

    # Iteration

    def __iter__(self) -> CodepointSliceIter[origin_of(self)]:
        """Code points, as slices."""
        return self.as_string_slice().__iter__()

    def __reversed__(self) -> CodepointSliceIter[origin_of(self), False]:
        return self.as_string_slice().__reversed__()

    def codepoints(self) -> CodepointsIter[origin_of(self)]:
        return self.as_string_slice().codepoints()

    def codepoint_slices(self) -> CodepointSliceIter[origin_of(self)]:
        return self.as_string_slice().codepoint_slices()

    def codepoint_slices_reversed(self) -> CodepointSliceIter[origin_of(self), False]:
        return self.as_string_slice().codepoint_slices_reversed()

    def chars(self) -> CodepointsIter[origin_of(self)]:
        return self.as_string_slice().codepoints()

    def char_slices(self) -> CodepointSliceIter[origin_of(self)]:
        return self.as_string_slice().codepoint_slices()

    def bytes(self) -> Span[UInt8, origin_of(self)]:
        return self.as_bytes()

    def graphemes(self) -> GraphemeSliceIter[origin_of(self)]:
        return self.as_string_slice().graphemes()

    def graphemes_reversed(self) -> GraphemeSliceIter[origin_of(self), False]:
        return self.as_string_slice().graphemes_reversed()

    def grapheme_indices(self) -> GraphemeIndicesIter[origin_of(self)]:
        return self.as_string_slice().grapheme_indices()

    def count_codepoints(self) -> Int:
        return self.as_string_slice().count_codepoints()

    def count_graphemes(self) -> Int:
        return self.as_string_slice().count_graphemes()

    def nth_grapheme(self, n: Int) -> Optional[StringSlice[origin_of(self)]]:
        return self.as_string_slice().nth_grapheme(n)

    def split_at_grapheme(self, n: Int) -> Tuple[StringSlice[origin_of(self)], StringSlice[origin_of(self)]]:
        return self.as_string_slice().split_at_grapheme(n)

    def is_codepoint_boundary(self, index: Int) -> Bool:
        return self.as_string_slice().is_codepoint_boundary(index)

    # Search

    def __contains__(self, part: StringSlice) -> Bool:
        return part in self.as_string_slice()

    def find(self, part: StringSlice, start: Int = 0) -> Int:
        """Byte offset of the first occurrence at `start` or later, or -1."""
        return self.as_string_slice().find(part, start)

    def rfind(self, part: StringSlice, start: Int = 0) -> Int:
        """Byte offset of the last occurrence at `start` or later, or -1."""
        return self.as_string_slice().rfind(part, start)

    def index(self, part: StringSlice, start: Int = 0) raises -> Int:
        return self.as_string_slice().index(part, start)

    def count(self, part: StringSlice) -> Int:
        return self.as_string_slice().count(part)

    def startswith(self, prefix: StringSlice, start: Int = 0, end: Int = -1) -> Bool:
        return self.as_string_slice().startswith(prefix, start, end)

    def endswith(self, suffix: StringSlice, start: Int = 0, end: Int = -1) -> Bool:
        return self.as_string_slice().endswith(suffix, start, end)

    def startswith[*Ts: AnyType](self, prefixes: Tuple[*Ts]) -> Bool:
        return self.as_string_slice().startswith(prefixes)

    def endswith[*Ts: AnyType](self, suffixes: Tuple[*Ts]) -> Bool:
        return self.as_string_slice().endswith(suffixes)

    # Trimming and splitting: owned results, so that they outlive this text

    def strip(self) -> String:
        return String(self.as_string_slice().strip())

    def strip(self, characters: StringSlice) -> String:
        return String(self.as_string_slice().strip(characters))

    def lstrip(self) -> String:
        return String(self.as_string_slice().lstrip())

    def lstrip(self, characters: StringSlice) -> String:
        return String(self.as_string_slice().lstrip(characters))

    def rstrip(self) -> String:
        return String(self.as_string_slice().rstrip())

    def rstrip(self, characters: StringSlice) -> String:
        return String(self.as_string_slice().rstrip(characters))

    def removeprefix(self, prefix: StringSlice) -> String:
        return String(self.as_string_slice().removeprefix(prefix))

    def removesuffix(self, suffix: StringSlice) -> String:
        return String(self.as_string_slice().removesuffix(suffix))

    def split(self, separator: StringSlice, maxsplit: Int = -1) -> List[String]:
        """The parts between separators, which must not be empty. `maxsplit` limits the number of cuts."""
        var parts = List[String]()
        split_text(self.as_string_slice(), separator.as_immutable(), maxsplit, parts)
        return parts^

    def split(self, *, sep: StringSlice, maxsplit: Int = -1) -> List[String]:
        return self.split(sep, maxsplit)

    def split(self, separator: NoneType = None, *, maxsplit: Int = -1) -> List[String]:
        """The words between runs of white space."""
        var parts = List[String]()
        split_whitespace(self.as_string_slice(), maxsplit, parts)
        return parts^

    def split(self, separator: NoneType, maxsplit: Int) -> List[String]:
        return self.split(maxsplit=maxsplit)

    def splitlines(self, keepends: Bool = False) -> List[String]:
        """The lines, as Python counts line ends."""
        var parts = List[String]()
        split_lines(self.as_string_slice(), keepends, parts)
        return parts^

    def partition(self, separator: StringSlice) -> Tuple[String, String, String]:
        var parts = self.as_string_slice().partition(separator)
        return (String(parts[0]), String(parts[1]), String(parts[2]))

    def rpartition(self, separator: StringSlice) -> Tuple[String, String, String]:
        var parts = self.as_string_slice().rpartition(separator)
        return (String(parts[0]), String(parts[1]), String(parts[2]))

    # New texts

    def replace(self, old: StringSlice, new: StringSlice) -> String:
        return self.as_string_slice().replace(old, new)

    def replace(self, old: StringSlice, new: StringSlice, count: Int) -> String:
        return self.as_string_slice().replace(old, new, count)

    def join[T: AnyType](self, elements: List[T]) -> String:
        """The elements as text with this between them."""
        return join_list(self.as_string_slice(), elements)

    def join[*Ts: AnyType](self, *elements: *Ts) -> String:
        return join_arguments(self.as_string_slice(), *elements)

    def format[*Ts: AnyType](self, *args: *Ts) raises -> String:
        """Replaces `{}`, `{0}` and `{:spec}` by the arguments, as Python's `str.format`."""
        return _format_arguments(self.as_string_slice(), *args)

    def upper(self) -> String:
        return self.as_string_slice().upper()

    def lower(self) -> String:
        return self.as_string_slice().lower()

    def center(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self.as_string_slice().center(width, fillchar)

    def ljust(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self.as_string_slice().ljust(width, fillchar)

    def rjust(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self.as_string_slice().rjust(width, fillchar)

    def ascii_center(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self.center(width, fillchar)

    def ascii_ljust(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self.ljust(width, fillchar)

    def ascii_rjust(self, width: Int, fillchar: StringSlice = " ") -> String:
        return self.rjust(width, fillchar)

    def zfill(self, width: Int) -> String:
        return self.as_string_slice().zfill(width)

    # Questions

    def isdigit(self) -> Bool:
        return self.as_string_slice().isdigit()

    def is_ascii_digit(self) -> Bool:
        return self.as_string_slice().isdigit()

    def isalpha(self) -> Bool:
        return self.as_string_slice().isalpha()

    def isalnum(self) -> Bool:
        return self.as_string_slice().isalnum()

    def isspace(self) -> Bool:
        return self.as_string_slice().isspace()

    def isupper(self) -> Bool:
        return self.as_string_slice().isupper()

    def islower(self) -> Bool:
        return self.as_string_slice().islower()

    def isprintable(self) -> Bool:
        return self.as_string_slice().isprintable()

    def is_ascii_printable(self) -> Bool:
        return self.as_string_slice().is_ascii_printable()

    # Names of 2023

    def _as_ptr(self) -> UnsafePointer[UInt8, origin_of(self)]:
        return self.unsafe_ptr()

    def data(self) -> UnsafePointer[UInt8, origin_of(self)]:
        return self.unsafe_ptr()

    def unsafe_uint8_ptr(self) -> UnsafePointer[UInt8, origin_of(self)]:
        """2024."""
        return self.unsafe_ptr()

    def as_bytes_slice(self) -> Span[UInt8, origin_of(self)]:
        """2024."""
        return self.as_bytes()

    def _strref_dangerous(self) -> StringSlice[StaticConstantOrigin]:
        """2023 and 2024: the text, which the caller keeps alive with `_strref_keepalive`."""
        return StringSlice[StaticConstantOrigin](unsafe_data=self._data_pointer(), length=self.byte_length())

    def _strref_keepalive(self):
        """2023 and 2024: alive until here."""
        pass

    def tolower(self) -> String:
        return self.lower()

    def toupper(self) -> String:
        return self.upper()


def _release(data: __type.pointer[UInt8]):
    """One owner fewer of a heap block; the last one frees it."""
    var block = __op.offset_bytes(data, Int(-HEADER_SIZE).value)
    var owners = __op.pointer_cast[__type.index](block)
    var count = Int(raw=__op.atomic_load["acquire"](owners))
    if count != 1 and not __op.interpreting():
        if count == IMMORTAL:
            return
        if Int(raw=__op.atomic_rmw["sub", "acq_rel"](owners, Int(1).value)) != 1:
            return
    raw_free(block)
