# test: run
import struct


def attempt(action):
    try:
        print(action())
    except (struct.error, TypeError, OverflowError) as error:
        print(type(error).__name__, error)


print(struct.calcsize("bi"), struct.calcsize("<bi"), struct.calcsize("b0i"), struct.calcsize(" b\ti 2x"), struct.calcsize(b"ll"), struct.calcsize("=l"))
for order in "<>=!@":
    for letter in "bBhHiIqQ":
        packed = struct.pack(order + letter, 101)
        print(packed.hex(), *struct.unpack(order + letter, packed), end=" ")
    print(struct.pack(order + "fde", 1.5, -2.25, 0.1).hex())
print(struct.pack(">3sx4ph?c", b"abcde", b"xyzw", -2, [], b"!"), struct.unpack(">3sx4ph?c", b"abc\0\2xy\0\xff\xfe\1!"))
print(struct.unpack(">q2Q", b"\xff" * 24), struct.unpack("<e", b"\1\0"), struct.pack("<2e", 65519.9, float("-inf")))
buffer = bytearray(8)
struct.pack_into("<hh", buffer, -5, 1, 2)
print(buffer, struct.unpack_from("<h", buffer, offset=3), list(struct.iter_unpack("<hh", buffer)))
two = struct.Struct("<hb")
print(two, two.size, two.format, two.pack(1, 2), two.unpack(b"abc"), two.unpack_from(memoryview(b"..abc")[1:], 1), list(two.iter_unpack(b"abcdef")))


class Five:
    def __index__(self):
        return 5

    def __float__(self):
        return 5.5


print(struct.pack("<bd?", Five(), Five(), Five()))

for letter in "bBhHiIqQ":
    attempt(lambda: struct.pack(letter, 2**64))
for letter in "idcsp":
    attempt(lambda: struct.pack(letter, "x"))
for format in "3", "y", "<n", "99999999999999999999i":
    attempt(lambda: struct.calcsize(format))
attempt(lambda: struct.pack("<f", 1e300))
attempt(lambda: struct.pack("2i", 1))
attempt(lambda: struct.unpack("i", b"abc"))
attempt(lambda: struct.unpack("i", "abcd"))
attempt(lambda: struct.unpack_from("i", b"abcd", 1))
attempt(lambda: struct.unpack_from("i", b"abcd", -2))
attempt(lambda: struct.pack_into("i", buffer, 5, 1))
attempt(lambda: struct.pack_into("i", buffer, -9, 1))
attempt(lambda: struct.pack_into("i", b"abcd", 0, 1))
attempt(lambda: list(struct.iter_unpack("<h", b"abc")))
print(struct.error.__name__, struct.error.__mro__[1:])

# output:
# 8 5 4 10 16 4
# 65 101 65 101 6500 101 6500 101 65000000 101 65000000 101 6500000000000000 101 6500000000000000 101 0000c03f00000000000002c0662e
# 65 101 65 101 0065 101 0065 101 00000065 101 00000065 101 0000000000000065 101 0000000000000065 101 3fc00000c0020000000000002e66
# 65 101 65 101 6500 101 6500 101 65000000 101 65000000 101 6500000000000000 101 6500000000000000 101 0000c03f00000000000002c0662e
# 65 101 65 101 0065 101 0065 101 00000065 101 00000065 101 0000000000000065 101 0000000000000065 101 3fc00000c0020000000000002e66
# 65 101 65 101 6500 101 6500 101 65000000 101 65000000 101 6500000000000000 101 6500000000000000 101 0000c03f0000000000000000000002c0662e
# b'abc\x00\x03xyz\xff\xfe\x00!' (b'abc', b'xy', -2, True, b'!')
# (-1, 18446744073709551615, 18446744073709551615) (5.960464477539063e-08,) b'\xff{\x00\xfc'
# bytearray(b'\x00\x00\x00\x01\x00\x02\x00\x00') (1,) [(0, 256), (512, 0)]
# Struct('<hb') 3 <hb b'\x01\x00\x02' (25185, 99) (25185, 99) [(25185, 99), (25956, 102)]
# b'\x05\x00\x00\x00\x00\x00\x00\x16@\x01'
# error 'b' format requires -128 <= number <= 127
# error 'B' format requires 0 <= number <= 255
# error 'h' format requires -32768 <= number <= 32767
# error 'H' format requires 0 <= number <= 65535
# error 'i' format requires -2147483648 <= number <= 2147483647
# error 'I' format requires 0 <= number <= 4294967295
# error 'q' format requires -9223372036854775808 <= number <= 9223372036854775807
# error 'Q' format requires 0 <= number <= 18446744073709551615
# error required argument is not an integer
# error required argument is not a float
# error char format requires a bytes object of length 1
# error argument for 's' must be a bytes object
# error argument for 'p' must be a bytes object
# error repeat count given without format specifier
# error bad char in struct format
# error bad char in struct format
# error total struct size too long
# OverflowError float too large to pack with f format
# error pack expected 2 items for packing (got 1)
# error unpack requires a buffer of 4 bytes
# TypeError a bytes-like object is required, not 'str'
# error unpack_from requires a buffer of at least 5 bytes for unpacking 4 bytes at offset 1 (actual buffer size is 4)
# error not enough data to unpack 4 bytes at offset -2
# error pack_into requires a buffer of at least 9 bytes for packing 4 bytes at offset 5 (actual buffer size is 8)
# error offset -9 out of range for 8-byte buffer
# TypeError argument must be read-write bytes-like object, not bytes
# error iterative unpacking requires a buffer of a multiple of 2 bytes
# error (<class 'Exception'>, <class 'BaseException'>, <class 'object'>)
