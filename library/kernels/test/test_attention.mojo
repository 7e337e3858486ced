# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Attention against sums in doubles: few and many queries, all layouts, shared heads, masks of each kind, queries that see nothing, small types, threads.
from kernels.attention import attention, causal_keys, window_keys
from kernels.attention_panel import KeyRange
from kernels.matrix_batch import MatrixBatch
from kernels.matrix_view import MatrixView
from math import exp
from memory import alloc
from testing import assert_almost_equal, assert_equal


def batch[dtype: DType](groups: Int, members: Int, rows: Int, columns: Int, layout: Int, seed: Int) -> MatrixBatch[dtype]:
    """0: matrix after matrix; 1: [groups, rows, members, columns]; 2: columns of rows without gaps; one element more than needed on each side."""
    var size = groups * members * rows * columns
    var data = alloc[Scalar[dtype]](size + 2)
    for i in range(size + 2):
        data[i] = (Float64((i * 7919 + seed * 104729) % 1009) / 500 - 1).cast[dtype]()
    data[0] = 77
    data[size + 1] = 77
    var matrix = MatrixView[dtype](data + 1, rows, columns)
    if layout == 1:
        return MatrixBatch[dtype](MatrixView[dtype](data + 1, rows, columns, members * columns, 1), groups, members, members * rows * columns, columns)
    if layout == 2:
        matrix = MatrixView[dtype](data + 1, rows, columns, 1, rows)
    return MatrixBatch[dtype](matrix, groups, members, members * rows * columns, rows * columns)


def compare[
    dtype: DType, acc: DType
](groups: Int, heads: Int, sharing: Int, m: Int, n: Int, d: Int, e: Int, layout: Int, mask: Int, threads: Int, tolerance: Float64) raises:
    """Mask 0: none; 1: causal; 2: window; 3: every third query sees nothing; 4: bias; 5: causal and bias; 6: bias of minus infinity; 7: window and bias."""
    var q = batch[dtype](groups, heads * sharing, m, d, layout, 1)
    var k = batch[dtype](groups, heads, n, d, layout, 2)
    var v = batch[dtype](groups, heads, n, e, layout, 3)
    var target = batch[dtype](groups, heads * sharing, m, e, layout, 4)
    var scale = 0.7

    @parameter
    def visible(matrix: Int, query: Int) -> KeyRange:
        if mask == 1 or mask == 5:
            return causal_keys(query, m, n)
        if mask == 2 or mask == 7:
            return window_keys(query, m, n, 40)
        if mask == 3 and query % 3 == 1:
            return KeyRange(4, 4)
        return KeyRange(-10, 10000)

    @parameter
    def change[width: Int](matrix: Int, query: Int, key: Int, scores: SIMD[acc, width]) -> SIMD[acc, width]:
        var result = scores
        comptime for lane in range(width):
            if mask >= 4:
                result[lane] += (Float64((matrix + query * 3 + (key + lane) * 5) % 7) / 4).cast[acc]()
            if mask == 6 and (query + key + lane) % 2 == 0:
                result[lane] = Scalar[acc].MIN
            if mask == 6 and query == 2:
                result[lane] = Scalar[acc].MIN
        return result

    if mask < 4:
        attention[acc=acc, visible=visible](target, q, k, v, scale, threads=threads)
    # Small types have masks by range only, so that this compiles sooner
    comptime if dtype == acc:
        if mask == 4 or mask == 6:
            attention[acc=acc, change=change](target, q, k, v, scale, threads=threads)
        elif mask > 4:
            attention[acc=acc, change=change, visible=visible](target, q, k, v, scale, threads=threads)
    var what = String(dtype, ": ", groups, " ", heads, " ", sharing, " ", m, " x ", n, " x ", d, " x ", e, ", layout ", layout, ", mask ", mask)
    var weights = List[Float64](length=n, fill=0)
    for matrix in range(groups * heads * sharing):
        var keys = k.at(matrix // (heads * sharing), matrix % (heads * sharing) // sharing)
        var values = v.at(matrix // (heads * sharing), matrix % (heads * sharing) // sharing)
        for i in range(m):
            var seen = visible(matrix, i)
            var best = Float64.MIN
            for j in range(n):
                var score = 0.0
                for x in range(d):
                    score += q[matrix][i, x].cast[DType.float64]() * keys[j, x].cast[DType.float64]()
                score *= scale
                if mask >= 4:
                    score = change[1](matrix, i, j, score.cast[acc]()).cast[DType.float64]()
                if j < seen.start or j >= seen.end:
                    score = Float64.MIN
                weights[j] = score
                best = max(best, score)
            var total = 0.0
            for j in range(n):
                weights[j] = exp(weights[j] - best) if weights[j] != Float64.MIN else 0.0
                total += weights[j]
            for x in range(e):
                var expected = 0.0
                for j in range(n):
                    expected += weights[j] * values[j, x].cast[DType.float64]()
                if total > 0:
                    expected /= total
                assert_almost_equal(target[matrix][i, x].cast[DType.float64](), expected, what, atol=tolerance, rtol=tolerance)
    var size = groups * heads * sharing * m * e
    assert_equal((target.first.data - 1)[], 77, what)
    assert_equal((target.first.data + size)[], 77, what)
    (q.first.data - 1).free()
    (k.first.data - 1).free()
    (v.first.data - 1).free()
    (target.first.data - 1).free()


def main() raises:
    comptime F = DType.float32
    for mask in range(8):
        for layout in range(3):
            compare[F, F](2, 2, 2, 37, 37, 19, 16, layout, mask, 1, 1e-5)
            compare[F, F](1, 2, 3, 2, 40, 16, 70, layout, mask, 1, 1e-5)
        compare[F, F](1, 1, 1, 50, 300, 33, 20, 0, mask, 2, 1e-5)
        compare[F, F](1, 2, 1, 200, 150, 8, 14, 1, mask, 3, 1e-5)
        compare[F, F](2, 1, 4, 1, 300, 64, 64, 0, mask, 2, 1e-5)
        compare[DType.float64, DType.float64](1, 1, 2, 40, 140, 16, 20, 0, mask, 1, 1e-12)
        compare[DType.float64, DType.float64](1, 1, 1, 3, 140, 20, 40, 0, mask, 1, 1e-12)
    for m in [1, 8, 9, 16, 17, 31, 32, 33]:
        compare[F, F](1, 1, 1, m, 1, 1, 1, 0, 0, 1, 1e-5)
        compare[F, F](1, 1, 1, m, 129, 5, 3, 0, 0, 1, 1e-5)
    compare[DType.bfloat16, F](1, 2, 2, 40, 50, 16, 16, 1, 1, 1, 1e-2)
    compare[DType.float16, F](1, 2, 2, 1, 50, 24, 16, 1, 1, 1, 2e-3)
    # No keys: zeros; no columns to compare: means
    compare[F, F](1, 1, 1, 20, 0, 3, 4, 0, 0, 1, 1e-5)
    compare[F, F](1, 1, 1, 2, 0, 3, 4, 0, 0, 1, 1e-5)
    compare[F, F](1, 1, 1, 20, 30, 0, 4, 0, 0, 1, 1e-5)
    # Great scores do not overflow
    var great = batch[F](1, 1, 40, 4, 0, 1)
    var result = batch[F](1, 1, 40, 4, 0, 2)
    attention(result, great, great, great, 1e6)
    for i in range(40):
        assert_equal(abs(result[0][i, 0]) <= 1, True)
    (great.first.data - 1).free()
    (result.first.data - 1).free()
