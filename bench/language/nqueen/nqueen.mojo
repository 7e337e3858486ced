"""The number of ways to put 14 queens on a board, by backtracking over three bit masks: the same program as nqueen.c."""

from std.time import perf_counter_ns

comptime N = 14


def place(full: UInt32, columns: UInt32, left: UInt32, right: UInt32) -> Int:
    if columns == full:
        return 1
    var count = 0
    var free_places = full & ~(columns | left | right)
    while free_places != 0:
        var queen = free_places & -free_places
        free_places ^= queen
        count += place(full, columns | queen, (left | queen) << 1, (right | queen) >> 1)
    return count


def main():
    var start = perf_counter_ns()
    var count = place((1 << N) - 1, 0, 0, 0)
    var seconds = Float64(perf_counter_ns() - start) * 1e-9
    print("checksum", count)
    print("seconds", seconds)
