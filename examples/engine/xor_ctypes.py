"""The model in libxor.so from Python, without any package. Usage: python3 xor_ctypes.py LIBRARY WEIGHTS."""
import ctypes
import sys


class ModelTensor(ctypes.Structure):
    _fields_ = [
        ("data", ctypes.c_void_p),
        ("rank", ctypes.c_int64),
        ("block_bytes", ctypes.c_int64),
        ("reserved", ctypes.c_int64),
        ("shape", ctypes.c_int64 * 12),
    ]


library = ctypes.CDLL(sys.argv[1])
library.model_open.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
library.model_open.restype = ctypes.c_void_p
library.model_run.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ModelTensor), ctypes.POINTER(ModelTensor)]
library.model_run.restype = ctypes.c_void_p
library.model_close.argtypes = [ctypes.c_void_p]
library.memory_open.argtypes = [ctypes.c_int64]
library.memory_open.restype = ctypes.c_void_p
library.memory_give.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64]
library.memory_close.argtypes = [ctypes.c_void_p]
library.text_close.argtypes = [ctypes.c_void_p]


def check(error):
    if error:
        text = ctypes.string_at(error).decode()
        library.text_close(error)
        raise RuntimeError(text)


model = ctypes.c_void_p()
check(library.model_open(sys.argv[2].encode(), ctypes.byref(model)))
memory = library.memory_open(1)

x = (ctypes.c_float * 8)(0, 0, 0, 1, 1, 0, 1, 1)
given = ModelTensor(data=ctypes.addressof(x), rank=2)
given.shape[0:2] = 4, 2
output = ModelTensor()
check(library.model_run(model, memory, ctypes.byref(given), ctypes.byref(output)))
y = ctypes.cast(output.data, ctypes.POINTER(ctypes.c_float))
for row in range(output.shape[0]):
    print(f"{x[2 * row]:g} xor {x[2 * row + 1]:g} = {y[row]:g}")
if output.block_bytes:
    library.memory_give(memory, output.data, output.block_bytes)

given.rank = 1
try:
    check(library.model_run(model, memory, ctypes.byref(given), ctypes.byref(output)))
except RuntimeError as error:
    print(error)

library.memory_close(memory)
library.model_close(model)
