"""`_digests`: what MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4) do to each block. `python/hashlib.py` does the rest.

Each function takes the constants of its rounds, the state so far and bytes, and gives the state after all whole blocks of these. Constants and
states are words in memory, in the machine's order.
"""

from ..arguments import Arguments
from ..buffers import memory_shown
from ..bytes import bytes_in, new_bytes
from ..errors import Raised
from ..natives import define, module_of
from ..word import KIND_BYTES, Word


def digests_module() raises Raised -> Word:
    var module = module_of("_digests")
    define(module, "md5", _run[_md5_block, 64])
    define(module, "sha1", _run[_sha1_block, 64])
    define(module, "sha256", _run[_sha2_block[DType.uint32, 64], 64])
    define(module, "sha512", _run[_sha2_block[DType.uint64, 80], 128])
    return module


comptime _Bytes = __type.pointer[UInt8]


def _run[block: def(_Bytes, _Bytes, _Bytes) thin -> None, size: Int](args: Arguments) raises Raised -> Word:
    args.check_count("blocks", 3, 3)
    var state = List[UInt8]()
    ref before = bytes_in(args[1])
    for i in range(len(before)):
        state.append(before[i])
    var data = memory_shown(args[2])
    var constants = bytes_in(args[0]).data.address
    for start in range(0, data.byte_length() - size + 1, size):
        block(constants, state.data.address, __op.offset(data._data, start.value))
    return new_bytes(state^, KIND_BYTES)


@always_inline
def _at[dtype: DType](words: _Bytes, index: Int) -> ref [MutableAnyOrigin] Scalar[dtype]:
    return __op.deref(__op.offset(__op.pointer_cast[Scalar[dtype]](words), index.value))


@always_inline
def _turned[dtype: DType](word: Scalar[dtype], count: Int) -> Scalar[dtype]:
    """To the right."""
    comptime bits = 64 if dtype == DType.uint64 else 32
    return (word >> Scalar[dtype](count)) | (word << Scalar[dtype](bits - count))


@always_inline
def _big_endian[dtype: DType](data: _Bytes, index: Int) -> Scalar[dtype]:
    comptime size = 8 if dtype == DType.uint64 else 4
    var word = Scalar[dtype](0)
    for i in range(size):
        word = (word << Scalar[dtype](8)) | __op.deref(__op.offset(data, (index * size + i).value)).cast[dtype]()
    return word


def _md5_block(constants: _Bytes, state: _Bytes, data: _Bytes):
    var a = _at[DType.uint32](state, 0)
    var b = _at[DType.uint32](state, 1)
    var c = _at[DType.uint32](state, 2)
    var d = _at[DType.uint32](state, 3)
    comptime turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
    comptime for i in range(64):
        var mixed: UInt32
        comptime place = i if i < 16 else ((5 * i + 1) % 16 if i < 32 else ((3 * i + 5) % 16 if i < 48 else (7 * i) % 16))
        comptime if i < 16:
            mixed = (b & c) | (~b & d)
        elif i < 32:
            mixed = (d & b) | (~d & c)
        elif i < 48:
            mixed = b ^ c ^ d
        else:
            mixed = c ^ (b | ~d)
        comptime turn = turns[i // 16 * 4 + i % 4]
        var sum = a + mixed + _at[DType.uint32](constants, i) + _little_endian(data, place)
        a = d
        d = c
        c = b
        b += _turned[DType.uint32](sum, 32 - turn)
    _at[DType.uint32](state, 0) += a
    _at[DType.uint32](state, 1) += b
    _at[DType.uint32](state, 2) += c
    _at[DType.uint32](state, 3) += d


@always_inline
def _little_endian(data: _Bytes, index: Int) -> UInt32:
    var word = UInt32(0)
    for i in range(3, -1, -1):
        word = (word << UInt32(8)) | __op.deref(__op.offset(data, (index * 4 + i).value)).cast[DType.uint32]()
    return word


def _sha1_block(constants: _Bytes, state: _Bytes, data: _Bytes):
    var words = List[UInt32](capacity=80)
    for i in range(16):
        words.append(_big_endian[DType.uint32](data, i))
    for i in range(16, 80):
        words.append(_turned[DType.uint32](words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 31))
    var a = _at[DType.uint32](state, 0)
    var b = _at[DType.uint32](state, 1)
    var c = _at[DType.uint32](state, 2)
    var d = _at[DType.uint32](state, 3)
    var e = _at[DType.uint32](state, 4)
    for i in range(80):
        var mixed: UInt32
        if i < 20:
            mixed = (b & c) | (~b & d)
        elif i < 40 or i >= 60:
            mixed = b ^ c ^ d
        else:
            mixed = (b & c) | (b & d) | (c & d)
        var sum = _turned[DType.uint32](a, 27) + mixed + e + _at[DType.uint32](constants, i // 20) + words[i]
        e = d
        d = c
        c = _turned[DType.uint32](b, 2)
        b = a
        a = sum
    _at[DType.uint32](state, 0) += a
    _at[DType.uint32](state, 1) += b
    _at[DType.uint32](state, 2) += c
    _at[DType.uint32](state, 3) += d
    _at[DType.uint32](state, 4) += e


def _sha2_block[dtype: DType, rounds: Int](constants: _Bytes, state: _Bytes, data: _Bytes):
    comptime wide = dtype == DType.uint64
    var words = List[Scalar[dtype]](capacity=rounds)
    for i in range(16):
        words.append(_big_endian[dtype](data, i))
    for i in range(16, rounds):
        var x = words[i - 15]
        var y = words[i - 2]
        var s0 = _turned[dtype](x, 1 if wide else 7) ^ _turned[dtype](x, 8 if wide else 18) ^ (x >> Scalar[dtype](7 if wide else 3))
        var s1 = _turned[dtype](y, 19 if wide else 17) ^ _turned[dtype](y, 61 if wide else 19) ^ (y >> Scalar[dtype](6 if wide else 10))
        words.append(words[i - 16] + s0 + words[i - 7] + s1)
    var now = List[Scalar[dtype]](capacity=8)
    for i in range(8):
        now.append(_at[dtype](state, i))
    for i in range(rounds):
        var a = now[0]
        var e = now[4]
        var s1 = _turned[dtype](e, 14 if wide else 6) ^ _turned[dtype](e, 18 if wide else 11) ^ _turned[dtype](e, 41 if wide else 25)
        var first = now[7] + s1 + ((e & now[5]) ^ (~e & now[6])) + _at[dtype](constants, i) + words[i]
        var s0 = _turned[dtype](a, 28 if wide else 2) ^ _turned[dtype](a, 34 if wide else 13) ^ _turned[dtype](a, 39 if wide else 22)
        var second = s0 + ((a & now[1]) ^ (a & now[2]) ^ (now[1] & now[2]))
        for j in range(7, 0, -1):
            now[j] = now[j - 1]
        now[4] += first
        now[0] = first + second
    for i in range(8):
        _at[dtype](state, i) += now[i]
