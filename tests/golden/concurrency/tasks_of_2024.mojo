# test: run
# The spelling of 2024: `async fn`, capturing closures, a lock with a scope.
from os import Atomic
from runtime.asyncrt import TaskGroup, create_task, run
from utils.lock import BlockingScopedLock, BlockingSpinLock


async fn add_three(a: Int, b: Int, c: Int) -> Int:
    return a + b + c


async fn call_it():
    var task: Coroutine[Int, _] = add_three(1, 2, 3)
    print(await task^)


fn main():
    run(call_it())
    var lock = BlockingSpinLock()
    var raw = 0
    var counter = Atomic[DType.int64](0)

    @parameter
    async fn inc():
        with BlockingScopedLock(lock):
            raw += 1
            _ = counter.fetch_add(1)

    var group = TaskGroup[__origin_of(lock, raw)]()
    for _ in range(1000):
        group.create_task(inc())
    group.wait[__origin_of(lock)]()
    _ = lock^
    print(raw, counter.load())


# output:
# 6
# 1000 1000
