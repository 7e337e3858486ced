# test: run
# The first error of a group reaches who waits; tasks that have not begun then are dropped.
from std.runtime.asyncrt import RaisingTaskGroup
from std.atomic import Atomic


def main() raises:
    var begun = Atomic[DType.int64](0)

    @parameter
    async def work(n: Int) raises:
        _ = begun.fetch_add(1)
        raise Error("stop")

    var group = RaisingTaskGroup()
    for i in range(1000):
        group.create_task(work(i))
    try:
        group.wait()
        print("no error")
    except error:
        print(error)  # prints: stop
    print(begun.load() < 1000)  # prints: True
    group.wait()
    print("reused")  # prints: reused
