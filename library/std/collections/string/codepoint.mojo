"""`Codepoint`: one Unicode scalar value; the iterators over text; `ord`, `chr`, `ascii`."""
from collections.string.case import lower_codepoint, upper_codepoint
from collections.string.classes import (
    is_alphabetic,
    is_lower_codepoint,
    is_upper_codepoint,
    is_white_space,
)
from collections.string.utf8 import (
    utf8_decode,
    utf8_encode,
    utf8_encoded_length,
    utf8_is_continuation,
    utf8_sequence_length,
)
from memory.raw import raw_byte


struct Codepoint(Comparable, Hashable, Intable, Representable, Stringable, TrivialRegisterPassable, Writable):
    var _value: UInt32

    @always_inline
    def __init__(out self, *, unsafe_unchecked_codepoint: UInt32):
        self._value = unsafe_unchecked_codepoint

    @always_inline
    def __init__(out self, byte: UInt8):
        """A code point below 256."""
        self._value = byte.cast[DType.uint32]()

    @staticmethod
    def from_u32(value: UInt32) -> Optional[Codepoint]:
        """The code point of that number; none if it is a surrogate or too great."""
        if value > 0x10FFFF or (value >= 0xD800 and value <= 0xDFFF):
            return None
        return Codepoint(unsafe_unchecked_codepoint=value)

    @staticmethod
    def ord(text: StringSlice) -> Codepoint:
        """The only code point of a text."""
        var length = 0
        return Codepoint(unsafe_unchecked_codepoint=UInt32(utf8_decode(text._data, text._length, length)))

    @staticmethod
    def unsafe_decode_utf8_codepoint(bytes: Span[UInt8, _]) -> Tuple[Codepoint, Int]:
        """The first code point, and how many bytes it takes."""
        var length = 0
        var value = utf8_decode(bytes._data, len(bytes), length)
        return (Codepoint(unsafe_unchecked_codepoint=UInt32(value)), length)

    @always_inline
    def to_u32(self) -> UInt32:
        return self._value

    @always_inline
    def to_int(self) -> Int:
        return Int(self._value)

    @always_inline
    def __int__(self) -> Int:
        return Int(self._value)

    @always_inline
    def utf8_byte_length(self) -> Int:
        return utf8_encoded_length(self.to_int())

    @always_inline
    def unsafe_write_utf8(self, target: UnsafePointer[UInt8, _]) -> Int:
        """Writes up to four bytes; returns how many."""
        return utf8_encode(self.to_int(), target.address)

    def is_ascii(self) -> Bool:
        return self._value < 0x80

    def is_ascii_digit(self) -> Bool:
        return self._value >= 48 and self._value <= 57

    def is_ascii_upper(self) -> Bool:
        return self._value >= 65 and self._value <= 90

    def is_ascii_lower(self) -> Bool:
        return self._value >= 97 and self._value <= 122

    def is_ascii_printable(self) -> Bool:
        return self._value >= 32 and self._value <= 126

    def is_posix_space(self) -> Bool:
        return self._value == 32 or (self._value >= 9 and self._value <= 13)

    def is_python_space(self) -> Bool:
        return is_white_space(self.to_int())

    def is_upper(self) -> Bool:
        return is_upper_codepoint(self.to_int())

    def is_lower(self) -> Bool:
        return is_lower_codepoint(self.to_int())

    def is_alpha(self) -> Bool:
        return is_alphabetic(self.to_int())

    def to_upper(self) -> Codepoint:
        return Codepoint(unsafe_unchecked_codepoint=UInt32(upper_codepoint(self.to_int())))

    def to_lower(self) -> Codepoint:
        return Codepoint(unsafe_unchecked_codepoint=UInt32(lower_codepoint(self.to_int())))

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return self._value == other._value

    @always_inline
    def __lt__(self, other: Self) -> Bool:
        return self._value < other._value

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher._update_with_simd(self._value)

    def write_to[W: Writer](self, mut writer: W):
        var buffer = __op.stack_allocate[UInt8](Int(4).value)
        var length = utf8_encode(self.to_int(), buffer)
        writer.write_string(StaticString(unsafe_data=buffer, length=length))

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write("Codepoint(", self._value, ")")


struct CodepointsIter[mut: Bool, //, origin: Origin[mut=mut]](Iterator, Sized, TrivialRegisterPassable):
    """Gives the code points of a text."""

    comptime Element = Codepoint

    var _data: __type.pointer[UInt8]
    var _left: Int

    @always_inline
    def __init__(out self, text: StringSlice[Self.origin]):
        self._data = text._data
        self._left = text._length

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        return self._left > 0

    def __next__(mut self) -> Codepoint:
        var length = 0
        var value = utf8_decode(self._data, self._left, length)
        self._data = __op.offset(self._data, length.value)
        self._left -= length
        return Codepoint(unsafe_unchecked_codepoint=UInt32(value))

    def next(mut self) -> Optional[Codepoint]:
        if self._left == 0:
            return None
        return self.__next__()

    def peek_next(self) -> Optional[Codepoint]:
        if self._left == 0:
            return None
        var copy = self
        return copy.__next__()

    def __len__(self) -> Int:
        var copy = self
        var count = 0
        while copy._left > 0:
            _ = copy.__next__()
            count += 1
        return count


struct CodepointSliceIter[mut: Bool, //, origin: Origin[mut=mut], forward: Bool = True](Iterator, Sized, TrivialRegisterPassable):
    """Gives the code points of a text, each as a slice of it."""

    comptime Element = StringSlice[Self.origin]

    var _data: __type.pointer[UInt8]
    var _left: Int

    @always_inline
    def __init__(out self, text: StringSlice[Self.origin]):
        self._data = text._data
        self._left = text._length

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        return self._left > 0

    def __next__(mut self) -> StringSlice[Self.origin]:
        comptime if Self.forward:
            var length = min(utf8_sequence_length(raw_byte(self._data, 0)), self._left)
            var result = StringSlice[Self.origin](unsafe_data=self._data, length=length)
            self._data = __op.offset(self._data, length.value)
            self._left -= length
            return result
        else:
            var start = self._left - 1
            while start > 0 and utf8_is_continuation(raw_byte(self._data, start)):
                start -= 1
            var result = StringSlice[Self.origin](
                unsafe_data=__op.offset(self._data, start.value), length=self._left - start
            )
            self._left = start
            return result

    def next(mut self) -> Optional[StringSlice[Self.origin]]:
        if self._left == 0:
            return None
        return self.__next__()

    def peek_next(self) -> Optional[StringSlice[Self.origin]]:
        if self._left == 0:
            return None
        var copy = self
        return copy.__next__()

    def __len__(self) -> Int:
        return StringSlice[Self.origin](unsafe_data=self._data, length=self._left).count_codepoints()


def ord(text: StringSlice) -> Int:
    """The number of the only code point of a text."""
    var length = 0
    return utf8_decode(text._data, text._length, length)


def chr(number: Int) -> String:
    """The text of one code point; a number that is none gives U+FFFD."""
    var is_valid = number >= 0 and number <= 0x10FFFF and (number < 0xD800 or number > 0xDFFF)
    return String(Codepoint(unsafe_unchecked_codepoint=UInt32(number if is_valid else 0xFFFD)))


def ascii(text: StringSlice) -> String:
    """Like `repr`, with everything beyond ASCII escaped."""
    from collections.string.repr import text_repr

    return text_repr(text.as_immutable(), True)
