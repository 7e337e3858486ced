# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# Matrix times vector in all layouts, from small types, on threads.
from kernels.matrix_view import MatrixView
from kernels.matvec import matvec
from kernels.reference import reference_matmul
from matrices import check, guarded, release


def compare[a_type: DType](m: Int, k: Int, layout: Int, accumulate: Bool, threads: Int) raises:
    var a = guarded[a_type](m, k, layout, 1)
    var x = guarded[DType.float32](k, 1, 0, 2)
    var y = guarded[DType.float32](m, 1, 0, 3)
    var expected = guarded[DType.float32](m, 1, 0, 3)
    reference_matmul(expected, a, x, accumulate=accumulate)
    matvec(y.data, a, x.data, accumulate=accumulate, threads=threads)
    check(y, expected, String(a_type, ": ", m, " x ", k, ", layout ", layout))
    release(a)
    release(x)
    release(y)
    release(expected)


def main() raises:
    for layout in range(5):
        for m in [1, 3, 4, 5, 17, 40]:
            for k in [1, 15, 16, 63, 64, 65, 200]:
                compare[DType.float32](m, k, layout, m % 2 == 0, 1)
        compare[DType.bfloat16](9, 130, layout, False, 1)
    compare[DType.float32](300, 400, 0, True, 3)
    compare[DType.float32](2, 70000, 0, False, 3)
