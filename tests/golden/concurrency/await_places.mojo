# test: run
# `await` in loops, conditions, `try`, `with`, comprehensions and arguments; async methods and async functions as parameters.
from std.runtime.asyncrt import TaskGroup, create_task, run


async def add(a: Int, b: Int = 1) -> Int:
    return a + b


@fieldwise_init
struct Counter(Movable):
    var count: Int

    async def increase(mut self, by: Int) -> Int:
        self.count += await add(by, 0)
        return self.count

    async def text(self) -> String:
        return "count " + String(self.count)


struct Scope:
    var name: String

    def __init__(out self, name: String):
        self.name = name

    def __enter__(mut self):
        print("enter", self.name)

    def __exit__(mut self):
        print("exit", self.name)


async def sum(n: Int) -> Int:
    var total = 0
    for i in range(n):
        if await add(i) % 2 == 0:
            continue
        total += await add(i)
    while await add(total, 0) < 100:
        total += 10
    return total if await add(1) == 2 else -1


async def risky(n: Int) raises -> Int:
    if n == 2:
        raise Error("two")
    return n


async def careful(n: Int) -> Int:
    with Scope("with " + String(n)):
        try:
            return await risky(n) * 10
        except:
            return await add(0, -1)
        finally:
            print("finally", await add(n))


async def apply[function: async def(Int) capturing -> Int](n: Int) -> Int:
    return await function(n) + await function(n + 1)


async def squares(n: Int) -> List[Int]:
    var result = List[Int]()
    for value in [await add(i, 0) for i in range(n)]:
        result.append(value * value)
    return result^


def main():
    print(run(sum(10)))
    var counter = Counter(5)
    print(run(counter.increase(3)), run(counter.increase(2)))
    print(run(counter.text()))
    print(run(careful(1)))
    print(run(careful(2)))
    print(len(run(squares(4))))
    var factor = 3

    @parameter
    async def scale(n: Int) -> Int:
        return n * factor

    print(run(apply[scale](10)))


# output:
# 105
# 8 10
# count 10
# enter with 1
# finally 2
# exit with 1
# 10
# enter with 2
# finally 3
# exit with 2
# -1
# 4
# 63
