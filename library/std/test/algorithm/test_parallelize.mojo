# test: run
# Work on several threads: every index once, nested uses, many small jobs.
from algorithm import parallel_memcpy, parallelize, sync_parallelize
from testing import assert_equal


def main() raises:
    var counts = List[Int](length=10000, fill=0)
    var data = counts.unsafe_ptr()

    @parameter
    def visit(index: Int):
        data[index] += index

    parallelize[visit](10000)
    parallelize[visit](10000, 7)
    sync_parallelize[visit](10000)
    parallelize[visit](0)
    parallelize[visit](1)
    for i in range(10000):
        assert_equal(counts[i], 3 * i)

    # A job within a job runs in its thread.
    var sums = List[Int](length=64, fill=0)
    var sum_data = sums.unsafe_ptr()

    @parameter
    def row(y: Int):
        @parameter
        def cell(x: Int):
            sum_data[y] += x

        parallelize[cell](100)

    parallelize[row](64, 64)
    for y in range(64):
        assert_equal(sums[y], 4950)

    # Many jobs after one another
    var total = 0
    for _ in range(500):
        var flags = List[Int](length=8, fill=0)
        var flag_data = flags.unsafe_ptr()

        @parameter
        def mark(index: Int):
            flag_data[index] = 1

        parallelize[mark](8, 8)
        for i in range(8):
            total += flags[i]
    assert_equal(total, 4000)

    # A closure as argument
    var squares = List[Int](length=50, fill=0)
    var square_data = squares.unsafe_ptr()

    def square(index: Int) {var square_data}:
        square_data[index] = index * index

    parallelize(50, square)
    assert_equal(squares[7], 49)
    assert_equal(squares[49], 2401)

    var source = alloc[Int16](5000)
    var target = alloc[Int16](5000)
    for i in range(5000):
        source[i] = Int16(i)
    parallel_memcpy(target, source, 5000, 999, 3)
    for i in range(5000):
        assert_equal(target[i], Int16(i))
    source.free()
    target.free()
    print("ok")  # prints: ok
