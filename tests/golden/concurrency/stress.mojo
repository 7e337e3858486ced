# test: run
# Tasks, groups and loops within each other, many times: everything runs once, every error is caught.
# `npm test -- thread-sanitizer` looks for races in it.
from std.algorithm import parallelize
from std.atomic import Atomic
from std.runtime.asyncrt import RaisingTaskGroup, TaskGroup, create_raising_task, create_task


async def tree(depth: Int) -> Int:
    if depth == 0:
        return 1
    var left = create_task(tree(depth - 1))
    var right = create_task(tree(depth - 1))
    return await left + await right


async def failing(n: Int) raises -> Int:
    if n % 7 == 3:
        raise Error("seven ", n)
    return n


def groups_in_groups() -> Int:
    var counter = Atomic[DType.int64](0)

    @parameter
    async def one(n: Int):
        _ = counter.fetch_add(1)
        if n % 5 == 0:

            @parameter
            async def leaf(k: Int):
                _ = counter.fetch_add(1)

            var inner = TaskGroup()
            for k in range(3):
                inner.create_task(leaf(k))
            await inner

    var group = TaskGroup()
    for i in range(50):
        group.create_task(one(i))
    group.wait()
    return Int(counter.load())


def tasks_in_loops() -> Int:
    var counter = Atomic[DType.int64](0)

    @parameter
    def outer(i: Int):
        @parameter
        def inner(k: Int):
            _ = counter.fetch_add(1)
            if k == 3:
                var task = create_task(tree(2))
                _ = counter.fetch_add(Int64(task.wait()))

        parallelize[inner](8)

    parallelize[outer](16)
    return Int(counter.load())


def errors() -> Int:
    var caught = 0
    for n in range(20):
        var task = create_raising_task(failing(n))
        try:
            _ = task^.wait()
        except:
            caught += 1
    return caught


def main():
    var wrong = 0
    var rounds = 2 if __op.interpreting() else 300
    for _ in range(rounds):
        wrong += Int(groups_in_groups() != 80)
        wrong += Int(create_task(tree(5)).wait() != 32)
        wrong += Int(tasks_in_loops() != 16 * 12)
        wrong += Int(errors() != 3)
    print(wrong)  # prints: 0
