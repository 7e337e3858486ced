# test: run
# An error crosses two levels of `parallelize`, and a loop in which nothing fails runs whole afterwards.
from std.algorithm import parallelize
from std.atomic import Atomic


def main():
    var total = Atomic[DType.int64](0)

    @parameter
    def outer(x: Int) raises:
        @parameter
        def inner(y: Int) raises:
            if x == 5 and y == 7:
                raise Error("stop at 5, 7")
            _ = total.fetch_add(1)

        parallelize[inner](20)

    try:
        parallelize[outer](20)
    except error:
        print(error)  # prints: stop at 5, 7
    print(total.load() < 400)  # prints: True

    @parameter
    def count(x: Int):
        _ = total.fetch_add(1)

    total.store(0)
    parallelize[count](1000)
    print(total.load())  # prints: 1000
