# test: run
from array import array


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


# Elements, slices and what changes an array.
a = array("i", range(10))
a[2:4] = array("i", [7, 8, 9, 10])
print(a, a[-1], len(a), a[1:9:3])
del a[::3]
del a[5:]
a[::2] = array("i", [1, 2, 3])
print(a)
a.append(3)
a.insert(0, 5)
a.insert(-1, 6)
a.insert(100, 9)
print(a, a.pop(), a.pop(0))
a.reverse()
print(a, a.index(3), a.index(3, 1), a.count(3), 4 in a)
a.remove(3)
a.extend([1, 2])
a.extend(a)
a += a
a *= 2
print(len(a), a * 0, array("b", [1]) * 3, 2 * array("b", [1]))
print(array("d", [1, 2.5]) + array("d", [3]), array("b", [1, 2]) < array("b", [1, 3]), array("b", [1]) < array("b", [1, 0]))
print(array("b", [1]) == array("d", [1]), array("b", [1]) == [1])
del a

# Formats.
for letter in "bBhHiIlLqQfd":
    a = array(letter, [1, 100])
    b = array(letter)
    b.frombytes(a.tobytes())
    a.byteswap()
    print(letter, a.itemsize, b.tobytes().hex(), a.tobytes().hex(), b.tolist())
print(array("Q", [2**64 - 1])[0], array("q", [-(2**63)])[0], array("f", [1.1])[0], array("d", [1.1])[0])
u = array("u", "h\u1234")
u.fromunicode("\U0001f600")
print(u, len(u), u[1] == "\u1234", u.tounicode())

# Its memory, as others see it.
a = array("h", [1, 2, 3])
m = memoryview(a)
m[1] = -77
print(a, m.obj is a, m.format, m.itemsize, m.tolist())
attempt(lambda: a.append(1) if m else None)
m.release()
a.append(1)
print(bytes(a), bytearray(a), b"." + a, b"".join([a, a]), b"\1\0.".find(array("h", [1])), int.from_bytes(a, "little"))
print(bytearray(b"\1") == array("b", [1]), int(array("b", b"42")), str(array("b", b"42"), "utf-8"))
a.frombytes(bytes(a))
print(a, array("b", b"\xff\x02"), array("i", bytearray(b"abcd")), array("H", memoryview(b"ab")))


# A class that extends it.
class Shifted(array):
    def __getitem__(self, index):
        return array.__getitem__(self, index) + 1


s = Shifted("h", [1, 2])
print(s[0], s, s.typecode, len(s), [x for x in s])
iterator = iter(s)
print(next(iterator), list(iterator), list(iterator))

# Errors.
for letter, value in ("b", 200), ("B", -1), ("h", 40000), ("H", -1), ("i", 2**31), ("I", -1), ("I", 2**40), ("q", 2**63), ("Q", -1):
    attempt(lambda: array(letter, [value]))
a = array("i", [1, 2])
attempt(lambda: array("x"))
attempt(lambda: array("i", "x"))
attempt(lambda: array("i", b"abc"))
attempt(lambda: array("i", [1.5]))
attempt(lambda: a[2])
attempt(lambda: a["x"])
attempt(lambda: a.__setitem__(2, 1))
attempt(lambda: a.__setitem__(slice(1), [1]))
attempt(lambda: a + [1])
attempt(lambda: a + array("b"))
attempt(lambda: a.pop(2))
attempt(lambda: a.remove(9))
attempt(lambda: a.index(2, 0, 1))
attempt(lambda: a.extend(array("b")))
attempt(lambda: a.fromlist([3, "x"]))
print(a)

# output:
# array('i', [0, 1, 7, 8, 9, 10, 4, 5, 6, 7, 8, 9]) 9 12 array('i', [1, 9, 5])
# array('i', [1, 7, 2, 10, 3])
# array('i', [1, 7, 2, 10, 3, 6, 3]) 9 5
# array('i', [3, 6, 3, 10, 2, 7, 1]) 0 2 2 False
# 64 array('i') array('b', [1, 1, 1]) array('b', [1, 1])
# array('d', [1.0, 2.5, 3.0]) True True
# True False
# b 1 0164 0164 [1, 100]
# B 1 0164 0164 [1, 100]
# h 2 01006400 00010064 [1, 100]
# H 2 01006400 00010064 [1, 100]
# i 4 0100000064000000 0000000100000064 [1, 100]
# I 4 0100000064000000 0000000100000064 [1, 100]
# l 8 01000000000000006400000000000000 00000000000000010000000000000064 [1, 100]
# L 8 01000000000000006400000000000000 00000000000000010000000000000064 [1, 100]
# q 8 01000000000000006400000000000000 00000000000000010000000000000064 [1, 100]
# Q 8 01000000000000006400000000000000 00000000000000010000000000000064 [1, 100]
# f 4 0000803f0000c842 3f80000042c80000 [1.0, 100.0]
# d 8 000000000000f03f0000000000005940 3ff00000000000004059000000000000 [1.0, 100.0]
# 18446744073709551615 -9223372036854775808 1.100000023841858 1.1
# array('u', 'hሴ😀') 3 True hሴ😀
# array('h', [1, -77, 3]) True h 2 [1, -77, 3]
# BufferError cannot resize an array that is exporting buffers
# b'\x01\x00\xb3\xff\x03\x00\x01\x00' bytearray(b'\x01\x00\xb3\xff\x03\x00\x01\x00') b'.\x01\x00\xb3\xff\x03\x00\x01\x00' b'\x01\x00\xb3\xff\x03\x00\x01\x00\x01\x00\xb3\xff\x03\x00\x01\x00' 0 281492151533569
# True 42 42
# array('h', [1, -77, 3, 1, 1, -77, 3, 1]) array('b', [-1, 2]) array('i', [1684234849]) array('H', [97, 98])
# 2 Shifted('h', [1, 2]) h 2 [1, 2]
# 1 [2] []
# OverflowError signed char is greater than maximum
# OverflowError unsigned byte integer is less than minimum
# OverflowError signed short integer is greater than maximum
# OverflowError unsigned short is less than minimum
# OverflowError signed integer is greater than maximum
# OverflowError can't convert negative value to unsigned int
# OverflowError unsigned int is greater than maximum
# OverflowError int too big to convert
# OverflowError can't convert negative int to unsigned
# ValueError bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)
# TypeError cannot use a str to initialize an array with typecode 'i'
# ValueError bytes length not a multiple of item size
# TypeError 'float' object cannot be interpreted as an integer
# IndexError array index out of range
# TypeError array indices must be integers
# IndexError array assignment index out of range
# TypeError can only assign array (not "list") to array slice
# TypeError can only append array (not "list") to array
# TypeError bad argument type for built-in operation
# IndexError pop index out of range
# ValueError array.remove(x): x not in array
# ValueError array.index(x): x not in array
# TypeError can only extend with array of same kind
# TypeError 'str' object cannot be interpreted as an integer
# array('i', [1, 2])
