"""`int.to_bytes` and `int.from_bytes`."""

from pyruntime.big_integer import BigInteger, allocate_block
from .arguments import Arguments, as_index
from .bytes import bytes_from, bytes_of_argument, new_bytes
from .cells import string_of
from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .integers import integer_word
from .numbers import is_true
from .printing import type_name
from .word import KIND_BYTES, KIND_TEXT, Object, Word


def bytes_of_integer(value: BigInteger, args: Arguments) raises Raised -> Word:
    """`value.to_bytes(length=1, byteorder="big", *, signed=False)`"""
    args.check_names("to_bytes", 0, 3, "length", "byteorder", "signed")
    var given = args.get(0, "length")
    var count = as_index(given) if given.bits != 0 else 1
    var big = _is_big_endian(args.get(1, "byteorder"))
    var signed = _is_signed(args)
    if count < 0:
        raise new_error(VALUE_ERROR, "length argument must be non-negative")
    if value.is_negative() and not signed:
        raise new_error(OVERFLOW_ERROR, "can't convert negative int to unsigned")
    var bits = (~value if value.is_negative() else value).bit_length()
    if (bits + 1 if signed and bits > 0 else bits) > 8 * count:
        raise new_error(OVERFLOW_ERROR, "int too big to convert")
    var bytes = List[UInt8](unsafe_uninit_length=count)
    var digits = value.digits()
    var carry = value.is_negative()
    for i in range(count):
        var byte = UInt8((digits[i >> 3] >> UInt64(8 * (i & 7))) & 255) if i >> 3 < value.count() else 0
        if value.is_negative():
            # Two's complement: the opposite of all bits, plus 1.
            byte = ~byte + UInt8(carry)
            carry = carry and byte == 0
        bytes.unsafe_get(count - 1 - i if big else i) = byte
    return new_bytes(bytes^, KIND_BYTES)


def integer_from_bytes(args: Arguments) raises Raised -> Word:
    """`int.from_bytes(bytes, byteorder="big", *, signed=False)`"""
    args.check_names("from_bytes", 1, 3, "bytes", "byteorder", "signed")
    var big = _is_big_endian(args.get(1, "byteorder"))
    var source = Object(owning=bytes_from(args.get(0, "bytes")))
    var bytes = bytes_of_argument(source.word)
    var count = bytes._length
    var is_negative = _is_signed(args) and count > 0 and bytes._byte(0 if big else count - 1) >= 128
    var digit_count = count // 8 + 1
    var block = allocate_block(digit_count)
    var carry = is_negative
    for at in range(digit_count):
        var digit = UInt64(0)
        for i in range(at * 8, min(at * 8 + 8, count)):
            digit |= UInt64(bytes._byte(count - 1 - i if big else i)) << UInt64(8 * (i & 7))
        if is_negative:
            if at == digit_count - 1:
                digit |= ~UInt64(0) << UInt64(8 * (count & 7))
            digit = ~digit + UInt64(carry)
            carry = carry and digit == 0
        block[at] = digit
    return integer_word(BigInteger(block=block, count=digit_count, is_negative=is_negative))


def _is_signed(args: Arguments) raises Raised -> Bool:
    var given = args.named("signed")
    return given.bits != 0 and is_true(given)


def _is_big_endian(value: Word) raises Raised -> Bool:
    if value.bits == 0:
        return True
    if not value.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("argument 'byteorder' must be str, not ", type_name(value)))
    if string_of(value) == "big":
        return True
    if string_of(value) == "little":
        return False
    raise new_error(VALUE_ERROR, "byteorder must be either 'little' or 'big'")
