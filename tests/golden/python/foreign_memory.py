# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
# requires: libpython numpy
# Memory that both sides see.
import numpy as np
store = bytearray(b"abcd")
a = np.frombuffer(store, dtype=np.uint8)
a[0] = 65
store[1] = 66
print(store, a.tolist(), a.flags.writeable)
v = memoryview(bytearray(16)).cast("i")
b = np.asarray(v)
b[:] = [1, 2, 3, 4]
print(v.tolist(), b.dtype, np.asarray(v[::2]).tolist())
m = memoryview(np.arange(6, dtype=np.int16).reshape(2, 3))
print(m.shape, m.format, m.tolist(), isinstance(m, memoryview), m[1, 2])
print(bytes(np.array([1, 2], dtype=np.uint8)), bytearray(np.array([3], dtype=np.int16)))
print(np.frombuffer(b"\x01\x02", dtype="u1").sum())

# output:
# bytearray(b'ABcd') [65, 66, 99, 100] True
# [1, 2, 3, 4] int32 [1, 3]
# (2, 3) h [[0, 1, 2], [3, 4, 5]] True 5
# b'\x01\x02' bytearray(b'\x03\x00')
# 3
