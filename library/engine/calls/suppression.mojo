"""`non_max_suppression`: the best of boxes that overlap."""

from memory import UnsafePointer

from engine.loops import for_rows
from engine.memory import Memory
from engine.tensor import Tensor
from kernels.sort_keys import key_of, key_type_of
from kernels.sorting import sort_pairs


def non_max_suppression[
    dtype: DType, score_type: DType, limit_type: DType, least_type: DType, //
](
    memory: UnsafePointer[Memory, MutAnyOrigin],
    boxes: Tensor[dtype, 3],
    scores: Tensor[score_type, 3],
    most: Tensor[DType.int64, 0],
    overlap: Tensor[limit_type, 0],
    least: Tensor[least_type, 0],
    mut chosen: Tensor[DType.int64, 2],
    threads: Int,
) raises:
    """Chooses boxes of each class by falling score, of equal ones the first; a box goes if it overlaps by more than allowed one that stays.

    Raises if boxes and scores do not fit.

    Parameters:
        dtype: Kind of the boxes' elements.
        score_type: Kind of the scores.
        limit_type: Kind of the greatest overlap.
        least_type: Kind of the least score.

    Args:
        memory: Where the output comes from.
        boxes: [batches, boxes, 4]: lowest and highest y and x: y, x, y, x.
        scores: [batches, classes, boxes].
        most: How many boxes of a class may be chosen.
        overlap: Which part of two boxes' union their intersection may be.
        least: Scores have to be greater.
        chosen: [chosen, 3]: batch, class and box; batch by batch, class by class.
        threads: Most threads to use.
    """
    var batches = scores.shape[0]
    var classes = scores.shape[1]
    var count = scores.shape[2]
    if boxes.shape[0] != batches or boxes.shape[1] != count or boxes.shape[2] != 4:
        raise Error(
            String("non_max_suppression: boxes [", boxes.shape[0], ", ", boxes.shape[1], ", ", boxes.shape[2], "] do not fit scores [")
            + String(batches, ", ", classes, ", ", count, "]")
        )
    if count >= 1 << 32:
        raise Error("non_max_suppression: ", count, " boxes are too many")
    var groups = batches * classes
    var limit = Int(max(Int64(0), min(most.data[], Int64(count))))
    var kept = Tensor[DType.uint32, 2](memory, groups, limit)
    var numbers = Tensor[DType.int64, 1](memory, groups)
    var of_all = kept.data
    var number = numbers.data
    var corners = boxes.data
    var all_scores = scores.data
    var greatest_overlap = overlap.data[].cast[DType.float64]()
    var least_score = least.data[].cast[DType.float64]()

    @parameter
    def group(at: Int):
        number[at] = Int64(
            _choose(
                corners + at // classes * count * 4, all_scores + at * count, count, limit, greatest_overlap, least_score, of_all + at * limit
            )
        )

    # Sorting, and comparing each box with some of those that stay
    for_rows[group](groups, threads if limit > 0 else 1, 64 * count)
    var total = 0
    for at in range(groups):
        total += Int(number[at])
    var result = Tensor[DType.int64, 2](memory, total, 3)
    var to = result.data
    for at in range(groups):
        for i in range(Int(number[at])):
            to[0] = Int64(at // classes)
            to[1] = Int64(at % classes)
            to[2] = of_all[at * limit + i].cast[DType.int64]()
            to += 3
    _ = kept^
    _ = numbers^
    chosen = result^


def _choose[
    dtype: DType, score_type: DType, //
](
    boxes: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    scores: UnsafePointer[Scalar[score_type], MutAnyOrigin],
    count: Int,
    limit: Int,
    overlap: Float64,
    least: Float64,
    kept: UnsafePointer[UInt32, MutAnyOrigin],
) -> Int:
    """Writes which boxes stay, the best first; gives their number."""
    comptime key = key_type_of(score_type)
    if limit == 0:
        return 0
    var keys = List[Scalar[key]](capacity=2 * count + 64)
    var places = List[UInt32](capacity=2 * count + 64)
    var candidates = 0
    var key_place = keys.unsafe_ptr().as_any_origin()
    var place = places.unsafe_ptr().as_any_origin()
    for box in range(count):
        if scores[box].cast[DType.float64]() > least:
            key_place[candidates] = ~key_of[are_zeros_equal=True](scores[box])
            place[candidates] = UInt32(box)
            candidates += 1
    sort_pairs(key_place, place, candidates)
    var stay = 0
    for i in range(candidates):
        var box = boxes + 4 * Int(place[i])
        var is_free = True
        for other in range(stay):
            if _overlap_by_more(box, boxes + 4 * Int(kept[other]), overlap):
                is_free = False
                break
        if is_free:
            kept[stay] = place[i]
            stay += 1
            if stay == limit:
                break
    _ = keys^
    _ = places^
    return stay


@always_inline
def _overlap_by_more[
    dtype: DType, //
](a: UnsafePointer[Scalar[dtype], MutAnyOrigin], b: UnsafePointer[Scalar[dtype], MutAnyOrigin], limit: Float64) -> Bool:
    """Whether the boxes' intersection is more than this part of their union."""
    var one = a.load[width=4]().cast[DType.float64]()
    var other = b.load[width=4]().cast[DType.float64]()
    var height = min(one[2], other[2]) - max(one[0], other[0])
    var width = min(one[3], other[3]) - max(one[1], other[1])
    if height <= 0 or width <= 0:
        return False
    var common = height * width
    var area = (one[2] - one[0]) * (one[3] - one[1])
    var other_area = (other[2] - other[0]) * (other[3] - other[1])
    return common / (area + other_area - common) > limit
