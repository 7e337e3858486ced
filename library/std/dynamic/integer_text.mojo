"""Texts of large integers, and CPython's limit on their length."""

from pyruntime.big_integer import BigInteger
from .errors import VALUE_ERROR, Raised, new_error
from .integers import integer_word, raised_from
from .word import Word


struct _Limit:
    var digits: Int
    """Of decimal texts; 0: none."""

    @always_inline
    def __init__(out self):
        self.digits = 4300


var _limit: _Limit = _Limit()


def most_digits() -> Int:
    """`sys.get_int_max_str_digits()`"""
    return _limit.digits


def set_most_digits(count: Int) raises Raised:
    """`sys.set_int_max_str_digits(count)`"""
    if count != 0 and count < 640:
        raise new_error(VALUE_ERROR, "maxdigits must be 0 or larger than 640")
    _limit.digits = count


def decimal_text(value: BigInteger) raises Raised -> String:
    """With its sign."""
    # 2**n has more than 0.3 * n digits
    if _limit.digits > 0 and value.bit_length() * 3 > (_limit.digits + 1) * 10:
        raise _too_long("")
    var text = value.text()
    if _limit.digits > 0 and text.byte_length() - Int(value.is_negative()) > _limit.digits:
        raise _too_long("")
    return text^


def check_digits(count: Int, base: Int) raises Raised:
    """Of a text that is read; bases that are powers of two have no limit."""
    if _limit.digits > 0 and count > _limit.digits and base & (base - 1) != 0:
        raise _too_long(String(": value has ", count, " digits"))


def parsed_digits(digits: StringSlice, base: Int, is_negative: Bool) raises Raised -> Word:
    """Digits of a base from 2 to 36, without sign or underscores."""
    try:
        var value = BigInteger(digits, base)
        return integer_word(-value if is_negative else value)
    except error:
        raise raised_from(error)


def _too_long(what: String) -> Raised:
    return new_error(
        VALUE_ERROR,
        String(
            "Exceeds the limit (", _limit.digits, " digits) for integer string conversion", what,
            "; use sys.set_int_max_str_digits() to increase the limit",
        ),
    )
