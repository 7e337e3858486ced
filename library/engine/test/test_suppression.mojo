# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 60
# Boxes that stay against plain loops: many limits, equal scores, NaNs, boxes without area, none at all, threads; boxes that do not fit the scores.
from engine.calls.suppression import non_max_suppression
from engine.interface import new_memory
from engine.tensor import Tensor
from math import inf, nan
from testing import assert_equal, assert_raises
from tensors import Numbers


def part_in_common(boxes: Tensor[DType.float32, 3], a: Int, b: Int) -> Float64:
    """Intersection over union; 0 without an intersection."""
    var one = boxes.data + 4 * a
    var other = boxes.data + 4 * b
    var sides = InlineArray[Float64, 2](fill=0)
    for i in range(2):
        sides[i] = Float64(min(one[i + 2], other[i + 2])) - Float64(max(one[i], other[i]))
        if sides[i] <= 0:
            return 0
    var common = sides[0] * sides[1]
    var area = (Float64(one[2]) - Float64(one[0])) * (Float64(one[3]) - Float64(one[1]))
    var other_area = (Float64(other[2]) - Float64(other[0])) * (Float64(other[3]) - Float64(other[1]))
    return common / (area + other_area - common)


def compare(batches: Int, classes: Int, count: Int, most: Int, overlap: Float32, least: Float32, threads: Int = 1) raises:
    var memory = new_memory(threads)
    var numbers = Numbers(batches + classes + count)
    var boxes = Tensor[DType.float32, 3](memory, batches, count, 4)
    for at in range(batches * count):
        for side in range(2):
            var low = numbers.below(20)
            boxes.data[4 * at + side] = Float32(low)
            boxes.data[4 * at + side + 2] = Float32(low + numbers.below(20))
    var scores = Tensor[DType.float32, 3](memory, batches, classes, count)
    for i in range(scores.count()):
        scores.data[i] = Float32(numbers.below(30)) / 32 if numbers.below(9) > 0 else nan[DType.float32]()
    var limit = Tensor[DType.int64, 0](memory)
    limit.data[] = Int64(most)
    var greatest = Tensor[DType.float32, 0](memory)
    greatest.data[] = overlap
    var threshold = Tensor[DType.float32, 0](memory)
    threshold.data[] = least
    var chosen = Tensor[DType.int64, 2].nothing()
    non_max_suppression(memory, boxes, scores, limit, greatest, threshold, chosen, threads)
    var expected = List[Int]()
    for batch in range(batches):
        for kind in range(classes):
            var kept = List[Int]()
            var is_done = List[Bool](length=count, fill=False)
            while len(kept) < most:
                # The best that is left
                var best = -1
                for box in range(count):
                    var score = scores.data[(batch * classes + kind) * count + box]
                    if is_done[box] or not (score > least):
                        continue
                    if best < 0 or score > scores.data[(batch * classes + kind) * count + best]:
                        best = box
                if best < 0:
                    break
                is_done[best] = True
                var is_free = True
                for other in kept:
                    if part_in_common(boxes, batch * count + best, batch * count + other) > Float64(overlap):
                        is_free = False
                if is_free:
                    kept.append(best)
                    expected.append(batch)
                    expected.append(kind)
                    expected.append(best)
    var what = String(batches, " x ", classes, " x ", count, ", most ", most, ", overlap ", overlap)
    assert_equal(chosen.shape[0] * 3, len(expected), what)
    assert_equal(chosen.shape[1], 3)
    for i in range(len(expected)):
        assert_equal(Int(chosen.data[i]), expected[i], what)


def main() raises:
    var minus_infinity = -inf[DType.float32]()
    for overlap in [Float32(0), Float32(0.25), Float32(1)]:
        for most in [0, 1, 5, 1000, -1]:
            compare(2, 3, 40, most, overlap, minus_infinity)
            compare(1, 1, 200, most, overlap, 0.5)
    compare(3, 40, 100, 20, 0.3, 0.1, 3)
    compare(2, 3, 0, 5, 0.5, minus_infinity)
    compare(0, 3, 4, 5, 0.5, minus_infinity)
    compare(1, 0, 4, 5, 0.5, minus_infinity)
    var memory = new_memory(1)
    var boxes = Tensor[DType.float32, 3](memory, 1, 2, 4)
    var scores = Tensor[DType.float32, 3](memory, 1, 1, 3)
    var most = Tensor[DType.int64, 0](memory)
    var number = Tensor[DType.float32, 0](memory)
    var chosen = Tensor[DType.int64, 2].nothing()
    with assert_raises(contains="non_max_suppression: boxes [1, 2, 4] do not fit scores [1, 1, 3]"):
        non_max_suppression(memory, boxes, scores, most, number, number, chosen, 1)
