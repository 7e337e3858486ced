# test: run
# Every spelling of `vectorize` since 2023 sees each element once, in vectors first and scalars for the rest.
from algorithm import vectorize, vectorize_unroll
from testing import assert_equal


def main() raises:
    var seen = List[Int](length=100, fill=0)
    var widths = String()

    @parameter
    def visit[width: Int](index: Int):
        widths += String(width)
        for i in range(width):
            seen[index + i] += 1

    vectorize[visit, 4](10)
    assert_equal(widths, "4411")
    widths = ""
    vectorize[visit, 4, size=9]()
    assert_equal(widths, "441")
    widths = ""
    vectorize[4, visit](7)
    assert_equal(widths, "4111")
    widths = ""
    vectorize[visit, 2, unroll_factor=4](21)
    assert_equal(widths, "22222222221")
    widths = ""
    vectorize_unroll[4, 2, visit](13)
    assert_equal(widths, "4441")
    widths = ""
    vectorize[visit, 1](3)
    assert_equal(widths, "111")
    widths = ""
    vectorize[visit, 8](0)
    assert_equal(widths, "")
    assert_equal(seen[0], 6)
    assert_equal(seen[6], 5)
    assert_equal(seen[20], 1)
    assert_equal(seen[21], 0)

    var total = 0

    def add[width: Int](index: Int) {mut total}:
        total += width * index

    vectorize[4](10, add)
    assert_equal(total, 0 * 4 + 4 * 4 + 8 + 9)
    print("ok")  # prints: ok
