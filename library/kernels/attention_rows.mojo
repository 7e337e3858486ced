"""Attention of a few queries, as when one word after the other is written: `attend_rows`. Bound by the reading of keys and values, each read once.

Queries of all heads that share the keys go through them together, a block of keys at a time.
"""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .attention_panel import KeyRange
from .matrix_batch import MatrixBatch
from .matrix_view import MatrixView
from .soft_weight import exp_or_zero
from .vector_memory import load_first, multiply_add, store_first, transposed_square
from .vector_operations import greatest_of

comptime most_rows = 8
"""Queries that are few."""
comptime _block = 128
"""Keys that go through at once."""


def attend_rows[
    target_type: DType,
    q_type: DType,
    k_type: DType,
    v_type: DType,
    //,
    acc: DType,
    visible: def(Int, Int) capturing [_] -> KeyRange,
    change: def[width: Int](Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_change: Bool,
](
    target: MatrixBatch[target_type],
    q: MatrixBatch[q_type],
    k: MatrixView[k_type],
    v: MatrixView[v_type],
    group: Int,
    first_head: Int,
    heads: Int,
    scale: Float64,
):
    """Attention of all queries of some heads to the same keys.

    Parameters:
        target_type: Kind of element of the result.
        q_type: Kind of element of Q.
        k_type: Kind of element of K.
        v_type: Kind of element of V.
        acc: Type in which is computed.
        visible: Keys that a query sees.
        change: What is done with scores.
        has_change: Whether it does anything.

    Args:
        target: All results.
        q: All queries.
        k: The keys, [n, d], `column_stride` 1.
        v: The values, [n, e], `column_stride` 1.
        group: Group of the matrices of queries.
        first_head: The first of those that share the keys.
        heads: Their number.
        scale: Factor of the scores.
    """
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    comptime Number = Scalar[acc]
    var rows = heads * q.first.rows
    var depth = (k.columns + width - 1) // width * width
    var value_columns = (v.columns + width - 1) // width * width
    var memory = alloc[Number](rows * (depth + value_columns) + _block, alignment=64)
    var sums = memory + rows * depth
    var weights = sums + rows * value_columns
    var greatest = InlineArray[Number, most_rows](fill=Number.MIN_FINITE)
    var totals = InlineArray[Number, most_rows](fill=0)
    var ranges = InlineArray[KeyRange, most_rows](fill=KeyRange(0, 0))
    var start = k.rows
    var end = 0
    for row in range(rows):
        var query = row % q.first.rows
        var matrix = q.at(group, first_head + row // q.first.rows)
        for j in range(depth):
            memory[row * depth + j] = matrix[query, j].cast[acc]() * scale.cast[acc]() if j < k.columns else Number(0)
        for j in range(0, value_columns, width):
            (sums + (row * value_columns + j)).store(Vector(0))
        var keys = visible(group * q.members + first_head + row // q.first.rows, query)
        ranges[row] = KeyRange(max(keys.start, 0), min(keys.end, k.rows))
        if ranges[row].end > ranges[row].start:
            start = min(start, ranges[row].start)
            end = max(end, ranges[row].end)
    for block in range(start, end, _block):
        for row in range(rows):
            var first = max(block, ranges[row].start)
            var count = min(min(block + _block, end), ranges[row].end) - first
            if count <= 0:
                continue
            var number = group * q.members + first_head + row // q.first.rows
            var best = greatest[row]
            for j in range(0, count, width):
                var scores = _scores[width](memory + row * depth, k.slice(first + j, 0, min(width, count - j), k.columns))
                comptime if has_change:
                    scores = change[width](number, row % q.first.rows, first + j, scores)
                (weights + j).store(scores)
            best = max(best, greatest_of(weights, count))
            var total = Vector(0)
            for j in range(0, count, width):
                # Lanes beyond the last key become 0
                var scores = (weights + j).load[width=width]()
                var lanes = SIMD[DType.int32, width](raw=__op.iota[DType.int32, width]()).lt(Int32(count - j))
                var weight = exp_or_zero(lanes.select(scores, Vector.MIN) - best)
                (weights + j).store(weight)
                total += weight
            var factor = exp_or_zero(greatest[row] - best)
            greatest[row] = best
            totals[row] = totals[row] * factor + total.reduce_add()
            _add_values[width](sums + row * value_columns, factor, weights, v.slice(first, 0, count, v.columns))
    for row in range(rows):
        var query = row % q.first.rows
        var matrix = target.at(group, first_head + row // q.first.rows)
        # Where no key was seen, the sums are zeros too
        var factor = 1 / totals[row] if totals[row] != 0 else Number(1)
        for j in range(v.columns):
            matrix[query, j] = (sums[row * value_columns + j] * factor).cast[target_type]()
    memory.free()


@always_inline
def _scores[
    acc: DType, k_type: DType, //, width: Int
](query: UnsafePointer[Scalar[acc]], k: MatrixView[k_type]) -> SIMD[acc, width]:
    """Products of a query and up to `width` keys: sums of all lanes by transposing."""
    var sums = InlineArray[SIMD[acc, width], width](fill=SIMD[acc, width](0))
    var starts = InlineArray[UnsafePointer[Scalar[k_type]], width](uninitialized=True)
    comptime for i in range(width):
        starts[i] = k.at(min(i, k.rows - 1), 0)
    var j = 0
    while j + width <= k.columns:
        var part = (query + j).load[width=width]()
        comptime for i in range(width):
            sums[i] = multiply_add((starts[i] + j).load[width=width]().cast[acc](), part, sums[i])
        j += width
    if j < k.columns:
        var part = (query + j).load[width=width]()
        comptime for i in range(width):
            sums[i] = multiply_add(load_first[width=width](starts[i] + j, k.columns - j).cast[acc](), part, sums[i])
    sums = transposed_square(sums)
    comptime for distance in [8, 4, 2, 1]:
        comptime for i in range(distance):
            comptime if i + distance < width:
                sums[i] += sums[i + distance]
    return sums[0]


@always_inline
def _add_values[
    acc: DType, v_type: DType, //, width: Int
](sums: UnsafePointer[Scalar[acc]], factor: Scalar[acc], weights: UnsafePointer[Scalar[acc]], v: MatrixView[v_type]):
    """sums = sums * factor + weights V, four vectors at a time."""
    comptime vectors = 4
    comptime Vector = SIMD[acc, width]
    var column = 0
    while column + vectors * width <= v.columns:
        # Two sums for each vector, since each addition waits for the one before
        var parts = InlineArray[Vector, 2 * vectors](fill=Vector(0))
        comptime for i in range(vectors):
            parts[i] = (sums + (column + i * width)).load[width=width]() * factor
        var key = 0
        while key + 2 <= v.rows:
            comptime for half in range(2):
                var weight = Vector(weights[key + half])
                comptime for i in range(vectors):
                    var values = v.at(key + half, column + i * width).load[width=width]().cast[acc]()
                    parts[half * vectors + i] = multiply_add(weight, values, parts[half * vectors + i])
            key += 2
        if key < v.rows:
            comptime for i in range(vectors):
                parts[i] = multiply_add(Vector(weights[key]), v.at(key, column + i * width).load[width=width]().cast[acc](), parts[i])
        comptime for i in range(vectors):
            (sums + (column + i * width)).store(parts[i] + parts[vectors + i])
        column += vectors * width
    while column < v.columns:
        var sum = (sums + column).load[width=width]() * factor
        for key in range(v.rows):
            sum = multiply_add(Vector(weights[key]), load_first[width=width](v.at(key, column), v.columns - column).cast[acc](), sum)
        (sums + column).store(sum)
        column += width
