"""Correct rounding of decimal numbers of any length, by exact integers.

In: digits, a power of ten, and a float that is right or nearly so. Out: the nearest float.
Source: W. Clinger, "How to read floating point numbers accurately", 1990 (the comparison with the middle of two floats).
"""


def exact_float_bits(digits: StringSlice, scale: Int, guess: UInt64) -> UInt64:
    """Bits of the float nearest to digits * 10**scale; `digits` may contain a point, which is skipped."""
    var number = BigNatural()
    for i in range(digits._length):
        var byte = digits._byte(i)
        if byte >= 48 and byte <= 57:
            number.multiply_add(10, UInt32(byte) - 48)
    var bits = guess
    while True:
        var order = _compare_with_middle(number, scale, bits)
        if order > 0 or (order == 0 and bits & 1 == 1):
            bits += 1
            continue
        if bits == 0:
            return bits
        order = _compare_with_middle(number, scale, bits - 1)
        if order < 0 or (order == 0 and bits & 1 == 1):
            bits -= 1
            continue
        return bits


def _compare_with_middle(number: BigNatural, scale: Int, bits: UInt64) -> Int:
    """-1, 0 or 1: number * 10**scale against the middle of the float `bits` and the next greater one."""
    var biased = Int(bits >> 52)
    var fraction = bits & ((UInt64(1) << 52) - 1)
    if biased > 0:
        fraction |= UInt64(1) << 52
    var exponent = max(biased, 1) - 1075 - 1
    var left = number.copy()
    var right = BigNatural()
    var middle = 2 * fraction + 1
    right.multiply_add(0, UInt32(middle >> 32))
    right.shift_left(32)
    right.multiply_add(1, (middle & 0xFFFFFFFF).cast[DType.uint32]())
    # bring everything to whole numbers: 10**scale = 5**scale * 2**scale
    if scale >= 0:
        left.multiply_power_of_five(scale)
    else:
        right.multiply_power_of_five(-scale)
    var shift = scale - exponent
    if shift >= 0:
        left.shift_left(shift)
    else:
        right.shift_left(-shift)
    return left.compare(right)


struct BigNatural(Copyable):
    """A natural number of any size: 32-bit words, the lowest first, no zero word at the end."""

    var words: List[UInt32]

    def __init__(out self):
        self.words = List[UInt32]()

    def multiply_add(mut self, factor: UInt32, term: UInt32):
        """`self = self * factor + term`."""
        var carry = term.cast[DType.uint64]()
        for i in range(len(self.words)):
            carry += self.words[i].cast[DType.uint64]() * factor.cast[DType.uint64]()
            self.words[i] = carry.cast[DType.uint32]()
            carry = carry >> 32
        if carry != 0:
            self.words.append(carry.cast[DType.uint32]())
        while len(self.words) > 0 and self.words[len(self.words) - 1] == 0:
            _ = self.words.pop()

    def multiply_power_of_five(mut self, exponent: Int):
        var rest = exponent
        while rest >= 13:
            self.multiply_add(1220703125, 0)
            rest -= 13
        while rest > 0:
            self.multiply_add(5, 0)
            rest -= 1

    def shift_left(mut self, count: Int):
        """`self = self * 2**count`."""
        if len(self.words) == 0:
            return
        var bits = UInt32(count % 32)
        if bits != 0:
            self.multiply_add(UInt32(1) << bits, 0)
        for _ in range(count // 32):
            self.words.insert(0, 0)

    def compare(self, other: Self) -> Int:
        """-1, 0 or 1."""
        if len(self.words) != len(other.words):
            return -1 if len(self.words) < len(other.words) else 1
        var i = len(self.words) - 1
        while i >= 0:
            if self.words[i] != other.words[i]:
                return -1 if self.words[i] < other.words[i] else 1
            i -= 1
        return 0

    def divide(mut self, divisor: UInt32) -> UInt32:
        """`self = self // divisor`; returns the remainder."""
        var rest = UInt64(0)
        var i = len(self.words) - 1
        while i >= 0:
            var current = rest << 32 | self.words[i].cast[DType.uint64]()
            var quotient = current // divisor.cast[DType.uint64]()
            self.words[i] = quotient.cast[DType.uint32]()
            rest = current - quotient * divisor.cast[DType.uint64]()
            i -= 1
        while len(self.words) > 0 and self.words[len(self.words) - 1] == 0:
            _ = self.words.pop()
        return rest.cast[DType.uint32]()

    def to_decimal(self) -> String:
        """The decimal digits; none for zero."""
        var rest = self.copy()
        var parts = List[UInt32]()
        while len(rest.words) > 0:
            parts.append(rest.divide(1000000000))
        var result = String()
        var i = len(parts) - 1
        while i >= 0:
            var text = String(parts[i])
            if i < len(parts) - 1:
                for _ in range(9 - text.byte_length()):
                    result.append_byte(UInt8(48))
            result += text
            i -= 1
        return result^
