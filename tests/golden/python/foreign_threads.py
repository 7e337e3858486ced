# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
# requires: libpython
# Functions of ours on threads that CPython starts: their stacks, their exceptions, mutual exclusion.
import _queue, _thread
q = _queue.SimpleQueue()
def work(n):
    total = 0
    for i in range(n):
        total += i
    q.put(("done", total, [n]))
def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)
def handling(n):
    try:
        raise ValueError(n)
    except ValueError as error:
        q.put(error)
        try:
            {}[n]
        except KeyError as inner:
            q.put(inner.__context__ is error)
for i in range(3):
    _thread.start_new_thread(work, (1000 * (i + 1),))
print(sorted([q.get() for _ in range(3)]))
_thread.start_new_thread(lambda: q.put(deep(500)), ())
print(q.get())
try:
    raise TypeError("main")
except TypeError:
    _thread.start_new_thread(handling, (3,))
    error = q.get()
    print(repr(error), error.__context__, q.get())
def too_deep():
    try:
        deep(10**9)
    except RecursionError as error:
        q.put(type(error).__name__)
_thread.start_new_thread(too_deep, ())
print(q.get())
lock = _thread.allocate_lock()
count = 0
def add(times):
    global count
    for _ in range(times):
        with lock:
            count += 1
    q.put(None)
for _ in range(4):
    _thread.start_new_thread(add, (1000,))
for _ in range(4):
    q.get()
print(count, lock.locked())

# output:
# [('done', 499500, [1000]), ('done', 1999000, [2000]), ('done', 4498500, [3000])]
# 500
# ValueError(3) None True
# RecursionError
# 4000 False
