"""Pancake flips over all permutations of 10 numbers, with machine types in a file of Python: as ../../language/fannkuch/fannkuch.c."""
from time import perf_counter_ns


def fannkuch(n: Int) -> List[Int]:
    var permutation = InlineArray[Int32, 16](fill=0)
    var work = InlineArray[Int32, 16](fill=0)
    var count = InlineArray[Int32, 16](fill=0)
    var max_flips = 0
    var sum = 0
    var sign = 1
    var r = n
    for i in range(n):
        permutation[i] = Int32(i)
    while True:
        while r != 1:
            count[r - 1] = Int32(r)
            r -= 1
        for i in range(n):
            work[i] = permutation[i]
        var flips = 0
        while (first := Int(work[0])) != 0:
            var i = 0
            var j = first
            while i < j:
                var kept = work[i]
                work[i] = work[j]
                work[j] = kept
                i += 1
                j -= 1
            flips += 1
        max_flips = max(max_flips, flips)
        sum += sign * flips
        sign = -sign
        while True:
            if r == n:
                return [sum, max_flips]
            var front = permutation[0]
            for i in range(r):
                permutation[i] = permutation[i + 1]
            permutation[r] = front
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1


start = perf_counter_ns()
sum, flips = fannkuch(10)
seconds = (perf_counter_ns() - start) * 1e-9
print("checksum", sum, flips)
print("seconds", seconds)
