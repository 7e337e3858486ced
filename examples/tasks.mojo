"""Tasks: a pipeline of producers and consumers, merge sort by halves, and errors that reach who waits."""
from std.runtime import Channel
from std.runtime.asyncrt import TaskGroup, create_task, run


def longest_chain(start: Int) -> Int:
    """Steps until 1 by halving even numbers and taking 3n + 1 of odd ones."""
    var n = start
    var steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


async def best_of(first: Int, last: Int) -> Tuple[Int, Int]:
    """The start below `last` with the longest chain, and its length."""
    var best = (first, longest_chain(first))
    for start in range(first + 1, last):
        var steps = longest_chain(start)
        if steps > best[1]:
            best = (start, steps)
    return best


def pipeline():
    """Ranges go out through one channel, the best of each comes back through another."""
    var ranges = Channel[Int](4)
    var results = Channel[Tuple[Int, Int]](4)

    @parameter
    async def produce():
        for first in range(1, 200_000, 10_000):
            _ = await ranges.send(first)
        ranges.close()

    @parameter
    async def work():
        while True:
            var first = await ranges.receive()
            if not first:
                return
            _ = await results.send(await best_of(first.value(), first.value() + 10_000))

    @parameter
    async def collect(count: Int) -> Tuple[Int, Int]:
        var best = (0, -1)
        for _ in range(count):
            var next = await results.receive()
            if next.value()[1] > best[1]:
                best = next.value()
        return best

    var group = TaskGroup()
    group.create_task(produce())
    for _ in range(4):
        group.create_task(work())
    var best = run(collect(20))
    group.wait()
    print("below 200000 the chain of", best[0], "is the longest:", best[1], "steps")


async def sorted_copy(values: Span[Int, _]) -> List[Int]:
    """Merge sort; halves of more than 1000 values are tasks of their own."""
    if len(values) < 2:
        return List[Int](values)
    var middle = len(values) // 2
    var left = List[Int]()
    var right = List[Int]()
    if len(values) > 1000:
        var task = create_task(sorted_copy(values[:middle]))
        right = await sorted_copy(values[middle:])
        left = await task
    else:
        left = await sorted_copy(values[:middle])
        right = await sorted_copy(values[middle:])
    var result = List[Int](capacity=len(values))
    var i = 0
    var j = 0
    while i < len(left) or j < len(right):
        if j == len(right) or (i < len(left) and left[i] <= right[j]):
            result.append(left[i])
            i += 1
        else:
            result.append(right[j])
            j += 1
    return result^


def sorting():
    var values = List[Int]()
    var state = 12345
    for _ in range(20_000):
        state = (state * 1103515245 + 12345) % 2147483648
        values.append(state % 1000)
    var ordered = run(sorted_copy(Span(values)))
    var is_ordered = True
    for i in range(1, len(ordered)):
        is_ordered = is_ordered and ordered[i - 1] <= ordered[i]
    print("sorted", len(ordered), "values:", is_ordered)


async def checked_root(n: Int) raises -> Int:
    if n < 0:
        raise Error("no root of ", n)
    var root = 0
    while (root + 1) * (root + 1) <= n:
        root += 1
    return root


async def sum_of_roots(values: List[Int]) raises -> Int:
    var sum = 0
    for value in values:
        sum += await checked_root(value)
    return sum


def main():
    pipeline()
    sorting()
    try:
        print("roots:", run(sum_of_roots([4, 9, 16])))
        print("roots:", run(sum_of_roots([4, -9, 16])))
    except error:
        print("error:", error)
