# test: run
# timeout: 60
# modes: O0 O3 (the interpreter cannot sleep)
# asyncio: what tasks wait for, in which order, and how they end.
import asyncio
async def work(name, delay, fail=False):
    await asyncio.sleep(delay)
    if fail: raise ValueError(name)
    return name
async def main():
    print(await asyncio.gather(work("a", 0.02), work("b", 0.01)))
    print(await asyncio.gather(work("a", 0.02), work("b", 0.01, True), return_exceptions=True))
    try: await asyncio.gather(work("c", 0.01, True), work("d", 0.02))
    except ValueError as e: print("gather", e)
    done, pending = await asyncio.wait([asyncio.create_task(work(str(i), i / 100)) for i in range(3)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for t in pending: t.cancel()
    print([type(x).__name__ for x in await asyncio.gather(*pending, return_exceptions=True)])
    try: await asyncio.wait_for(work("slow", 5), 0.01)
    except TimeoutError as e: print("timeout", repr(e), type(e.__cause__).__name__)
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(3)
    except TimeoutError: print("timeout 2")
    q = asyncio.Queue(2)
    async def producer():
        for i in range(5):
            await q.put(i); print("put", i)
    async def consumer():
        while True:
            item = await q.get(); print("got", item); q.task_done()
    c = asyncio.create_task(consumer())
    await producer(); await q.join(); c.cancel()
    try: await c
    except asyncio.CancelledError as e: print("cancelled", c.cancelled(), e.args)
    lock = asyncio.Lock()
    async def locked(i):
        async with lock:
            print("in", i); await asyncio.sleep(0); print("out", i)
    async with asyncio.TaskGroup() as tg:
        for i in range(3): tg.create_task(locked(i))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("x", 0.01, True)); tg.create_task(work("y", 1))
    except* ValueError as eg: print("group", eg.exceptions)
    e = asyncio.Event()
    async def waiter(): await e.wait(); return "event"
    t = asyncio.create_task(waiter(), name="waiter"); await asyncio.sleep(0); e.set(); print(await t, t.get_name())
    sem = asyncio.Semaphore(2); peak = now = 0
    async def limited():
        nonlocal peak, now
        async with sem:
            now += 1; peak = max(peak, now); await asyncio.sleep(0.001); now -= 1
    await asyncio.gather(*[limited() for _ in range(6)]); print("peak", peak)
    cond = asyncio.Condition(); ready = []
    async def wait_cond():
        async with cond:
            await cond.wait_for(lambda: ready); return "cond"
    t = asyncio.create_task(wait_cond()); await asyncio.sleep(0)
    async with cond: ready.append(1); cond.notify_all()
    print(await t)
    for f in asyncio.as_completed([work("z", 0.02), work("w", 0.01)]): print(await f)
    f = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, f.set_result, 42); print(f, await f, f)
    s = asyncio.create_task(work("shielded", 0.02)); o = asyncio.shield(s)
    o.cancel()
    try: await o
    except asyncio.CancelledError: print("outer cancelled", s.cancelled(), await s)
    async def cleanup():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError: print("cleaning"); raise
    t = asyncio.create_task(cleanup()); await asyncio.sleep(0); t.cancel("why")
    try: await t
    except asyncio.CancelledError as e: print(e)
    b = asyncio.Barrier(2)
    async def meet(): return await b.wait()
    print(sorted(await asyncio.gather(meet(), meet())))
    print(asyncio.iscoroutinefunction(main), asyncio.iscoroutine(3), asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    pq = asyncio.PriorityQueue()
    for x in (3, 1, 2): pq.put_nowait(x)
    print([pq.get_nowait() for _ in range(3)], pq.empty())
    try: pq.get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    return "main"
print(asyncio.run(main()))
try: asyncio.run(3)
except ValueError as e: print(e)
async def err():
    raise KeyError("k")
try:
    asyncio.run(err())
except KeyError as e:
    print(repr(e))
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)

# output:
# ['a', 'b']
# ['a', ValueError('b')]
# gather c
# 1 2
# ['CancelledError', 'CancelledError']
# timeout TimeoutError() CancelledError
# timeout 2
# put 0
# put 1
# got 0
# got 1
# put 2
# put 3
# got 2
# got 3
# put 4
# got 4
# cancelled True ()
# in 0
# out 0
# in 1
# out 1
# in 2
# out 2
# group (ValueError('x'),)
# event waiter
# peak 2
# cond
# w
# z
# <Future finished result=42> 42 <Future finished result=42>
# outer cancelled False shielded
# cleaning
# why
# [0, 1]
# True False Task-1 1
# [1, 2, 3] True
# QueueEmpty()
# main
# a coroutine was expected, got 3
# KeyError('k')
# no running event loop
