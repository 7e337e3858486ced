"""Attention for panels of queries: `attend_panels`.

Scores are computed with queries as lanes, as tiles of K Q^T: greatest and sum go straight down, and the softened scores lie as the right
operand of V^T P^T wants them, so that nothing is transposed in between. Both products are the kernel of the matrix product (`gemm_kernel.mojo`).
"""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .gemm_kernel import ComingUp, multiply_tile
from .gemm_packing import pack_columns, pack_rows
from .gemm_tile import default_tile, tile_height
from .matrix_batch import MatrixBatch
from .matrix_view import MatrixView
from .packed_matrix import _same
from .soft_weight import exp_or_zero
from .vector_memory import store_first, transposed_square

comptime _most_keys = 128
"""Keys whose scores are there at once: with what else is needed they fit the first cache."""


struct KeyRange(ImplicitlyCopyable, TrivialRegisterPassable):
    """Keys from `start` to before `end`; what lies outside the keys that there are does not count."""

    var start: Int
    """The first."""
    var end: Int
    """After the last."""

    @always_inline
    def __init__(out self, start: Int, end: Int):
        """A range.

        Args:
            start: The first.
            end: After the last.
        """
        self.start = start
        self.end = end


def panel_columns_of[acc: DType]() -> Int:
    """Queries of a panel.

    Parameters:
        acc: Type in which is computed.
    """
    return default_tile().vectors * simd_width_of[acc]()


@fieldwise_init
struct _Panel[acc: DType](ImplicitlyCopyable, TrivialRegisterPassable):
    """Some queries of one head, and what is known of their results; lanes are queries."""

    comptime width = simd_width_of[Self.acc]()

    var queries: UnsafePointer[Scalar[Self.acc]]
    """Scaled queries, [d, lanes]."""
    var sums: UnsafePointer[Scalar[Self.acc]]
    """Values times softened scores, [e, lanes]."""
    var greatest: UnsafePointer[Scalar[Self.acc]]
    """Greatest scores so far."""
    var totals: UnsafePointer[Scalar[Self.acc]]
    """Sums of softened scores so far."""
    var starts: UnsafePointer[Int32]
    """First key that each query sees."""
    var ends: UnsafePointer[Int32]
    """And the end of these."""
    var matrix: Int
    """Number of the matrix."""
    var first: Int
    """The first query."""
    var count: Int
    """How many there are."""
    var vectors: Int
    """Vectors that hold them."""
    var least_start: Int
    """The first key that one of them sees."""
    var greatest_start: Int
    """From here on all see keys."""
    var least_end: Int
    """Up to here all see keys."""
    var greatest_end: Int
    """The end of the keys that one of them sees."""


