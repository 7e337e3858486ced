# test: run
# Coroutines, driven by `send(None)`: `await`, `async with`, `async for`, asynchronous generators and comprehensions.
def run(coroutine):
    asked = []
    try:
        value = coroutine.send(None)
        while True:
            asked.append(value)
            value = coroutine.send("answer to " + str(value))
    except StopIteration as stop:
        return stop.value, asked


class Ask:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        answer = yield self.what
        return answer


async def plain(x):
    return x + 1


async def asking(x):
    first = await Ask(x)
    second = await Ask(await plain(x))
    return first, second


print(run(plain(1)))
print(run(asking(5)))
coroutine = plain(1)
print(type(coroutine).__name__, repr(coroutine)[:24], coroutine.__name__, coroutine.cr_running)
coroutine.close()
try:
    run(coroutine)
except RuntimeError as error:
    print(error)
for wrong in [lambda: iter(plain(1)), lambda: plain(1).send(5)]:
    try:
        wrong()
    except TypeError as error:
        print(error)


async def bad_await():
    await 5


async def raising():
    try:
        await Ask("raise")
    except KeyError as error:
        print("thrown in", error)
    try:
        raise StopIteration(3)
    finally:
        print("finally")


async def catching():
    try:
        await bad_await()
    except TypeError as error:
        print(error)
    return await Ask("after")


print(run(catching()))
c = raising()
print(c.send(None))
try:
    c.throw(KeyError("k"))
except RuntimeError as error:
    print(error, repr(error.__cause__))


class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    async def __aenter__(self):
        await Ask("enter " + self.name)
        return self.name

    async def __aexit__(self, class_, error, traceback):
        await Ask("exit " + self.name)
        print("exit", self.name, class_ and class_.__name__)
        return self.swallow


async def managed(fail):
    async with Manager("a", True) as a, Manager("b") as b:
        print("inside", a, b)
        if fail:
            raise ValueError(fail)
        return "returned"
    return "swallowed"


print(run(managed(None)))
print(run(managed("fail")))


async def wrong_managers():
    try:
        async with 5:
            pass
    except TypeError as error:
        print(error)

    class Half:
        async def __aenter__(self):
            return self

    try:
        async with Half():
            pass
    except TypeError as error:
        print(error)

    class Sync:
        def __aenter__(self):
            return 3

        def __aexit__(self, *args):
            return 3

    try:
        async with Sync():
            pass
    except TypeError as error:
        print(error)
    try:
        async for x in [1]:
            pass
    except TypeError as error:
        print(error)


run(wrong_managers())


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        await Ask(self.n)
        self.n -= 1
        return self.n


async def loops():
    found = []
    async for x in Countdown(3):
        if x == 1:
            continue
        found.append(x)
    else:
        found.append("else")
    async for x in Countdown(3):
        break
    else:
        found.append("never")
    return found


print(run(loops()))


async def numbers(n):
    try:
        for i in range(n):
            sent = yield i
            if sent is not None:
                print("sent", sent)
            await Ask("between")
    finally:
        await Ask("closing")
        print("closed", n)


async def comprehensions():
    print([x async for x in numbers(3)])
    print({x: y async for x in numbers(2) for y in [x * 2]}, {x async for x in numbers(2) if x})
    lazy = (x * 10 async for x in numbers(3))
    print(type(lazy).__name__, [x async for x in lazy])
    awaiting = (await plain(x) for x in [1, 2])
    print([x async for x in awaiting])
    print([await plain(x) for x in range(3)])
    return [await Ask(x) async for x in numbers(2)]


print(run(comprehensions()))


async def steps():
    g = numbers(3)
    print(await anext(g), await g.asend("hello"))
    try:
        await g.athrow(ValueError("thrown"))
    except ValueError as error:
        print("out", error)
    try:
        await anext(g)
    except StopAsyncIteration:
        print("over")
    print(await anext(g, "default"))
    g = numbers(3)
    async for x in g:
        break
    await g.aclose()
    await g.aclose()
    g = numbers(1)
    await g.aclose()
    step = numbers(1).__anext__()
    print(await step)
    try:
        await step
    except RuntimeError as error:
        print(error)
    it = aiter(Countdown(1))
    print(await anext(it), await anext(it, None))


print(run(steps()))


async def ignoring():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def stopping():
    yield 1
    raise StopAsyncIteration


async def misbehaving():
    g = ignoring()
    await anext(g)
    try:
        await g.aclose()
    except RuntimeError as error:
        print(error)
    try:
        async for x in stopping():
            print(x)
    except RuntimeError as error:
        print(error)
    first = anext(numbers(2))
    try:
        first.send(None)
    except StopIteration as stop:
        print("step", stop.value)


run(misbehaving())


async def chain(n):
    return await Ask("deep") if n == 0 else await chain(n - 1)


print(run(chain(300)))


class Wrapper:
    def __init__(self, coroutine):
        self.coroutine = coroutine

    def __await__(self):
        result = yield from self.coroutine.__await__()
        return "wrapped", result


async def wrapping():
    return await Wrapper(asking(7))


print(run(wrapping()))
lazy = lambda: (yield)
method = plain(0).send
try:
    method(None)
except StopIteration as stop:
    print(stop.value)
# output:
# (2, [])
# (('answer to 5', 'answer to 6'), [5, 6])
# coroutine <coroutine object plain  plain False
# cannot reuse already awaited coroutine
# 'coroutine' object is not iterable
# can't send non-None value to a just-started coroutine
# object int can't be used in 'await' expression
# ('answer to after', ['after'])
# raise
# thrown in 'k'
# finally
# coroutine raised StopIteration StopIteration(3)
# inside a b
# exit b None
# exit a None
# ('returned', ['enter a', 'enter b', 'exit b', 'exit a'])
# inside a b
# exit b ValueError
# exit a ValueError
# ('swallowed', ['enter a', 'enter b', 'exit b', 'exit a'])
# 'int' object does not support the asynchronous context manager protocol
# 'Half' object does not support the asynchronous context manager protocol (missed __aexit__ method)
# 'async with' received an object from __aenter__ that does not implement __await__: int
# 'async for' requires an object with __aiter__ method, got list
# ([2, 0, 'else'], [3, 2, 1, 3])
# closed 3
# [0, 1, 2]
# closed 2
# closed 2
# {0: 0, 1: 2} {1}
# closed 3
# async_generator [0, 10, 20]
# [2, 3]
# [1, 2, 3]
# closed 2
# (['answer to 0', 'answer to 1'], ['between', 'between', 'between', 'closing', 'between', 'between', 'closing', 'between', 'between', 'closing', 'between', 'between', 'between', 'closing', 0, 'between', 1, 'between', 'closing'])
# sent hello
# 0 1
# closed 3
# out thrown
# over
# default
# closed 3
# 0
# cannot reuse already awaited __anext__()/asend()
# 0 None
# (None, ['between', 'closing', 'closing', 1])
# async generator ignored GeneratorExit
# 1
# async generator raised StopAsyncIteration
# step 0
# ('answer to deep', ['deep'])
# (('wrapped', ('answer to 7', 'answer to 8')), [7, 8])
# 1
