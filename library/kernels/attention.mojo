"""Attention without the matrix of scores: `attention`.

Sources: M. Milakov and N. Gimelshein, "Online normalizer calculation for softmax", 2018; M. Rabe and C. Staats, "Self-attention does not need O(n^2)
memory", 2021; T. Dao and others, "FlashAttention: fast and memory-efficient exact attention with IO-awareness", 2022.
Not here: one tile of scores and what becomes of it (`attention_panel.mojo`), few queries (`attention_rows.mojo`).
"""

from algorithm import parallelize

from .attention_panel import KeyRange, attend_panels, panel_columns_of
from .attention_rows import attend_rows, most_rows
from .matmul import accumulator_of
from .matrix_batch import MatrixBatch

comptime _most_panels = 32
"""Panels of queries that go through the keys together: what a thread keeps of them fills half of the second cache."""


@always_inline
def causal_keys(query: Int, queries: Int, keys: Int) -> KeyRange:
    """The keys up to the query's own place; the last query sees all keys, so that keys of earlier times may come before the first query.

    Args:
        query: Number of the query.
        queries: How many there are.
        keys: How many keys there are.
    """
    return KeyRange(0, query + 1 + keys - queries)


@always_inline
def window_keys(query: Int, queries: Int, keys: Int, window: Int) -> KeyRange:
    """The last `window` of the keys that `causal_keys` gives.

    Args:
        query: Number of the query.
        queries: How many there are.
        keys: How many keys there are.
        window: How many are seen at most.
    """
    var end = query + 1 + keys - queries
    return KeyRange(end - window, end)


@always_inline
def all_keys(matrix: Int, query: Int) -> KeyRange:
    """No mask.

    Args:
        matrix: Number of the matrix of queries.
        query: Number of the query.
    """
    return KeyRange(0, Int.MAX)


def attention[
    target_type: DType,
    q_type: DType,
    k_type: DType,
    v_type: DType,
    //,
    acc: DType = accumulator_of(target_type),
    *,
    visible: def(Int, Int) capturing [_] -> KeyRange = all_keys,
](
    target: MatrixBatch[target_type],
    q: MatrixBatch[q_type],
    k: MatrixBatch[k_type],
    v: MatrixBatch[v_type],
    scale: Float64,
    *,
    threads: Int = 1,
):
    """softmax(scale Q K^T) V for each matrix of queries; m x n scores are never in memory at once. A query that sees no key gives zeros.

    Parameters:
        target_type: Kind of element of the result.
        q_type: Kind of element of Q.
        k_type: Kind of element of K.
        v_type: Kind of element of V.
        acc: Type in which is computed, a float.
        visible: Keys that a query sees, given the number of the matrix and of the query; others cost nothing where they fill whole blocks.

    Args:
        target: The result, [sentences, heads, m, e].
        q: Queries, [sentences, heads, m, d], any strides.
        k: Keys, [sentences, heads of keys, n, d]; as many neighbouring heads of queries share one as there are more of them.
        v: Values, [sentences, heads of keys, n, e].
        scale: Factor of the scores, usually 1 / sqrt(d).
        threads: Most threads to use.
    """
    _attention[acc, visible, _same_score[acc, _], False](target, q, k, v, scale, threads)


def attention[
    target_type: DType,
    q_type: DType,
    k_type: DType,
    v_type: DType,
    //,
    acc: DType = accumulator_of(target_type),
    *,
    change: def[width: Int](Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    visible: def(Int, Int) capturing [_] -> KeyRange = all_keys,
](
    target: MatrixBatch[target_type],
    q: MatrixBatch[q_type],
    k: MatrixBatch[k_type],
    v: MatrixBatch[v_type],
    scale: Float64,
    *,
    threads: Int = 1,
):
    """softmax(change(scale Q K^T)) V for each matrix of queries: `change` adds biases, or masks by minus infinity.

    Parameters:
        target_type: Kind of element of the result.
        q_type: Kind of element of Q.
        k_type: Kind of element of K.
        v_type: Kind of element of V.
        acc: Type in which is computed, a float.
        change: Gives scores for scores; takes the numbers of the matrix, the query and the first key, and the scores from there on, those beyond the
            last key with anything in them.
        visible: Keys that a query sees, given the number of the matrix and of the query; others cost nothing where they fill whole blocks.

    Args:
        target: The result, [sentences, heads, m, e].
        q: Queries, [sentences, heads, m, d], any strides.
        k: Keys, [sentences, heads of keys, n, d]; as many neighbouring heads of queries share one as there are more of them.
        v: Values, [sentences, heads of keys, n, e].
        scale: Factor of the scores, usually 1 / sqrt(d).
        threads: Most threads to use.
    """
    _attention[acc, visible, change, True](target, q, k, v, scale, threads)


@always_inline
def _same_score[acc: DType, width: Int](matrix: Int, query: Int, key: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
    return value


def _attention[
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
    k: MatrixBatch[k_type],
    v: MatrixBatch[v_type],
    scale: Float64,
    threads: Int,
):
    """Shares work out: a part is some panels of queries (or all, where they are few) of the heads that have the same keys."""
    comptime assert acc.is_floating_point(), "attention computes in floats"
    debug_assert(
        q.groups == k.groups and k.groups == v.groups and k.members == v.members and q.members % max(1, k.members) == 0,
        "heads of attention do not fit",
    )
    debug_assert(q.first.columns == k.first.columns and k.first.rows == v.first.rows, "shapes of attention do not fit")
    debug_assert(
        target.first.rows == q.first.rows and target.first.columns == v.first.columns and len(target) == len(q), "the result of attention does not fit"
    )
    if len(q) == 0 or q.first.rows == 0 or v.first.columns == 0:
        return
    var sharing = q.members // k.members
    var are_few = sharing * q.first.rows <= most_rows and k.first.column_stride == 1 and v.first.column_stride == 1
    comptime panel_columns = panel_columns_of[acc]()
    var panels_each = (q.first.rows + panel_columns - 1) // panel_columns
    var panels = sharing * panels_each
    var parts_each = 1
    if not are_few:
        # Parts of at least four panels: each packs the keys and values for itself
        var wanted = (4 * threads + len(k) - 1) // len(k) if threads > 1 else 1
        parts_each = max((panels + _most_panels - 1) // _most_panels, min(wanted, panels // 4))
    var each = (panels + parts_each - 1) // parts_each

    @parameter
    def work(part: Int):
        var number = part // parts_each
        var group = number // k.members
        var head = number % k.members
        var first = part % parts_each * each
        if are_few:
            attend_rows[acc, visible, change, has_change](target, q, k[number], v[number], group, head * sharing, sharing, scale)
        elif first < panels:
            attend_panels[acc, visible, change, has_change](
                target, q, k[number], v[number], group, head * sharing, panels_each, first, min(each, panels - first), scale
            )

    if threads <= 1:
        for part in range(len(k) * parts_each):
            work(part)
    else:
        parallelize[work](len(k) * parts_each, threads)