def attend_panels[
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
    panels_each: Int,
    first_panel: Int,
    count: Int,
    scale: Float64,
):
    """Attention of some panels of queries to the same keys, block after block of keys.

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
        k: The keys, [n, d].
        v: The values, [n, e].
        group: Group of the matrices of queries.
        first_head: The first of those that share the keys.
        panels_each: Panels of one matrix of queries.
        first_panel: The first panel, those of all heads that share the keys counted one after the other.
        count: How many panels.
        scale: Factor of the scores.
    """
    comptime tile = default_tile()
    comptime width = simd_width_of[acc]()
    comptime lanes = panel_columns_of[acc]()
    comptime groups = (tile.rows + width - 1) // width
    comptime Number = Scalar[acc]
    var depth = k.columns
    var value_columns = v.columns
    # One block of memory for all, each part a multiple of a line of the cache
    var each = (depth + value_columns + 2) * lanes
    var key_size = (_most_keys * depth + groups * width + 15) // 16 * 16
    var value_size = (_most_keys * value_columns + groups * width + 15) // 16 * 16
    var memory = alloc[Number](count * each + key_size + value_size + (_most_keys + width) * lanes, alignment=64)
    var key_block = memory + count * each
    var value_block = key_block + key_size
    var scores = value_block + value_size
    var limits = alloc[Int32](2 * count * lanes, alignment=64)
    var panels = alloc[_Panel[acc]](count)
    var first_key = k.rows
    var end_key = 0
    var factor = scale.cast[acc]()

    @parameter
    def scaled[width: Int](row: Int, column: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
        return value * factor

    for i in range(count):
        var head = first_head + (first_panel + i) // panels_each
        var top = (first_panel + i) % panels_each * lanes
        var rows = min(lanes, q.first.rows - top)
        var start = memory + i * each
        var panel = _Panel[acc](
            start,
            start + depth * lanes,
            start + (depth + value_columns) * lanes,
            start + (depth + value_columns + 1) * lanes,
            limits + 2 * i * lanes,
            limits + (2 * i + 1) * lanes,
            group * q.members + head,
            top,
            rows,
            (rows + width - 1) // width,
            k.rows,
            0,
            k.rows,
            0,
        )
        for lane in range(lanes):
            var keys = visible(panel.matrix, top + min(lane, rows - 1))
            var from_key = min(max(keys.start, 0), k.rows)
            var to_key = max(min(keys.end, k.rows), from_key)
            panel.starts[lane] = Int32(from_key)
            panel.ends[lane] = Int32(to_key)
            panel.greatest_start = max(panel.greatest_start, from_key)
            panel.least_end = min(panel.least_end, to_key)
            if to_key > from_key:
                panel.least_start = min(panel.least_start, from_key)
                panel.greatest_end = max(panel.greatest_end, to_key)
            panel.greatest[lane] = Number.MIN_FINITE
            panel.totals[lane] = 0
        first_key = min(first_key, panel.least_start)
        end_key = max(end_key, panel.greatest_end)
        for j in range(0, value_columns * lanes, width):
            (panel.sums + j).store(SIMD[acc, width](0))
        pack_columns[acc, width, tile.vectors, scaled](q.at(group, head).slice(top, 0, rows, depth).transposed(), 0, 0, panel.queries)
        panels[i] = panel

    for key in range(first_key, end_key, _most_keys):
        var keys = min(_most_keys, end_key - key)
        var is_packed = False
        for i in range(count):
            var panel = panels[i]
            if key >= panel.greatest_end or key + keys <= panel.least_start:
                continue
            if not is_packed:
                is_packed = True
                pack_rows[acc, width, groups, _same[acc, _]](k.slice(key, 0, keys, depth), tile.rows, 0, 0, key_block)
                pack_rows[acc, width, groups, _same[acc, _]](v.slice(key, 0, keys, value_columns).transposed(), tile.rows, 0, 0, value_block)
            # Only tiles of keys that some of the queries see
            var seen = _multiply[acc](keys, panel.least_start - key, panel.greatest_end - key, panel.vectors, depth, key_block, panel.queries, scores)
            var stride = panel.vectors * width
            var seen_scores = scores + seen.start * stride
            var seen_count = seen.end - seen.start
            comptime if has_change:
                _change[acc, change](panel, seen_scores, key + seen.start, seen_count)
            comptime for vectors in range(1, tile.vectors + 1):
                if panel.vectors == vectors:
                    _soften[acc, vectors](panel, seen_scores, key + seen.start, seen_count, value_columns)
            var column = 0
            while column < value_columns:
                var height = tile_height(value_columns - column, tile.rows)
                _tile(
                    height,
                    panel.vectors,
                    seen_count,
                    value_block + (column * keys + seen.start * height),
                    seen_scores,
                    panel.sums + column * stride,
                    True,
                )
                column += height

    for i in range(count):
        var panel = panels[i]
        var head = first_head + (first_panel + i) // panels_each
        _write(target.at(group, head).slice(panel.first, 0, panel.count, value_columns), panel)
    memory.free()
    limits.free()
    panels.free()


@always_inline
def _multiply[
    acc: DType
](
    keys: Int,
    start: Int,
    end: Int,
    vectors: Int,
    depth: Int,
    a: UnsafePointer[Scalar[acc]],
    b: UnsafePointer[Scalar[acc]],
    target: UnsafePointer[Scalar[acc]],
) -> KeyRange:
    """Scores [keys, lanes] of packed keys [keys, depth] and queries [depth, lanes]: of the tiles that have keys from `start` to before `end`.

    Returns: The keys of these tiles.
    """
    comptime tile = default_tile()
    comptime width = simd_width_of[acc]()
    var stride = vectors * width
    var first = 0
    var i = 0
    while i < keys and i < end:
        var height = tile_height(keys - i, tile.rows)
        if i + height <= start:
            first = i + height
        else:
            _tile(height, vectors, depth, a + i * depth, b, target + i * stride, False)
        i += height
    return KeyRange(first, i)


@no_inline
def _tile[
    acc: DType, //
](
    rows: Int,
    vectors: Int,
    depth: Int,
    a: UnsafePointer[Scalar[acc]],
    b: UnsafePointer[Scalar[acc]],
    target: UnsafePointer[Scalar[acc]],
    add: Bool,
):
    """A tile of either product; one function for both, so that the choice of the kernel is compiled once."""
    comptime tile = default_tile()
    comptime width = simd_width_of[acc]()
    var stride = vectors * width
    multiply_tile[acc, width, tile.rows, tile.vectors](
        rows, vectors, depth, a, b, stride, target, stride, add, ComingUp(), ComingUp(), ComingUp()
    )


@no_inline
def _soften[
    acc: DType, vectors: Int
](panel: _Panel[acc], scores: UnsafePointer[Scalar[acc]], key: Int, keys: Int, value_columns: Int):
    """Scores [keys, lanes] become exp(score - greatest); what was added up before is brought to the new greatest ones.

    The greatest score is at least that of no key, the least finite number: a query that sees none gets sums of zeros, not NaNs.
    """
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    comptime unroll = 4
    comptime stride = vectors * width
    var best = InlineArray[Vector, unroll * vectors](uninitialized=True)
    comptime for v in range(vectors):
        comptime for part in range(unroll):
            best[part * vectors + v] = (panel.greatest + v * width).load[width=width]()
    # Keys that all queries see lie between those that only some see
    var all_from = min(max(panel.greatest_start - key, 0), keys)
    var all_to = max(min(panel.least_end - key, keys), all_from)
    comptime for v in range(vectors):
        var starts = (panel.starts + v * width).load[width=width]()
        var ends = (panel.ends + v * width).load[width=width]()
        for edge in range(2):
            for j in range(all_to if edge == 1 else 0, keys if edge == 1 else all_from):
                var place = scores + (j * stride + v * width)
                var number = SIMD[DType.int32, width](Int32(key + j))
                var seen = number.ge(starts) & number.lt(ends)
                var score = seen.select(place.load[width=width](), Vector.MIN)
                place.store(score)
                best[v] = max(best[v], score)
    var j = all_from
    while j + unroll <= all_to:
        comptime for part in range(unroll):
            comptime for v in range(vectors):
                comptime number = part * vectors + v
                best[number] = max(best[number], (scores + (j * stride + number * width)).load[width=width]())
        j += unroll
    while j < all_to:
        comptime for v in range(vectors):
            best[v] = max(best[v], (scores + (j * stride + v * width)).load[width=width]())
        j += 1
    comptime for part in range(1, unroll):
        comptime for v in range(vectors):
            best[v] = max(best[v], best[part * vectors + v])
    var totals = InlineArray[Vector, vectors](fill=Vector(0))
    for j in range(keys):
        comptime for v in range(vectors):
            var place = scores + (j * stride + v * width)
            var weight = exp_or_zero(place.load[width=width]() - best[v])
            place.store(weight)
            totals[v] += weight
    var is_changed = False
    comptime for v in range(vectors):
        var before = (panel.greatest + v * width).load[width=width]()
        is_changed = is_changed or before.ne(best[v]).reduce_or()
    comptime for v in range(vectors):
        var factor = exp_or_zero((panel.greatest + v * width).load[width=width]() - best[v])
        var total = panel.totals + v * width
        total.store(total.load[width=width]() * factor + totals[v])
        (panel.greatest + v * width).store(best[v])
        if is_changed:
            for j in range(value_columns):
                var place = panel.sums + (j * stride + v * width)
                place.store(place.load[width=width]() * factor)


@no_inline
def _change[
    acc: DType, change: def[width: Int](Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width]
](panel: _Panel[acc], scores: UnsafePointer[Scalar[acc]], key: Int, keys: Int):
    """Scores through the closure, which takes them along the keys: squares are transposed and transposed back. Up to `width` - 1 keys too many are read and
    written."""
    comptime width = simd_width_of[acc]()
    var stride = panel.vectors * width
    for j in range(0, keys, width):
        for v in range(panel.vectors):
            var corner = scores + (j * stride + v * width)
            var square = InlineArray[SIMD[acc, width], width](uninitialized=True)
            comptime for i in range(width):
                square[i] = (corner + i * stride).load[width=width]()
            square = transposed_square(square)
            comptime for i in range(width):
                if v * width + i < panel.count:
                    square[i] = change[width](panel.matrix, panel.first + v * width + i, key + j, square[i])
            square = transposed_square(square)
            comptime for i in range(width):
                (corner + i * stride).store(square[i])


@no_inline
def _write[target_type: DType, acc: DType, //](target: MatrixView[target_type], panel: _Panel[acc]):
    """Sums [e, lanes] over totals go to the rows of the result."""
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    var stride = panel.vectors * width
    for v in range(panel.vectors):
        var totals = (panel.totals + v * width).load[width=width]()
        # Where no key was seen, the sums are zeros too
        var factor = 1 / totals.eq(0).select(Vector(1), totals)
        for j in range(0, target.columns, width):
            var square = InlineArray[Vector, width](uninitialized=True)
            comptime for i in range(width):
                square[i] = (panel.sums + (min(j + i, target.columns - 1) * stride + v * width)).load[width=width]() * factor
            square = transposed_square(square)
            var columns = min(width, target.columns - j)
            comptime for i in range(width):
                var row = v * width + i
                if row < panel.count:
                    if target.column_stride == 1:
                        store_first(target.at(row, j), square[i].cast[target_type](), columns)
                    else:
                        for column in range(columns):
                            target[row, j + column] = square[i][column].cast[target_type]()
