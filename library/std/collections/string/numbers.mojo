"""Text as numbers: `atol`, `atof`.

In: text with white space around it; integers perhaps with underscores between digits. Out: the number, or an error that quotes the text.
Floats are correctly rounded: at most 19 digits by the method of D. Lemire, "Number parsing at a gigabyte per second", 2021; the rest,
and the rare doubtful cases, by exact integers (`format/exact_float.mojo`).
"""
from format.exact_float import exact_float_bits
from format.powers import multiply_high, power_of_ten, power_of_ten_exponent


def atol(str_slice: StringSlice, base: Int = 10) raises -> Int:
    """The integer that a text means, in a base from 2 to 36; base 0 takes it from a prefix `0x`, `0o`, `0b`."""
    if base != 0 and (base < 2 or base > 36):
        raise Error("Base must be >= 2 and <= 36, or 0.")
    var text = str_slice.strip()
    var i = 0
    var negative = False
    if text._length > 0 and (text._byte(0) == 45 or text._byte(0) == 43):
        negative = text._byte(0) == 45
        i = 1
    var real_base = base
    var had_prefix = False
    if i + 1 < text._length and text._byte(i) == 48:
        var prefixed = _base_of_prefix(text._byte(i + 1))
        if prefixed != 0 and (base == 0 or base == prefixed):
            real_base = prefixed
            had_prefix = True
            i += 2
    if real_base == 0:
        real_base = 10
    var limit = UInt64(Int.MAX) + UInt64(Int(negative))
    var value = UInt64(0)
    var digits = 0
    var after_digit = had_prefix
    while i < text._length:
        var byte = text._byte(i)
        i += 1
        if byte == 95:
            if not after_digit:
                raise _bad_integer(str_slice, base)
            after_digit = False
            continue
        var digit = _digit_value(byte)
        if digit >= real_base:
            raise _bad_integer(str_slice, base)
        if base == 0 and not had_prefix and digits > 0 and value == 0 and digit != 0:
            raise _bad_integer(str_slice, base)
        if value > (limit - UInt64(digit)) // UInt64(real_base):
            raise Error("String expresses an integer too large to store in Int.")
        value = value * UInt64(real_base) + UInt64(digit)
        digits += 1
        after_digit = True
    if digits == 0 or not after_digit:
        raise _bad_integer(str_slice, base)
    return Int(0 - value) if negative else Int(value)


def _base_of_prefix(letter: UInt8) -> Int:
    var lower = letter | 32
    if lower == 120:
        return 16
    if lower == 111:
        return 8
    return 2 if lower == 98 else 0


@always_inline
def _digit_value(byte: UInt8) -> Int:
    """0 to 35, or 99 for what is no digit."""
    if byte >= 48 and byte <= 57:
        return Int(byte) - 48
    var lower = byte | 32
    if lower >= 97 and lower <= 122:
        return Int(lower) - 87
    return 99


def _bad_integer(text: StringSlice, base: Int) -> Error:
    return Error("String is not convertible to integer with base ", base, ": ", text.__repr__())


def _bad_float(text: StringSlice) -> Error:
    return Error("String is not convertible to float: ", text.__repr__())


def atof(str_slice: StringSlice) raises -> Float64:
    """The float nearest to the number that a text means; also `inf`, `infinity` and `nan`."""
    var text = str_slice.strip()
    var i = 0
    var negative = False
    if text._length > 0 and (text._byte(0) == 45 or text._byte(0) == 43):
        negative = text._byte(0) == 45
        i = 1
    var word = _special_word(text._slice(i, text._length))
    if word != 0:
        var bits = UInt64(0x7FF0000000000000) if word == 1 else UInt64(0x7FF8000000000000)
        return _float_of_bits(bits, negative)
    var mantissa = UInt64(0)
    var kept = 0
    var dropped = 0
    var fraction_digits = 0
    var seen_digit = False
    var seen_point = False
    var dropped_something = False
    var start = i
    while i < text._length:
        var byte = text._byte(i)
        if byte == 46 and not seen_point:
            seen_point = True
        elif byte >= 48 and byte <= 57:
            seen_digit = True
            if seen_point:
                fraction_digits += 1
            if kept < 19:
                mantissa = mantissa * 10 + UInt64(byte - 48)
                if mantissa != 0:
                    kept += 1
            else:
                dropped += 1
                if byte != 48:
                    dropped_something = True
        else:
            break
        i += 1
    var end_of_digits = i
    if not seen_digit:
        raise _bad_float(str_slice)
    var exponent = 0
    if i < text._length and text._byte(i) | 32 == 101:
        i += 1
        var exponent_negative = False
        if i < text._length and (text._byte(i) == 45 or text._byte(i) == 43):
            exponent_negative = text._byte(i) == 45
            i += 1
        if i == text._length:
            raise _bad_float(str_slice)
        while i < text._length and _digit_value(text._byte(i)) < 10:
            exponent = min(exponent * 10 + _digit_value(text._byte(i)), 100000)
            i += 1
        if exponent_negative:
            exponent = -exponent
    if i == text._length - 1 and text._byte(i) | 32 == 102:
        # C's suffix: `375.f`
        i += 1
    if i != text._length:
        raise _bad_float(str_slice)
    var scale = exponent - fraction_digits
    var bits = float_bits(mantissa, scale + dropped)
    if bits == UNDECIDED or (dropped_something and bits != float_bits(mantissa + 1, scale + dropped)):
        # too close to the middle of two floats, or the digits beyond the nineteenth matter
        bits = exact_float_bits(text._slice(start, end_of_digits), scale, float_bits(mantissa, scale + dropped, guess=True))
    return _float_of_bits(bits, negative)


