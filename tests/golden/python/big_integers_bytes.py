# test: run, same as python
# Large integers as bytes and back.
for value in [2**62, -(2**62), -(2**62) - 1, 2**63, -(2**63), 2**64 - 1, 2**64, -(2**64), 2**127, -(2**127), 2**200 + 12345, -(2**200) - 12345, 0, -1, 255, -128]:
    for length in [0, 1, 7, 8, 9, 16, 17, 26, 33]:
        for order in ["little", "big"]:
            for signed in [False, True]:
                try:
                    data = value.to_bytes(length, order, signed=signed)
                    assert int.from_bytes(data, order, signed=signed) == value or length == 0
                    if length < 18:
                        print(value, length, order, signed, data)
                except OverflowError as error:
                    print(value, length, order, signed, error)
print(int.from_bytes(b"\xff" * 20, "big"), int.from_bytes(b"\xff" * 20, "big", signed=True), int.from_bytes(b"\x80" + bytes(15), "big", signed=True))
print(int.from_bytes(bytes(range(40)), "little"), int.from_bytes(bytearray(b"\x00" * 30 + b"\x01"), "big"), int.from_bytes([1] * 12, "little"))
print((2**70).bit_length(), (-(2**70)).bit_length(), (2**70 - 1).bit_count(), (-(2**70) + 1).bit_count())
print((2**70).to_bytes(9, "big").hex(), (10**40).to_bytes(20, "little").hex(" "))
for calculate in [
    lambda: (2**70).to_bytes(-1, "big"),
    lambda: (2**70).to_bytes(10, "middle"),
    lambda: (2**70).to_bytes(2**70, "big"),
    lambda: bytes([2**70]),
    lambda: bytearray([-(2**70)]),
    lambda: bytes(2**70),
    lambda: b"abc"[2**70],
    lambda: b"abc"[-(2**70) :],
    lambda: 2**70 in b"abc",
    lambda: b"abc" * 2**70,
    lambda: b"abc" * -(2**70),
    lambda: b"abcabc".find(98, -(2**70), 2**70),
]:
    try:
        print(calculate())
    except Exception as error:
        print(type(error).__name__ + ":", error)

