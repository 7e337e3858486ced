"""Ten million calls that raise and are caught, against ten million calls that return a code.

Prints a checksum and the seconds of both: `seconds` is the raising half, `baseline` the returning one.
"""

from std.sys import argv
from std.time import perf_counter_ns

comptime COUNT = 10_000_000


@no_inline
def work_raising(i: Int, limit: Int) raises -> Int:
    if i >= limit:
        raise Error("over the limit")
    return i


@no_inline
def work_returning(i: Int, limit: Int) -> Int:
    if i >= limit:
        return -1
    return i


def raising(limit: Int) -> Int:
    var caught = 0
    for i in range(COUNT):
        try:
            caught += work_raising(i, limit)
        except:
            caught += 1
    return caught


def returning(limit: Int) -> Int:
    var over = 0
    for i in range(COUNT):
        var result = work_returning(i, limit)
        over += 1 if result < 0 else result
    return over


def main():
    # Known at run time only, and 0 in the benchmark: every call is over the limit.
    var limit = len(argv()) - 1
    var start = perf_counter_ns()
    var caught = raising(limit)
    var middle = perf_counter_ns()
    var over = returning(limit)
    var end = perf_counter_ns()
    print("checksum", caught, over)
    print("seconds", Float64(middle - start) * 1e-9)
    print("baseline", Float64(end - middle) * 1e-9)
