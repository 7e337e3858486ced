"""The shortest decimal number that reads back as a given float.

In: the float as significand * 2**exponent. Out: digits * 10**exponent, with as few digits as possible and, among those, as close
as possible. Source: R. Giulietti, "The Schubfach way to render doubles", 2020. The 128-bit powers serve all narrower formats too.
Not here: how the digits are laid out (`float_text.mojo`).
"""
from format.powers import multiply_high, power_of_ten, power_of_ten_exponent


struct Decimal(TrivialRegisterPassable):
    var digits: UInt64
    var exponent: Int

    @always_inline
    def __init__(out self, digits: UInt64, exponent: Int):
        self.digits = digits
        self.exponent = exponent


def shortest_decimal(significand: UInt64, exponent: Int, lower_is_closer: Bool) -> Decimal:
    """Digits of a positive float. `lower_is_closer`: it is a power of two, so that its lower neighbour is at half the distance."""
    if exponent <= 0 and exponent > -53:
        var shift = UInt64(-exponent)
        if significand & ((UInt64(1) << shift) - 1) == 0:
            return _without_trailing_zeros(significand >> shift, 0)
    var is_odd = significand & 1
    var closer = UInt64(Int(lower_is_closer))
    # floor(log10(2**exponent)), or of 3/4 of it
    var k = (exponent * 1262611 - (524031 if lower_is_closer else 0)) >> 22
    var shift = UInt64(exponent + power_of_ten_exponent(-k) + 1)
    var high = UInt64(0)
    var low = UInt64(0)
    power_of_ten(-k, high, low)
    low += 1
    high += UInt64(Int(low == 0))
    # Four times the value and its neighbours' midpoints, in units of 10**k
    var lower = _scaled(high, low, (4 * significand - 2 + closer) << shift) + is_odd
    var value = _scaled(high, low, (4 * significand) << shift)
    var upper = _scaled(high, low, (4 * significand + 2) << shift) - is_odd
    var whole = value >> 2
    if whole >= 10:
        var tens = whole // 10
        var down_fits = lower <= 40 * tens
        var up_fits = 40 * tens + 40 <= upper
        if down_fits != up_fits:
            return _without_trailing_zeros(tens + UInt64(Int(up_fits)), k + 1)
    var down_fits = lower <= 4 * whole
    var up_fits = 4 * whole + 4 <= upper
    if down_fits != up_fits:
        return _without_trailing_zeros(whole + UInt64(Int(up_fits)), k)
    var middle = 4 * whole + 2
    var round_up = value > middle or (value == middle and whole & 1 == 1)
    return _without_trailing_zeros(whole + UInt64(Int(round_up)), k)


@always_inline
def _scaled(high: UInt64, low: UInt64, factor: UInt64) -> UInt64:
    """The upper 64 bits of a 192-bit product, the last one set if anything below them is (round to odd)."""
    var carry = multiply_high(low, factor)
    var middle = high * factor + carry
    var top = multiply_high(high, factor) + UInt64(Int(middle < carry))
    return top | UInt64(Int(middle > 1))


def _without_trailing_zeros(digits: UInt64, exponent: Int) -> Decimal:
    var rest = digits
    var shift = exponent
    while rest >= 10:
        var tens = rest // 10
        if tens * 10 != rest:
            break
        rest = tens
        shift += 1
    return Decimal(rest, shift)
