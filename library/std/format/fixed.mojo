"""Floats with a given number of digits, correctly rounded from their exact value: what `%f`, `%e` and `%g` show.

In: a finite float that is not negative, and a precision. Out: text without sign.
The exact decimal expansion is m * 2**e = (m * 5**-e) * 10**e, at most 767 digits; it is then cut, half to even. Common cases of `%f`
need only 128 bits.
"""
from format.exact_float import BigNatural
from format.float_text import FloatParts, exponent_text
from format.integer_text import decimal_before, wide_decimal_before
from memory.raw import raw_byte, raw_set_byte


struct ExactDecimal(Movable):
    """digits * 10**exponent, as ASCII digits without leading zeros; zero has no digits."""

    var digits: String
    var exponent: Int

    def __init__(out self, value: Float64):
        var parts = FloatParts(UInt64(raw=__op.bitcast[__type.u64](value.value)), 52, 11)
        self.exponent = min(parts.exponent, 0)
        var number = BigNatural()
        number.multiply_add(0, (parts.significand >> 32).cast[DType.uint32]())
        number.shift_left(32)
        number.multiply_add(1, (parts.significand & 0xFFFFFFFF).cast[DType.uint32]())
        if parts.exponent >= 0:
            number.shift_left(parts.exponent)
        else:
            number.multiply_power_of_five(-parts.exponent)
        self.digits = number.to_decimal()

    def round_to(mut self, count: Int):
        """Keeps the first `count` digits (perhaps none or fewer), half to even."""
        var length = self.digits.byte_length()
        if count >= length:
            return
        if count < 0:
            self.digits = String()
            self.exponent += length
            return
        var text = self.digits.as_string_slice()
        var next = text._byte(count)
        var up = next > 53
        if next == 53:
            var rest = False
            for i in range(count + 1, length):
                rest = rest or text._byte(i) != 48
            up = rest or (count > 0 and text._byte(count - 1) & 1 == 1)
        self.digits.resize(count)
        self.exponent += length - count
        if not up:
            return
        var data = self.digits._prepare(count)
        var i = count - 1
        while i >= 0:
            if raw_byte(data, i) != 57:
                raw_set_byte(data, i, raw_byte(data, i) + 1)
                return
            raw_set_byte(data, i, UInt8(48))
            i -= 1
        self.digits = "1" + self.digits

    def point(self) -> Int:
        """Digits before the decimal point; negative for zeros after it."""
        return self.digits.byte_length() + self.exponent


def fixed_text(value: Float64, precision: Int) -> String:
    """`%.{precision}f`."""
    var parts = FloatParts(UInt64(raw=__op.bitcast[__type.u64](value.value)), 52, 11)
    if precision <= 19 and parts.exponent <= 0 and parts.exponent >= -120:
        return _fixed_by_128_bits(parts, precision)
    var exact = ExactDecimal(value)
    exact.round_to(exact.point() + precision)
    var point = exact.point()
    var result = String()
    if point <= 0 or exact.digits.byte_length() == 0:
        result.append_byte(UInt8(48))
    else:
        result += exact.digits[: min(point, exact.digits.byte_length())]
        _zeros(result, point - exact.digits.byte_length())
    if precision > 0:
        result.append_byte(UInt8(46))
        var fraction = String()
        if exact.digits.byte_length() > 0:
            _zeros(fraction, min(-point, precision))
            fraction += exact.digits[max(point, 0) :]
        _zeros(fraction, precision - fraction.byte_length())
        result += fraction
    return result^


def _fixed_by_128_bits(parts: FloatParts, precision: Int) -> String:
    comptime wide = DType.uint128
    var scaled = parts.significand.cast[wide]()
    for _ in range(precision):
        scaled = scaled * 10
    var shift = Scalar[wide](-parts.exponent)
    var whole = scaled >> shift
    var rest = scaled - (whole << shift)
    if parts.exponent < 0:
        var half = Scalar[wide](1) << (shift - 1)
        if rest > half or (rest == half and whole & 1 == 1):
            whole = whole + 1
    var buffer = __op.stack_allocate[UInt8](Int(80).value)
    var end = __op.offset(buffer, Int(80).value)
    var count = wide_decimal_before[wide](end, whole)
    while count <= precision:
        count += 1
        raw_set_byte(end, -count, UInt8(48))
    var result = String(capacity=count + 1)
    result.write_string(StaticString(unsafe_data=__op.offset(end, Int(-count).value), length=count - precision))
    if precision > 0:
        result.append_byte(UInt8(46))
        result.write_string(StaticString(unsafe_data=__op.offset(end, Int(-precision).value), length=precision))
    return result^


def scientific_text(value: Float64, precision: Int) -> String:
    """`%.{precision}e`."""
    var exact = ExactDecimal(value)
    exact.round_to(precision + 1)
    var exponent = exact.point() - 1
    if exact.digits.byte_length() == 0:
        exponent = 0
    var digits = exact.digits[: precision + 1]
    _zeros(digits, precision + 1 - digits.byte_length())
    return _with_exponent(digits, exponent)


def general_text(value: Float64, precision: Int, alternate: Bool, *, force_point: Bool = False) -> String:
    """`%.{precision}g`: without zeros at the end unless `alternate`. `force_point`: never a whole number without point or exponent."""
    var count = max(precision, 1)
    var exact = ExactDecimal(value)
    exact.round_to(count)
    var digits = exact.digits[:count]
    var point = exact.point() if digits.byte_length() > 0 else 1
    if alternate:
        _zeros(digits, count - digits.byte_length())
    else:
        digits = digits.rstrip("0")
    if point <= -4 or point > count - Int(force_point):
        return _with_exponent(digits, point - 1)
    var result = String()
    if point <= 0:
        result += "0."
        _zeros(result, -point)
        return result + digits
    var length = digits.byte_length()
    result += digits[: min(point, length)]
    _zeros(result, point - length)
    if length > point:
        result += "."
        result += digits[point:]
    elif alternate:
        result += "."
    elif force_point:
        result += ".0"
    return result^


def _with_exponent(digits: String, exponent: Int) -> String:
    var result = digits[:1]
    if digits.byte_length() > 1:
        result += "."
        result += digits[1:]
    var buffer = __op.stack_allocate[UInt8](Int(8).value)
    var length = exponent_text(buffer, exponent, UInt8(101))
    result.write_string(StaticString(unsafe_data=buffer, length=length))
    return result^


def _zeros(mut text: String, count: Int):
    for _ in range(count):
        text.append_byte(UInt8(48))