# output:
# 4611686018427387904 0 little False int too big to convert
# 4611686018427387904 0 little True int too big to convert
# 4611686018427387904 0 big False int too big to convert
# 4611686018427387904 0 big True int too big to convert
# 4611686018427387904 1 little False int too big to convert
# 4611686018427387904 1 little True int too big to convert
# 4611686018427387904 1 big False int too big to convert
# 4611686018427387904 1 big True int too big to convert
# 4611686018427387904 7 little False int too big to convert
# 4611686018427387904 7 little True int too big to convert
# 4611686018427387904 7 big False int too big to convert
# 4611686018427387904 7 big True int too big to convert
# 4611686018427387904 8 little False b'\x00\x00\x00\x00\x00\x00\x00@'
# 4611686018427387904 8 little True b'\x00\x00\x00\x00\x00\x00\x00@'
# 4611686018427387904 8 big False b'@\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 8 big True b'@\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 9 little False b'\x00\x00\x00\x00\x00\x00\x00@\x00'
# 4611686018427387904 9 little True b'\x00\x00\x00\x00\x00\x00\x00@\x00'
# 4611686018427387904 9 big False b'\x00@\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 9 big True b'\x00@\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 16 little False b'\x00\x00\x00\x00\x00\x00\x00@\x00\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 16 little True b'\x00\x00\x00\x00\x00\x00\x00@\x00\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 16 big False b'\x00\x00\x00\x00\x00\x00\x00\x00@\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 16 big True b'\x00\x00\x00\x00\x00\x00\x00\x00@\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 17 little False b'\x00\x00\x00\x00\x00\x00\x00@\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 17 little True b'\x00\x00\x00\x00\x00\x00\x00@\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 17 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00@\x00\x00\x00\x00\x00\x00\x00'
# 4611686018427387904 17 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00@\x00\x00\x00\x00\x00\x00\x00'
# -4611686018427387904 0 little False can't convert negative int to unsigned
# -4611686018427387904 0 little True int too big to convert
# -4611686018427387904 0 big False can't convert negative int to unsigned
# -4611686018427387904 0 big True int too big to convert
# -4611686018427387904 1 little False can't convert negative int to unsigned
# -4611686018427387904 1 little True int too big to convert
# -4611686018427387904 1 big False can't convert negative int to unsigned
# -4611686018427387904 1 big True int too big to convert
# -4611686018427387904 7 little False can't convert negative int to unsigned
# -4611686018427387904 7 little True int too big to convert
# -4611686018427387904 7 big False can't convert negative int to unsigned
# -4611686018427387904 7 big True int too big to convert
# -4611686018427387904 8 little False can't convert negative int to unsigned
# -4611686018427387904 8 little True b'\x00\x00\x00\x00\x00\x00\x00\xc0'
# -4611686018427387904 8 big False can't convert negative int to unsigned
# -4611686018427387904 8 big True b'\xc0\x00\x00\x00\x00\x00\x00\x00'
# -4611686018427387904 9 little False can't convert negative int to unsigned
# -4611686018427387904 9 little True b'\x00\x00\x00\x00\x00\x00\x00\xc0\xff'
# -4611686018427387904 9 big False can't convert negative int to unsigned
# -4611686018427387904 9 big True b'\xff\xc0\x00\x00\x00\x00\x00\x00\x00'
# -4611686018427387904 16 little False can't convert negative int to unsigned
# -4611686018427387904 16 little True b'\x00\x00\x00\x00\x00\x00\x00\xc0\xff\xff\xff\xff\xff\xff\xff\xff'
# -4611686018427387904 16 big False can't convert negative int to unsigned
# -4611686018427387904 16 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xc0\x00\x00\x00\x00\x00\x00\x00'
# -4611686018427387904 17 little False can't convert negative int to unsigned
# -4611686018427387904 17 little True b'\x00\x00\x00\x00\x00\x00\x00\xc0\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -4611686018427387904 17 big False can't convert negative int to unsigned
# -4611686018427387904 17 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xc0\x00\x00\x00\x00\x00\x00\x00'
# -4611686018427387904 26 little False can't convert negative int to unsigned
# -4611686018427387904 26 big False can't convert negative int to unsigned
# -4611686018427387904 33 little False can't convert negative int to unsigned
# -4611686018427387904 33 big False can't convert negative int to unsigned
# -4611686018427387905 0 little False can't convert negative int to unsigned
# -4611686018427387905 0 little True int too big to convert
# -4611686018427387905 0 big False can't convert negative int to unsigned
# -4611686018427387905 0 big True int too big to convert
# -4611686018427387905 1 little False can't convert negative int to unsigned
# -4611686018427387905 1 little True int too big to convert
# -4611686018427387905 1 big False can't convert negative int to unsigned
# -4611686018427387905 1 big True int too big to convert
# -4611686018427387905 7 little False can't convert negative int to unsigned
# -4611686018427387905 7 little True int too big to convert
# -4611686018427387905 7 big False can't convert negative int to unsigned
# -4611686018427387905 7 big True int too big to convert
# -4611686018427387905 8 little False can't convert negative int to unsigned
# -4611686018427387905 8 little True b'\xff\xff\xff\xff\xff\xff\xff\xbf'
# -4611686018427387905 8 big False can't convert negative int to unsigned
# -4611686018427387905 8 big True b'\xbf\xff\xff\xff\xff\xff\xff\xff'
# -4611686018427387905 9 little False can't convert negative int to unsigned
# -4611686018427387905 9 little True b'\xff\xff\xff\xff\xff\xff\xff\xbf\xff'
# -4611686018427387905 9 big False can't convert negative int to unsigned
# -4611686018427387905 9 big True b'\xff\xbf\xff\xff\xff\xff\xff\xff\xff'
# -4611686018427387905 16 little False can't convert negative int to unsigned
# -4611686018427387905 16 little True b'\xff\xff\xff\xff\xff\xff\xff\xbf\xff\xff\xff\xff\xff\xff\xff\xff'
# -4611686018427387905 16 big False can't convert negative int to unsigned
# -4611686018427387905 16 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xbf\xff\xff\xff\xff\xff\xff\xff'
# -4611686018427387905 17 little False can't convert negative int to unsigned
# -4611686018427387905 17 little True b'\xff\xff\xff\xff\xff\xff\xff\xbf\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -4611686018427387905 17 big False can't convert negative int to unsigned
# -4611686018427387905 17 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xbf\xff\xff\xff\xff\xff\xff\xff'
# -4611686018427387905 26 little False can't convert negative int to unsigned
# -4611686018427387905 26 big False can't convert negative int to unsigned
# -4611686018427387905 33 little False can't convert negative int to unsigned
# -4611686018427387905 33 big False can't convert negative int to unsigned
# 9223372036854775808 0 little False int too big to convert
# 9223372036854775808 0 little True int too big to convert
# 9223372036854775808 0 big False int too big to convert
# 9223372036854775808 0 big True int too big to convert
# 9223372036854775808 1 little False int too big to convert
# 9223372036854775808 1 little True int too big to convert
# 9223372036854775808 1 big False int too big to convert
# 9223372036854775808 1 big True int too big to convert
# 9223372036854775808 7 little False int too big to convert
# 9223372036854775808 7 little True int too big to convert
# 9223372036854775808 7 big False int too big to convert
# 9223372036854775808 7 big True int too big to convert
# 9223372036854775808 8 little False b'\x00\x00\x00\x00\x00\x00\x00\x80'
# 9223372036854775808 8 little True int too big to convert
# 9223372036854775808 8 big False b'\x80\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 8 big True int too big to convert
# 9223372036854775808 9 little False b'\x00\x00\x00\x00\x00\x00\x00\x80\x00'
# 9223372036854775808 9 little True b'\x00\x00\x00\x00\x00\x00\x00\x80\x00'
# 9223372036854775808 9 big False b'\x00\x80\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 9 big True b'\x00\x80\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 16 little False b'\x00\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 16 little True b'\x00\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 16 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 16 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 17 little False b'\x00\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 17 little True b'\x00\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 17 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00'
# 9223372036854775808 17 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00'
# -9223372036854775808 0 little False can't convert negative int to unsigned
# -9223372036854775808 0 little True int too big to convert
# -9223372036854775808 0 big False can't convert negative int to unsigned
# -9223372036854775808 0 big True int too big to convert
# -9223372036854775808 1 little False can't convert negative int to unsigned
# -9223372036854775808 1 little True int too big to convert
# -9223372036854775808 1 big False can't convert negative int to unsigned
# -9223372036854775808 1 big True int too big to convert
# -9223372036854775808 7 little False can't convert negative int to unsigned
# -9223372036854775808 7 little True int too big to convert
# -9223372036854775808 7 big False can't convert negative int to unsigned
# -9223372036854775808 7 big True int too big to convert
# -9223372036854775808 8 little False can't convert negative int to unsigned
# -9223372036854775808 8 little True b'\x00\x00\x00\x00\x00\x00\x00\x80'
# -9223372036854775808 8 big False can't convert negative int to unsigned
# -9223372036854775808 8 big True b'\x80\x00\x00\x00\x00\x00\x00\x00'
# -9223372036854775808 9 little False can't convert negative int to unsigned
# -9223372036854775808 9 little True b'\x00\x00\x00\x00\x00\x00\x00\x80\xff'
# -9223372036854775808 9 big False can't convert negative int to unsigned
# -9223372036854775808 9 big True b'\xff\x80\x00\x00\x00\x00\x00\x00\x00'
# -9223372036854775808 16 little False can't convert negative int to unsigned
# -9223372036854775808 16 little True b'\x00\x00\x00\x00\x00\x00\x00\x80\xff\xff\xff\xff\xff\xff\xff\xff'
# -9223372036854775808 16 big False can't convert negative int to unsigned
# -9223372036854775808 16 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\x00\x00'
# -9223372036854775808 17 little False can't convert negative int to unsigned
# -9223372036854775808 17 little True b'\x00\x00\x00\x00\x00\x00\x00\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -9223372036854775808 17 big False can't convert negative int to unsigned
# -9223372036854775808 17 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\x00\x00'
# -9223372036854775808 26 little False can't convert negative int to unsigned
# -9223372036854775808 26 big False can't convert negative int to unsigned
# -9223372036854775808 33 little False can't convert negative int to unsigned
# -9223372036854775808 33 big False can't convert negative int to unsigned
# 18446744073709551615 0 little False int too big to convert
# 18446744073709551615 0 little True int too big to convert
# 18446744073709551615 0 big False int too big to convert
# 18446744073709551615 0 big True int too big to convert
# 18446744073709551615 1 little False int too big to convert
# 18446744073709551615 1 little True int too big to convert
# 18446744073709551615 1 big False int too big to convert
# 18446744073709551615 1 big True int too big to convert
# 18446744073709551615 7 little False int too big to convert
# 18446744073709551615 7 little True int too big to convert
# 18446744073709551615 7 big False int too big to convert
# 18446744073709551615 7 big True int too big to convert
# 18446744073709551615 8 little False b'\xff\xff\xff\xff\xff\xff\xff\xff'
# 18446744073709551615 8 little True int too big to convert
# 18446744073709551615 8 big False b'\xff\xff\xff\xff\xff\xff\xff\xff'
# 18446744073709551615 8 big True int too big to convert
# 18446744073709551615 9 little False b'\xff\xff\xff\xff\xff\xff\xff\xff\x00'
# 18446744073709551615 9 little True b'\xff\xff\xff\xff\xff\xff\xff\xff\x00'
# 18446744073709551615 9 big False b'\x00\xff\xff\xff\xff\xff\xff\xff\xff'
# 18446744073709551615 9 big True b'\x00\xff\xff\xff\xff\xff\xff\xff\xff'
# 18446744073709551615 16 little False b'\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551615 16 little True b'\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551615 16 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff'
# 18446744073709551615 16 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff'
# 18446744073709551615 17 little False b'\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551615 17 little True b'\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551615 17 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff'
# 18446744073709551615 17 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff'
# 18446744073709551616 0 little False int too big to convert
# 18446744073709551616 0 little True int too big to convert
# 18446744073709551616 0 big False int too big to convert
# 18446744073709551616 0 big True int too big to convert
# 18446744073709551616 1 little False int too big to convert
# 18446744073709551616 1 little True int too big to convert
# 18446744073709551616 1 big False int too big to convert
# 18446744073709551616 1 big True int too big to convert
# 18446744073709551616 7 little False int too big to convert
# 18446744073709551616 7 little True int too big to convert
# 18446744073709551616 7 big False int too big to convert
# 18446744073709551616 7 big True int too big to convert
# 18446744073709551616 8 little False int too big to convert
# 18446744073709551616 8 little True int too big to convert
# 18446744073709551616 8 big False int too big to convert
# 18446744073709551616 8 big True int too big to convert
# 18446744073709551616 9 little False b'\x00\x00\x00\x00\x00\x00\x00\x00\x01'
# 18446744073709551616 9 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\x01'
# 18446744073709551616 9 big False b'\x01\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551616 9 big True b'\x01\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551616 16 little False b'\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551616 16 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551616 16 big False b'\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551616 16 big True b'\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551616 17 little False b'\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551616 17 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551616 17 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00'
# 18446744073709551616 17 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00'
# -18446744073709551616 0 little False can't convert negative int to unsigned
# -18446744073709551616 0 little True int too big to convert
# -18446744073709551616 0 big False can't convert negative int to unsigned
# -18446744073709551616 0 big True int too big to convert
# -18446744073709551616 1 little False can't convert negative int to unsigned
# -18446744073709551616 1 little True int too big to convert
# -18446744073709551616 1 big False can't convert negative int to unsigned
# -18446744073709551616 1 big True int too big to convert
# -18446744073709551616 7 little False can't convert negative int to unsigned
# -18446744073709551616 7 little True int too big to convert
# -18446744073709551616 7 big False can't convert negative int to unsigned
# -18446744073709551616 7 big True int too big to convert
# -18446744073709551616 8 little False can't convert negative int to unsigned
# -18446744073709551616 8 little True int too big to convert
# -18446744073709551616 8 big False can't convert negative int to unsigned
# -18446744073709551616 8 big True int too big to convert
# -18446744073709551616 9 little False can't convert negative int to unsigned
# -18446744073709551616 9 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\xff'
# -18446744073709551616 9 big False can't convert negative int to unsigned
# -18446744073709551616 9 big True b'\xff\x00\x00\x00\x00\x00\x00\x00\x00'
# -18446744073709551616 16 little False can't convert negative int to unsigned
# -18446744073709551616 16 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff'
# -18446744073709551616 16 big False can't convert negative int to unsigned
# -18446744073709551616 16 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00'
# -18446744073709551616 17 little False can't convert negative int to unsigned
# -18446744073709551616 17 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -18446744073709551616 17 big False can't convert negative int to unsigned
# -18446744073709551616 17 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00'
# -18446744073709551616 26 little False can't convert negative int to unsigned
# -18446744073709551616 26 big False can't convert negative int to unsigned
# -18446744073709551616 33 little False can't convert negative int to unsigned
# -18446744073709551616 33 big False can't convert negative int to unsigned
# 170141183460469231731687303715884105728 0 little False int too big to convert
# 170141183460469231731687303715884105728 0 little True int too big to convert
# 170141183460469231731687303715884105728 0 big False int too big to convert
# 170141183460469231731687303715884105728 0 big True int too big to convert
# 170141183460469231731687303715884105728 1 little False int too big to convert
# 170141183460469231731687303715884105728 1 little True int too big to convert
# 170141183460469231731687303715884105728 1 big False int too big to convert
# 170141183460469231731687303715884105728 1 big True int too big to convert
# 170141183460469231731687303715884105728 7 little False int too big to convert
# 170141183460469231731687303715884105728 7 little True int too big to convert
# 170141183460469231731687303715884105728 7 big False int too big to convert
# 170141183460469231731687303715884105728 7 big True int too big to convert
# 170141183460469231731687303715884105728 8 little False int too big to convert
# 170141183460469231731687303715884105728 8 little True int too big to convert
# 170141183460469231731687303715884105728 8 big False int too big to convert
# 170141183460469231731687303715884105728 8 big True int too big to convert
# 170141183460469231731687303715884105728 9 little False int too big to convert
# 170141183460469231731687303715884105728 9 little True int too big to convert
# 170141183460469231731687303715884105728 9 big False int too big to convert
# 170141183460469231731687303715884105728 9 big True int too big to convert
# 170141183460469231731687303715884105728 16 little False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80'
# 170141183460469231731687303715884105728 16 little True int too big to convert
# 170141183460469231731687303715884105728 16 big False b'\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 170141183460469231731687303715884105728 16 big True int too big to convert
# 170141183460469231731687303715884105728 17 little False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x00'
# 170141183460469231731687303715884105728 17 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x00'
# 170141183460469231731687303715884105728 17 big False b'\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 170141183460469231731687303715884105728 17 big True b'\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# -170141183460469231731687303715884105728 0 little False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 0 little True int too big to convert
# -170141183460469231731687303715884105728 0 big False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 0 big True int too big to convert
# -170141183460469231731687303715884105728 1 little False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 1 little True int too big to convert
# -170141183460469231731687303715884105728 1 big False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 1 big True int too big to convert
# -170141183460469231731687303715884105728 7 little False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 7 little True int too big to convert
# -170141183460469231731687303715884105728 7 big False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 7 big True int too big to convert
# -170141183460469231731687303715884105728 8 little False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 8 little True int too big to convert
# -170141183460469231731687303715884105728 8 big False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 8 big True int too big to convert
# -170141183460469231731687303715884105728 9 little False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 9 little True int too big to convert
# -170141183460469231731687303715884105728 9 big False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 9 big True int too big to convert
# -170141183460469231731687303715884105728 16 little False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 16 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80'
# -170141183460469231731687303715884105728 16 big False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 16 big True b'\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# -170141183460469231731687303715884105728 17 little False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 17 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\xff'
# -170141183460469231731687303715884105728 17 big False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 17 big True b'\xff\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# -170141183460469231731687303715884105728 26 little False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 26 big False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 33 little False can't convert negative int to unsigned
# -170141183460469231731687303715884105728 33 big False can't convert negative int to unsigned
# 1606938044258990275541962092341162602522202993782792835313721 0 little False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 0 little True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 0 big False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 0 big True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 1 little False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 1 little True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 1 big False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 1 big True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 7 little False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 7 little True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 7 big False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 7 big True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 8 little False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 8 little True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 8 big False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 8 big True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 9 little False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 9 little True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 9 big False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 9 big True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 16 little False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 16 little True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 16 big False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 16 big True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 17 little False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 17 little True int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 17 big False int too big to convert
# 1606938044258990275541962092341162602522202993782792835313721 17 big True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 0 little False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 0 little True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 0 big False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 0 big True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 1 little False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 1 little True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 1 big False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 1 big True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 7 little False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 7 little True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 7 big False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 7 big True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 8 little False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 8 little True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 8 big False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 8 big True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 9 little False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 9 little True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 9 big False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 9 big True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 16 little False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 16 little True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 16 big False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 16 big True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 17 little False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 17 little True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 17 big False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 17 big True int too big to convert
# -1606938044258990275541962092341162602522202993782792835313721 26 little False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 26 big False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 33 little False can't convert negative int to unsigned
# -1606938044258990275541962092341162602522202993782792835313721 33 big False can't convert negative int to unsigned
# 0 0 little False b''
# 0 0 little True b''
# 0 0 big False b''
# 0 0 big True b''
# 0 1 little False b'\x00'
# 0 1 little True b'\x00'
# 0 1 big False b'\x00'
# 0 1 big True b'\x00'
# 0 7 little False b'\x00\x00\x00\x00\x00\x00\x00'
# 0 7 little True b'\x00\x00\x00\x00\x00\x00\x00'
# 0 7 big False b'\x00\x00\x00\x00\x00\x00\x00'
# 0 7 big True b'\x00\x00\x00\x00\x00\x00\x00'
# 0 8 little False b'\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 8 little True b'\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 8 big False b'\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 8 big True b'\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 9 little False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 9 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 9 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 9 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 16 little False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 16 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 16 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 16 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 17 little False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 17 little True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 17 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 0 17 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# -1 0 little False can't convert negative int to unsigned
# -1 0 little True b''
# -1 0 big False can't convert negative int to unsigned
# -1 0 big True b''
# -1 1 little False can't convert negative int to unsigned
# -1 1 little True b'\xff'
# -1 1 big False can't convert negative int to unsigned
# -1 1 big True b'\xff'
# -1 7 little False can't convert negative int to unsigned
# -1 7 little True b'\xff\xff\xff\xff\xff\xff\xff'
# -1 7 big False can't convert negative int to unsigned
# -1 7 big True b'\xff\xff\xff\xff\xff\xff\xff'
# -1 8 little False can't convert negative int to unsigned
# -1 8 little True b'\xff\xff\xff\xff\xff\xff\xff\xff'
# -1 8 big False can't convert negative int to unsigned
# -1 8 big True b'\xff\xff\xff\xff\xff\xff\xff\xff'
# -1 9 little False can't convert negative int to unsigned
# -1 9 little True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -1 9 big False can't convert negative int to unsigned
# -1 9 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -1 16 little False can't convert negative int to unsigned
# -1 16 little True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -1 16 big False can't convert negative int to unsigned
# -1 16 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -1 17 little False can't convert negative int to unsigned
# -1 17 little True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -1 17 big False can't convert negative int to unsigned
# -1 17 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -1 26 little False can't convert negative int to unsigned
# -1 26 big False can't convert negative int to unsigned
# -1 33 little False can't convert negative int to unsigned
# -1 33 big False can't convert negative int to unsigned
# 255 0 little False int too big to convert
# 255 0 little True int too big to convert
# 255 0 big False int too big to convert
# 255 0 big True int too big to convert
# 255 1 little False b'\xff'
# 255 1 little True int too big to convert
# 255 1 big False b'\xff'
# 255 1 big True int too big to convert
# 255 7 little False b'\xff\x00\x00\x00\x00\x00\x00'
# 255 7 little True b'\xff\x00\x00\x00\x00\x00\x00'
# 255 7 big False b'\x00\x00\x00\x00\x00\x00\xff'
# 255 7 big True b'\x00\x00\x00\x00\x00\x00\xff'
# 255 8 little False b'\xff\x00\x00\x00\x00\x00\x00\x00'
# 255 8 little True b'\xff\x00\x00\x00\x00\x00\x00\x00'
# 255 8 big False b'\x00\x00\x00\x00\x00\x00\x00\xff'
# 255 8 big True b'\x00\x00\x00\x00\x00\x00\x00\xff'
# 255 9 little False b'\xff\x00\x00\x00\x00\x00\x00\x00\x00'
# 255 9 little True b'\xff\x00\x00\x00\x00\x00\x00\x00\x00'
# 255 9 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\xff'
# 255 9 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\xff'
# 255 16 little False b'\xff\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 255 16 little True b'\xff\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 255 16 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff'
# 255 16 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff'
# 255 17 little False b'\xff\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 255 17 little True b'\xff\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# 255 17 big False b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff'
# 255 17 big True b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff'
# -128 0 little False can't convert negative int to unsigned
# -128 0 little True int too big to convert
# -128 0 big False can't convert negative int to unsigned
# -128 0 big True int too big to convert
# -128 1 little False can't convert negative int to unsigned
# -128 1 little True b'\x80'
# -128 1 big False can't convert negative int to unsigned
# -128 1 big True b'\x80'
# -128 7 little False can't convert negative int to unsigned
# -128 7 little True b'\x80\xff\xff\xff\xff\xff\xff'
# -128 7 big False can't convert negative int to unsigned
# -128 7 big True b'\xff\xff\xff\xff\xff\xff\x80'
# -128 8 little False can't convert negative int to unsigned
# -128 8 little True b'\x80\xff\xff\xff\xff\xff\xff\xff'
# -128 8 big False can't convert negative int to unsigned
# -128 8 big True b'\xff\xff\xff\xff\xff\xff\xff\x80'
# -128 9 little False can't convert negative int to unsigned
# -128 9 little True b'\x80\xff\xff\xff\xff\xff\xff\xff\xff'
# -128 9 big False can't convert negative int to unsigned
# -128 9 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\x80'
# -128 16 little False can't convert negative int to unsigned
# -128 16 little True b'\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -128 16 big False can't convert negative int to unsigned
# -128 16 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x80'
# -128 17 little False can't convert negative int to unsigned
# -128 17 little True b'\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'
# -128 17 big False can't convert negative int to unsigned
# -128 17 big True b'\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x80'
# -128 26 little False can't convert negative int to unsigned
# -128 26 big False can't convert negative int to unsigned
# -128 33 little False can't convert negative int to unsigned
# -128 33 big False can't convert negative int to unsigned
# 1461501637330902918203684832716283019655932542975 -1 -170141183460469231731687303715884105728
# 326647521494771701027852300594387177664118320189381855353377650875573286476934865504472664244480 1 310698676526526814092329217
# 71 71 70 70
# 400000000000000000 00 00 00 00 00 61 f5 b9 ab bf a4 5c c3 f1 29 63 1d 00 00 00
# ValueError: length argument must be non-negative
# ValueError: byteorder must be either 'little' or 'big'
# OverflowError: Python int too large to convert to C ssize_t
# ValueError: bytes must be in range(0, 256)
# ValueError: byte must be in range(0, 256)
# OverflowError: cannot fit 'int' into an index-sized integer
# IndexError: cannot fit 'int' into an index-sized integer
# b'abc'
# ValueError: byte must be in range(0, 256)
# OverflowError: cannot fit 'int' into an index-sized integer
# OverflowError: cannot fit 'int' into an index-sized integer
# 1