@always_inline
def _float_of_bits(bits: UInt64, negative: Bool) -> Float64:
    var all = bits | UInt64(1) << 63 if negative else bits
    return Float64(raw=__op.bitcast[__type.f64](all.value))


def _special_word(text: StringSlice) -> Int:
    """1 for an infinity, 2 for no number, else 0."""
    if text._length != 3 and text._length != 8:
        return 0
    var lower = text.lower()
    if lower == "inf" or lower == "infinity":
        return 1
    return 2 if lower == "nan" else 0


comptime UNDECIDED: UInt64 = 0xFFFFFFFFFFFFFFFF
comptime INFINITY_BITS: UInt64 = 0x7FF0000000000000


def float_bits(mantissa: UInt64, exponent: Int, *, guess: Bool = False) -> UInt64:
    """Bits of the float nearest to mantissa * 10**exponent; UNDECIDED if 128 bits do not tell (with `guess`: one of the two nearest)."""
    if mantissa == 0 or exponent < -342:
        return 0
    if exponent > 308:
        return INFINITY_BITS
    if mantissa < UInt64(1) << 53 and exponent >= -22 and exponent <= 22:
        var number = mantissa.cast[DType.float64]()
        number = number / small_power(-exponent) if exponent < 0 else number * small_power(exponent)
        return UInt64(raw=__op.bitcast[__type.u64](number.value))
    var leading = UInt64(raw=__op.clz(mantissa.value))
    var w = mantissa << leading
    var high = UInt64(0)
    var low = UInt64(0)
    power_of_ten(exponent, high, low)
    # (upper, lower, lowest) = w * power: 192 bits. A power that is rounded down makes it too small by less than one unit of `lower`.
    var lowest = w * low
    var lower = w * high
    var carry = multiply_high(w, low)
    lower += carry
    var upper = multiply_high(w, high) + UInt64(Int(lower < carry))
    var is_exact = exponent >= 0 and exponent <= 55
    if not is_exact and not guess and lower == 0xFFFFFFFFFFFFFFFF:
        return UNDECIDED
    # 53 bits, and one for rounding; `rest` tells whether there is more
    var top = upper >> 63
    var shift = top + 9
    var fraction = upper >> shift
    var rest = not is_exact or (upper & ((UInt64(1) << shift) - 1) | lower | lowest) != 0
    var biased = power_of_ten_exponent(exponent) + 63 + Int(top) - Int(leading) + 1023
    if biased <= 0:
        var more = UInt64(1 - biased)
        if more > 54:
            return 0
        rest = rest or fraction & ((UInt64(1) << more) - 1) != 0
        fraction = fraction >> more
    var result = fraction >> 1
    if fraction & 1 == 1 and (rest or result & 1 == 1):
        result += 1
    if biased > 0:
        result += UInt64(biased - 1) << 52
    return min(result, INFINITY_BITS)


def small_power(exponent: Int) -> Float64:
    """10**exponent, exact, for exponent from 0 to 22."""
    var result = Float64(1)
    var square = Float64(10)
    var rest = exponent
    while rest > 0:
        if rest & 1 == 1:
            result *= square
        square *= square
        rest >>= 1
    return result
