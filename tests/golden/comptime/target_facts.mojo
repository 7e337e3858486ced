# test: run
from std.sys import CompilationTarget, simd_width_of, size_of

def main():
    print(size_of[Int](), size_of[Float32](), size_of[Bool]())  # prints: 8 4 1
    comptime width = simd_width_of[DType.float32]()
    print(width >= 4, width & (width - 1) == 0)  # prints: True True
    print(simd_width_of[DType.float64]() * 2 == width)  # prints: True
