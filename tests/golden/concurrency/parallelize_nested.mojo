# test: run
# Three levels of `parallelize`: every innermost call runs once, and no level waits for threads that wait themselves.
from std.algorithm import parallelize
from std.atomic import Atomic


def main():
    var total = Atomic[DType.int64](0)

    @parameter
    def outer(x: Int):
        @parameter
        def middle(y: Int):
            @parameter
            def inner(z: Int):
                _ = total.fetch_add(Int64(x * 100 + y * 10 + z))

            parallelize[inner](10)

        parallelize[middle](10)

    parallelize[outer](10)
    print(total.load())  # prints: 499500
