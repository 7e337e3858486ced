"""`BitSet[size]`: a set of numbers below `size`, one bit each."""
from builtin.failure import abort


struct BitSet[size: Int](Boolable, Defaultable, Equatable, ImplicitlyCopyable, Sized, Stringable, Writable):
    comptime _word_count = (Self.size + 63) // 64

    var _words: __type.array[UInt64, (Self.size + 63) // 64]

    def __init__(out self):
        """The empty set."""
        __op.mark_initialized(self._words)
        for i in range(Self._word_count):
            __op.array_element(self._words, i.value) = UInt64(0)

    def __init__(out self, values: List[Int]):
        self = Self()
        for value in values:
            self.set(value)

    @always_inline
    def _word(ref self, index: Int) -> ref [origin_of(self)] UInt64:
        return __op.array_element(self._words, index.value)

    @always_inline
    def _check(self, index: Int):
        if index < 0 or index >= Self.size:
            abort("BitSet index ", index, " is out of bounds, valid range is 0 to ", Self.size - 1)

    def set(mut self, index: Int):
        """Puts a number in."""
        self._check(index)
        self._word(index // 64) |= UInt64(1) << UInt64(index % 64)

    def clear(mut self, index: Int):
        """Takes a number out."""
        self._check(index)
        self._word(index // 64) &= ~(UInt64(1) << UInt64(index % 64))

    def toggle(mut self, index: Int):
        self._check(index)
        self._word(index // 64) ^= UInt64(1) << UInt64(index % 64)

    def test(self, index: Int) -> Bool:
        self._check(index)
        return (self._word(index // 64) >> UInt64(index % 64)) & 1 == 1

    def __contains__(self, index: Int) -> Bool:
        return self.test(index)

    def set_all(mut self):
        for i in range(Self.size):
            self.set(i)

    def clear_all(mut self):
        for i in range(Self._word_count):
            self._word(i) = 0

    def toggle_all(mut self):
        for i in range(Self.size):
            self.toggle(i)

    def __len__(self) -> Int:
        """How many numbers are in it."""
        var count = 0
        for i in range(Self._word_count):
            count += Int(UInt64(raw=__op.popcount(self._word(i).value)))
        return count

    def __bool__(self) -> Bool:
        return len(self) != 0

    def union(self, other: Self) -> Self:
        var result = self
        for i in range(Self._word_count):
            result._word(i) |= other._word(i)
        return result

    def intersection(self, other: Self) -> Self:
        var result = self
        for i in range(Self._word_count):
            result._word(i) &= other._word(i)
        return result

    def difference(self, other: Self) -> Self:
        var result = self
        for i in range(Self._word_count):
            result._word(i) &= ~other._word(i)
        return result

    def __eq__(self, other: Self) -> Bool:
        for i in range(Self._word_count):
            if self._word(i) != other._word(i):
                return False
        return True

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("{")
        var is_first = True
        for i in range(Self.size):
            if self.test(i):
                if not is_first:
                    writer.write_string(", ")
                is_first = False
                writer.write(i)
        writer.write_string("}")

    def __str__(self) -> String:
        return String.write(self)
