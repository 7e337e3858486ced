"""Times attention of floats.

Usage: attention tiled|naive THREADS REPETITIONS. `naive`: product, softmax, product, each over all heads, with the kernels of this library. Prints
`time NAME seconds checksum`, the least time of the repetitions, and `share NAME ratio`, the median of the rates, each divided by the peak measured
right before and after it; the two products alone count as operations.
"""

from kernels.attention import attention, causal_keys
from kernels.attention_panel import KeyRange
from kernels.batched_matmul import batched_matmul
from kernels.matrix_batch import MatrixBatch
from kernels.matrix_view import MatrixView
from kernels.softmax import softmax
from peak import peak_now
from std.memory import alloc
from std.sys import argv
from std.time import perf_counter_ns

comptime F = DType.float32


def filled(count: Int, rows: Int, columns: Int, period: Int) -> MatrixBatch[F]:
    var data = alloc[Float32](count * rows * columns, alignment=64)
    for i in range(count * rows * columns):
        data[i] = Float32(i * 7 % period) / Float32(period) * 2 - 1
    return MatrixBatch[F](data, count, rows, columns)


def naive(target: MatrixBatch[F], q: MatrixBatch[F], k: MatrixBatch[F], v: MatrixBatch[F], scores: MatrixBatch[F], scale: Float32, threads: Int):
    var turned = MatrixBatch[F](k.first.transposed(), len(k), k.member_stride)

    @parameter
    def scaled[width: Int](number: Int, row: Int, column: Int, value: SIMD[F, width]) -> SIMD[F, width]:
        return value * scale

    batched_matmul[epilogue=scaled](scores, q, turned, threads=threads)
    softmax(scores.stacked(), scores.stacked())
    batched_matmul(target, scores, v, threads=threads)


def measure[is_causal: Bool](mode: String, heads: Int, key_heads: Int, m: Int, n: Int, d: Int, threads: Int, repetitions: Int):
    var name = String(heads, "/", key_heads, "x", m, "x", n, "x", d, "-causal" if is_causal else "")
    if mode == "naive" and (is_causal or heads != key_heads):
        return
    var q = filled(heads, m, d, 1009)
    var k = filled(key_heads, n, d, 1013)
    var v = filled(key_heads, n, d, 1019)
    var target = filled(heads, m, d, 7)
    var scores = filled(heads if mode == "naive" else 0, m, n, 7)
    var scale = 1 / Float64(d) ** 0.5

    @parameter
    def visible(matrix: Int, query: Int) -> KeyRange:
        return causal_keys(query, m, n)

    var least = 1e9
    var ratios = List[Float64]()
    var pairs = m * n
    if is_causal:
        pairs = m * (n - m) + m * (m + 1) // 2
    for _ in range(repetitions):
        var peak = peak_now[F](threads)
        var start = perf_counter_ns()
        if mode == "naive":
            naive(target, q, k, v, scores, Float32(scale), threads)
        else:
            comptime if is_causal:
                attention[visible=visible](target, q, k, v, scale, threads=threads)
            else:
                attention(target, q, k, v, scale, threads=threads)
        var seconds = Float64(perf_counter_ns() - start) * 1e-9
        least = min(least, seconds)
        peak = (peak + peak_now[F](threads)) / 2
        ratios.append(4 * Float64(heads * pairs * d) / seconds / peak)
    sort(ratios)
    print("time", name, least, target[heads // 2][m // 2, d // 2])
    print("share", name, ratios[repetitions // 2])
    q.first.data.free()
    k.first.data.free()
    v.first.data.free()
    target.first.data.free()
    scores.first.data.free()


def main() raises:
    var mode = String(argv()[1])
    var threads = atol(argv()[2])
    var repetitions = atol(argv()[3])
    measure[False](mode, 8, 8, 512, 512, 64, threads, repetitions)
    measure[False](mode, 8, 8, 512, 512, 128, threads, repetitions)
    measure[False](mode, 4, 4, 2048, 2048, 64, threads, repetitions)
    measure[False](mode, 4, 4, 2048, 2048, 128, threads, repetitions)
    measure[True](mode, 4, 4, 2048, 2048, 64, threads, repetitions)
    measure[True](mode, 32, 8, 512, 512, 128, threads, repetitions)
    measure[False](mode, 12, 12, 128, 128, 64, threads, repetitions)
    measure[False](mode, 8, 8, 1, 4096, 128, threads, repetitions)
    measure[False](mode, 32, 8, 1, 1024, 128, threads, repetitions)
