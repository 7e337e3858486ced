# test: run
# memoryview: elements, slices, assignment, cast, release.
m = memoryview(bytearray(b"abcdef"))
print(m[0], m[1:3].tobytes(), len(m), bytes(m[::2]), m == b"abcdef", list(m[-2:]))
m[0] = 122
m[1:3] = b"YZ"
print(bytes(m), m.readonly, m.itemsize, m.format, m.nbytes, m.tolist(), m.hex())
try: memoryview(b"abc")[0] = 1
except TypeError as e: print(e)
c = m.cast("H")
print(len(c), c[0], c.itemsize)
m.release()
try: m[0]
except ValueError as e: print(e)
# output:
# 97 b'bc' 6 b'ace' True [101, 102]
# b'zYZdef' False 1 B 6 [122, 89, 90, 100, 101, 102] 7a595a646566
# cannot modify read-only memory
# 3 22906 2
# operation forbidden on released memoryview object
