"""`BigInteger`s as text, and text as `BigInteger`s, by the rules of Python's `int`.

CPython's limit on the length of decimal texts belongs to its interpreter, not to the numbers, and is not here.
"""

from .big_integer import BigInteger, allocate_block
from .natural_text import Characters, character_of, read_bound, read_values, text_bound, write_text


def text_of(value: BigInteger, base: Int) -> String:
    """The digits in a base from 2 to 36, after `-` for a negative number."""
    if value._size == 0:
        return "0"
    if value.count() == 1:
        return _short_text(value._low, value.is_negative(), UInt64(base))
    var sign_size = 1 if value.is_negative() else 0
    var room = text_bound(value.digits(), value.count(), base) + sign_size
    var result = String()
    var target = Characters(result.unsafe_ptr_mut(room).address)
    target[0] = 45
    var size = write_text(target + sign_size, value.digits(), value.count(), base) + sign_size
    result.resize(unsafe_uninit_length=size)
    return result^


def _short_text(digit: UInt64, is_negative: Bool, base: UInt64) -> String:
    """Of one digit, from the end."""
    comptime room = 65
    var characters = InlineArray[UInt8, room](uninitialized=True)
    var start = room
    var rest = digit
    while rest != 0:
        start -= 1
        if base == 10:
            characters[start] = character_of(rest % 10)
            rest //= 10
        else:
            characters[start] = character_of(rest % base)
            rest //= base
    if is_negative:
        start -= 1
        characters[start] = 45
    return String(unsafe_from_utf8=Span(ptr=characters.unsafe_ptr() + start, length=room - start))


def parse_integer(text: StringSlice, base: Int) raises -> BigInteger:
    """`int(text, base)`."""
    if base != 0 and (base < 2 or base > 36):
        raise Error("ValueError: int() base must be >= 2 and <= 36, or 0")
    var result = BigInteger()
    var is_valid = False
    if _is_ascii(text):
        is_valid = _parse_ascii(text, base, result)
    else:
        is_valid = _parse_ascii(_ascii_of(text), base, result)
    if not is_valid:
        raise Error("ValueError: invalid literal for int() with base ", base, ": ", _shortened(repr(String(text))))
    return result^


def _parse_ascii(text: StringSlice, base: Int, mut result: BigInteger) -> Bool:
    """Reads a number; gives False for what is none."""
    var bytes = text.unsafe_ptr()
    var start = 0
    var end = text.byte_length()
    while start < end and _is_blank(bytes[start]):
        start += 1
    while end > start and _is_blank(bytes[end - 1]):
        end -= 1
    var is_negative = start < end and bytes[start] == 45
    if start < end and (bytes[start] == 43 or bytes[start] == 45):
        start += 1
    var radix = base
    var must_be_zero = False
    if end - start >= 2 and bytes[start] == 48:
        var prefixed = _base_of_prefix(bytes[start + 1])
        if prefixed != 0 and (base == 0 or base == prefixed):
            radix = prefixed
            start += 2
            if start < end and bytes[start] == 95:
                start += 1
        else:
            must_be_zero = base == 0
    if radix == 0:
        radix = 10
    var values = Characters.alloc(end - start + 1)
    var count = 0
    var is_valid = start < end
    var after_digit = False
    for i in range(start, end):
        var value = _value_of(bytes[i])
        if Int(value) < radix:
            values[count] = value
            count += 1
            after_digit = True
        elif bytes[i] == 95 and after_digit:
            after_digit = False
        else:
            is_valid = False
            break
    is_valid = is_valid and after_digit
    if is_valid:
        var block = allocate_block(read_bound(count, radix))
        var digit_count = read_values(block, values, count, radix)
        result = BigInteger(block=block, count=digit_count, is_negative=is_negative)
    values.free()
    return is_valid and not (must_be_zero and result._size != 0)


def _is_ascii(text: StringSlice) -> Bool:
    var bytes = text.unsafe_ptr()
    for i in range(text.byte_length()):
        if bytes[i] >= 128:
            return False
    return True


comptime _zeros = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810"
    "\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10\U000104a0\U00010d30"
    "\U00011066\U000110f0\U00011136\U000111d0\U000112f0\U00011450\U000114d0\U00011650\U000116c0\U00011730\U000118e0\U00011950"
    "\U00011c50\U00011d50\U00011da0\U00016a60\U00016ac0\U00016b50\U0001d7ce\U0001d7d8\U0001d7e2\U0001d7ec\U0001d7f6\U0001e140"
    "\U0001e2f0\U0001e950\U0001fbf0"
)
"""The zeros of all scripts with decimal digits (Unicode 14); the digits up to nine follow each."""


def _ascii_of(text: StringSlice) -> String:
    """Decimal digits of any script become those of ASCII, blanks become spaces, anything else a question mark, which is in no number."""
    var result = String()
    for point in text.codepoints():
        var code = Int(point)
        if code < 128:
            result.append_byte(UInt8(code))
        elif _is_wide_blank(code):
            result.append_byte(32)
        else:
            result.append_byte(_decimal_digit(code))
    return result^


def _is_wide_blank(code: Int) -> Bool:
    """Blanks above ASCII, as Python's `isspace`."""
    if code >= 0x2000 and code <= 0x200A:
        return True
    return code in [0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]


def _decimal_digit(code: Int) -> UInt8:
    """The digit of ASCII with the same value, or a question mark."""
    for zero in StringSlice(_zeros).codepoints():
        if code >= Int(zero) and code < Int(zero) + 10:
            return UInt8(48 + code - Int(zero))
    return 63


def _shortened(text: String) -> String:
    """The first 200 code points."""
    var count = 0
    for i in range(text.byte_length()):
        if text.as_bytes()[i] & 0xC0 != 0x80:
            count += 1
            if count > 200:
                return String(StringSlice(ptr=text.unsafe_ptr(), length=i))
    return text


@always_inline
def _is_blank(byte: UInt8) -> Bool:
    return byte == 32 or (byte >= 9 and byte <= 13)


@always_inline
def _value_of(byte: UInt8) -> UInt8:
    """What a digit or letter stands for; 255 for anything else."""
    if byte >= 48 and byte <= 57:
        return byte - 48
    var letter = byte | 32
    if letter >= 97 and letter <= 122:
        return letter - 87
    return 255


@always_inline
def _base_of_prefix(byte: UInt8) -> Int:
    """Of `0x`, `0o`, `0b`; else 0."""
    var letter = byte | 32
    return 16 if letter == 120 else (8 if letter == 111 else (2 if letter == 98 else 0))
