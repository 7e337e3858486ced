"""`FoldHasher`: the hash of dictionaries: fast, of good quality, not secret.

Each 64-bit word is xored into the state, which is then multiplied by an odd constant to 128 bits whose halves are folded by xor
(the scheme of wyhash by Wang Yi and of AHash's fallback by Tom Kaitchuk). Bytes are taken sixteen at a time, their number first, so
that no text is the beginning of another. Most constants: the fractional part of pi.
"""
from memory.raw import raw_byte
from hashlib.hash import Hasher, Hashable

comptime MULTIPLIER: UInt64 = 0x5851F42D4C957F2D
comptime START: UInt64 = 0x243F6A8885A308D3
comptime PAD: UInt64 = 0x13198A2E03707344
comptime LENGTH_FACTOR: UInt64 = 0xA4093822299F31D1

comptime default_hasher = FoldHasher
comptime default_comp_time_hasher = FoldHasher


struct FoldHasher(Hasher, ImplicitlyCopyable, TrivialRegisterPassable):
    var state: UInt64

    @always_inline
    def __init__(out self):
        self.state = START

    @always_inline
    def _update_with_word(mut self, word: UInt64):
        self.state = _fold(self.state ^ word, MULTIPLIER)

    def _update_with_bytes(mut self, data: Span[UInt8, _]):
        var size = len(data)
        var bytes = data._data
        var state = self.state ^ (UInt64(size) * LENGTH_FACTOR)
        var i = 0
        while size - i >= 16:
            state = _fold(_word(bytes, i) ^ state, _word(bytes, i + 8) ^ PAD)
            i += 16
        var first = UInt64(0)
        var second = UInt64(0)
        var left = size - i
        if left >= 8:
            first = _word(bytes, i)
            second = _word(bytes, size - 8)
        elif left >= 4:
            first = _half(bytes, i)
            second = _half(bytes, size - 4)
        elif left > 0:
            first = UInt64(raw_byte(bytes, i)) << 16 | UInt64(raw_byte(bytes, i + left // 2)) << 8
            first |= UInt64(raw_byte(bytes, size - 1))
        self.state = _fold(first ^ state, second ^ MULTIPLIER)

    @always_inline
    def _update_with_simd[dtype: DType, size: Int](mut self, value: SIMD[dtype, size]):
        comptime for lane in range(size):
            var scalar = value[lane]
            comptime if dtype == DType.bool:
                self._update_with_word(UInt64(Int(Bool(scalar))))
            elif dtype.is_floating_point():
                # both zeros are equal, so they hash alike
                var number = scalar.cast[DType.float64]()
                if number == 0:
                    number = 0
                self._update_with_word(UInt64(raw=__op.bitcast[__type.u64](number.value)))
            elif dtype.size_of() > 8:
                var rest = scalar
                comptime for _ in range(dtype.size_of() // 8):
                    self._update_with_word(rest.cast[DType.uint64]())
                    rest = rest >> 64
            else:
                self._update_with_word(scalar.cast[DType.uint64]())

    @always_inline
    def update[T: Hashable](mut self, value: T):
        value.__hash__(self)

    @always_inline
    def finish(var self) -> UInt64:
        return _fold(self.state ^ PAD, LENGTH_FACTOR)


@always_inline
def _fold(a: UInt64, b: UInt64) -> UInt64:
    var product = __op.mul(__op.cast[DType.uint128](a.value), __op.cast[DType.uint128](b.value))
    var high = UInt64(raw=__op.cast[DType.uint64](__op.shr(product, Scalar[DType.uint128](64).value)))
    return high ^ UInt64(raw=__op.cast[DType.uint64](product))


@always_inline
def _word(bytes: __type.pointer[UInt8], offset: Int) -> UInt64:
    return UInt64(raw=__op.load[alignment=1](__op.pointer_cast[__type.u64](__op.offset(bytes, offset.value))))


@always_inline
def _half(bytes: __type.pointer[UInt8], offset: Int) -> UInt64:
    return UInt32(raw=__op.load[alignment=1](__op.pointer_cast[__type.u32](__op.offset(bytes, offset.value)))).cast[
        DType.uint64
    ]()
