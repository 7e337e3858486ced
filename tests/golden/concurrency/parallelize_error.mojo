# test: run
# The first error of a call reaches the caller; what has not begun by then is left out.
from std.algorithm import parallelize, sync_parallelize
from std.atomic import Atomic


def main():
    var calls = Atomic[DType.int64](0)

    @parameter
    def fail_at_three(index: Int) raises:
        _ = calls.fetch_add(1)
        if index == 3:
            raise Error("call ", index, " failed")

    try:
        sync_parallelize[fail_at_three](1_000_000)
        print("no error")
    except error:
        print(error)  # prints: call 3 failed
    print(calls.load() < 1_000_000)  # prints: True

    def never_fails(index: Int) raises {mut calls}:
        _ = calls.fetch_sub(1)

    var before = calls.load()
    try:
        parallelize(Int(before), never_fails)
    except:
        print("an error")
    print(calls.load())  # prints: 0
