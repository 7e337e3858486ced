# test: run
# modes: O0 O3 (the interpreter has one thread only)
import queue, threading, time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED, FIRST_EXCEPTION, TimeoutError, CancelledError, Future
import concurrent.futures

q = queue.Queue(maxsize=2)
def produce():
    for i in range(10):
        q.put(i)
    q.put(None)
threading.Thread(target=produce).start()
got = []
while (item := q.get()) is not None:
    got.append(item)
    q.task_done()
q.task_done()
q.join()
print(got, q.empty(), q.full(), q.qsize())
for f in (lambda: q.get_nowait(), lambda: q.get(timeout=0.01), lambda: q.get(False)):
    try: f()
    except queue.Empty as e: print(repr(e), type(e).__module__)
q.put(1); q.put(2)
for f in (lambda: q.put_nowait(3), lambda: q.put(3, timeout=0.01)):
    try: f()
    except queue.Full as e: print(repr(e))
try: q.get(timeout=-1)
except ValueError as e: print(e)
for _ in range(2): q.get(); q.task_done()
try: q.task_done()
except ValueError as e: print(e)
p = queue.PriorityQueue()
for x in (3, 1, 2): p.put(x)
print([p.get() for _ in range(3)])
l = queue.LifoQueue()
for x in (3, 1, 2): l.put(x)
print([l.get() for _ in range(3)])
s = queue.SimpleQueue()
s.put(1); print(s.get(), s.empty(), s.qsize())
try: s.get(timeout=0.01)
except queue.Empty: print("empty")
q.shutdown()
for f in (lambda: q.put(1), lambda: q.get()):
    try: f()
    except queue.ShutDown as e: print(repr(e))

def square(x): return x * x
with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as pool:
    print(list(pool.map(square, range(6))))
    print(list(pool.map(pow, [2, 3], [5, 2])))
    f = pool.submit(square, 7)
    print(f.result(), f.done(), f.exception(), f.cancel(), f.cancelled())
    def fail(): raise KeyError("bad")
    f = pool.submit(fail)
    print(repr(f.exception()))
    try: f.result()
    except KeyError as e: print("raised", e)
    fs = {pool.submit(square, i): i for i in range(4)}
    print(sorted((fs[f], f.result()) for f in as_completed(fs)))
    done, rest = wait([pool.submit(square, i) for i in range(4)])
    print(len(done), len(rest), sorted(f.result() for f in done))
    gate = threading.Event()
    f = pool.submit(gate.wait)
    try: f.result(timeout=0.01)
    except TimeoutError as e: print("timeout", e)
    done, rest = wait([f], timeout=0.01)
    print(len(done), len(rest))
    g = pool.submit(square, 2)
    done, rest = wait([f, g], return_when=FIRST_COMPLETED)
    print(g in done, f in rest)
    called = []
    f.add_done_callback(lambda future: called.append(future.result()))
    gate.set()
    f.result()
    print(pool.submit(lambda: threading.current_thread().name.startswith("pool_")).result())
print(called)
try: pool.submit(square, 1)
except RuntimeError as e: print(e)
blocker = threading.Event()
pool = ThreadPoolExecutor(1)
a = pool.submit(blocker.wait)
b = pool.submit(square, 1)
print(b.cancel(), b.cancelled())
try: b.result()
except CancelledError: print("cancelled")
c = pool.submit(square, 2)
pool.shutdown(wait=False, cancel_futures=True)
blocker.set()
print(c.cancelled())
f = Future()
f.set_result(3)
try: f.set_result(4)
except concurrent.futures.InvalidStateError as e: print(str(e).split(":")[0])
try: ThreadPoolExecutor(0)
except ValueError as e: print(e)
def init(n): ready.append(n)
ready = []
with ThreadPoolExecutor(1, initializer=init, initargs=(5,)) as pool: print(pool.submit(square, 3).result(), ready)
pool = ThreadPoolExecutor(2)
pool.submit(lambda: (time.sleep(0.02), print("still made")))
print("end")

# output:
# [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] True False 0
# Empty() _queue
# Empty() _queue
# Empty() _queue
# Full()
# Full()
# 'timeout' must be a non-negative number
# task_done() called too many times
# [1, 2, 3]
# [2, 1, 3]
# 1 True 0
# empty
# ShutDown()
# ShutDown()
# [0, 1, 4, 9, 16, 25]
# [32, 9]
# 49 True None False False
# KeyError('bad')
# raised 'bad'
# [(0, 0), (1, 1), (2, 4), (3, 9)]
# 4 0 [0, 1, 4, 9]
# timeout 
# 0 1
# True True
# True
# [True]
# cannot schedule new futures after shutdown
# True True
# cancelled
# True
# FINISHED
# max_workers must be greater than 0
# 9 [5]
# end
# still made
