# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Reductions along the last, a middle and a strided axis, of all lengths, against plain loops; empty axes, NaNs, equal numbers, small types, threads.
from kernels.reductions import (
    AxisView,
    all_axis,
    any_axis,
    argmax_axis,
    argmin_axis,
    greatest_axis,
    least_axis,
    mean_axis,
    product_axis,
    sum_axis,
)
from memory import alloc
from testing import assert_almost_equal, assert_equal, assert_true
from utils.numerics import isnan


def compare[dtype: DType, wide: DType](outer: Int, count: Int, inner: Int, layout: Int, threads: Int) raises:
    """Layout 0: no gaps; 1: the axis has neighbours, places after it are far apart; 2: gaps everywhere; 3: one place after the axis, strides like 0."""
    var size = 2 * (outer + 1) * (count + 1) * (inner + 1)
    var data = alloc[Scalar[dtype]](size)
    for i in range(size):
        data[i] = Scalar[dtype]((i * 7 + i // 11) % 9 - 4)
    var view = AxisView[dtype](data, outer, count, inner)
    if layout == 1:
        view = AxisView[dtype](data, outer, count, inner, count * inner, 1, count)
    elif layout == 2:
        view = AxisView[dtype](data, outer, count, inner, 2 * count * inner, 2 * inner, 2)
    var results = outer * inner
    var sums = alloc[Scalar[wide]](results + 1)
    var products = alloc[Scalar[dtype]](results + 1)
    var greatest = alloc[Scalar[dtype]](results + 1)
    var least = alloc[Scalar[dtype]](results + 1)
    var firsts = alloc[Int64](results + 1)
    var lasts = alloc[Int32](results + 1)
    var means = alloc[Float32](results + 1)
    var some = alloc[UInt8](results + 1)
    var all = alloc[UInt8](results + 1)
    sums[results] = 77
    greatest[results] = 77
    firsts[results] = 77
    some[results] = 77
    sum_axis(sums, view, threads=threads)
    greatest_axis(greatest, view, threads=threads)
    least_axis(least, view, threads=threads)
    argmax_axis(firsts, view, threads=threads)
    argmin_axis(lasts, view, threads=threads)
    mean_axis(means, view, threads=threads)
    any_axis(some, view, threads=threads)
    all_axis(all, view, threads=threads)
    var what = String(dtype, ": ", outer, " x ", count, " x ", inner, ", layout ", layout)
    for i in range(outer):
        for j in range(inner):
            var sum = 0
            var best = -100
            var worst = 100
            var best_place = 0
            var worst_place = 0
            var zeros = 0
            for k in range(count):
                var value = Int((view.at(i, j) + k * view.count_stride)[])
                sum += value
                zeros += Int(value == 0)
                if value > best:
                    best = value
                    best_place = k
                if value < worst:
                    worst = value
                    worst_place = k
            var at = i * inner + j
            assert_equal(Int(sums[at]), sum, what)
            if count > 0:
                assert_equal(Int(greatest[at]), best, what)
                assert_equal(Int(least[at]), worst, what)
                assert_almost_equal(means[at], Float32(sum) / Float32(count), what, atol=1e-5)
            else:
                assert_equal(greatest[at], Scalar[dtype].MIN, what)
                assert_equal(least[at], Scalar[dtype].MAX, what)
                assert_true(isnan(means[at]), what)
            assert_equal(Int(firsts[at]), best_place, what)
            assert_equal(Int(lasts[at]), worst_place, what)
            assert_equal(Int(some[at]), 1 if zeros < count else 0, what)
            assert_equal(Int(all[at]), 1 if zeros == 0 else 0, what)
    assert_equal(sums[results], 77, what)
    assert_equal(greatest[results], 77, what)
    assert_equal(firsts[results], 77, what)
    assert_equal(some[results], 77, what)
    # Small factors, so that products are exact
    for i in range(size):
        data[i] = Scalar[dtype](2) if i % 13 == 0 else Scalar[dtype](1)
    if count < 50:
        product_axis(products, view, threads=threads)
        for i in range(outer):
            for j in range(inner):
                var product = 1
                for k in range(count):
                    product *= Int((view.at(i, j) + k * view.count_stride)[])
                assert_equal(Int(products[i * inner + j]), product, what)
    data.free()
    sums.free()
    products.free()
    greatest.free()
    least.free()
    firsts.free()
    lasts.free()
    means.free()
    some.free()
    all.free()


def main() raises:
    for layout in range(3):
        for count in [0, 1, 3, 15, 16, 17, 40, 64, 65, 130]:
            compare[DType.float32, DType.float32](3, count, 1, layout, 1)
            compare[DType.float32, DType.float32](2, count, 7, layout, 1)
            compare[DType.float32, DType.float32](2, count, 75, layout, 1)
        compare[DType.float64, DType.float64](2, 30, 20, layout, 1)
        compare[DType.int32, DType.int64](2, 30, 20, layout, 1)
        compare[DType.int8, DType.int32](2, 200, 70, layout, 1)
        compare[DType.float32, DType.float32](40, 100, 20, layout, 3)
        compare[DType.float32, DType.float32](1, 100, 900, layout, 3)
    # Sums of small floats are wide
    var halves = alloc[Float16](5000)
    var total = alloc[Float32](1)
    for i in range(5000):
        halves[i] = 1
    sum_axis(total, AxisView[DType.float16](halves, 1, 5000, 1))
    assert_equal(total[0], 5000)
    halves.free()
    # A long axis gives the same sum with any number of threads
    comptime long = 300_001
    var many = alloc[Float32](2 * long)
    for i in range(2 * long):
        many[i] = Float32(i % 1013) / 7
    var one_thread = alloc[Float32](2)
    var three = alloc[Float32](2)
    for layout in range(2):
        var view = AxisView[DType.float32](many, 2, long, 1, 1, 2, 1) if layout == 0 else AxisView[DType.float32](many, 2, long, 1)
        sum_axis(one_thread, view)
        sum_axis(three, view, threads=3)
        for j in range(2):
            var sum = 0.0
            for i in range(long):
                sum += Float64((view.at(j, 0) + i * view.count_stride)[])
            assert_equal(one_thread[j], three[j])
            assert_almost_equal(Float64(one_thread[j]), sum, rtol=1e-5)
    many.free()
    one_thread.free()
    three.free()
    # NaNs do not count
    var numbers = alloc[Float32](100)
    var zero = Float32(0)
    for i in range(100):
        numbers[i] = zero / zero if i % 3 == 0 else Float32(i % 50)
    var place = alloc[Int64](1)
    argmax_axis(place, AxisView[DType.float32](numbers, 1, 100, 1))
    greatest_axis(total, AxisView[DType.float32](numbers, 1, 100, 1))
    assert_equal(place[0], 49)
    assert_equal(total[0], 49)
    for i in range(100):
        numbers[i] = zero / zero if i % 3 != 2 else -1 / zero
    argmax_axis(place, AxisView[DType.float32](numbers, 1, 100, 1))
    assert_equal(place[0], 2)
    var places = alloc[Int64](10)
    argmax_axis(places, AxisView[DType.float32](numbers, 1, 10, 10))
    for i in range(10):
        assert_equal(places[i], 2 if i % 3 == 0 else (1 if i % 3 == 1 else 0))
    places.free()
    for i in range(100):
        numbers[i] = zero / zero
    argmax_axis(place, AxisView[DType.float32](numbers, 1, 100, 1))
    assert_equal(place[0], 0)
    numbers.free()
    total.free()
    place.free()
