# test: run
# modes: O0 O3 (the interpreter has one thread only)
import threading, time, sys

def work(name, n):
    total = 0
    for i in range(n):
        total += i
    results[name] = total

results = {}
threads = [threading.Thread(target=work, args=(f"t{i}", 1000 * i)) for i in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results.items()))
print(threads[0].is_alive(), threads[0].name, threads[0].daemon)
print(threading.current_thread() is threading.main_thread(), threading.current_thread().name)
print(threading.active_count(), threading.enumerate() == [threading.main_thread()])

# a lock loses nothing
counter = 0
lock = threading.Lock()
def add():
    global counter
    for _ in range(10000):
        with lock:
            counter += 1
threads = [threading.Thread(target=add) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)

# locks
print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.locked())
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(e)
try:
    lock.acquire(False, 1)
except ValueError as e:
    print(e)
try:
    lock.acquire(timeout=-2)
except ValueError as e:
    print(e)
r = threading.RLock()
with r:
    with r:
        print(r._is_owned(), r._recursion_count())
try:
    r.release()
except RuntimeError as e:
    print(e)

# events
e = threading.Event()
order = []
def waiter():
    order.append("waiting")
    e.wait()
    order.append("woken")
t = threading.Thread(target=waiter)
t.start()
while not order: time.sleep(0.001)
order.append("set")
e.set()
t.join()
print(order, e.is_set(), e.wait(0))
e.clear()
print(e.wait(0.01))

# conditions
items = []
c = threading.Condition()
def consume():
    with c:
        while len(items) < 3:
            c.wait()
        got.extend(items)
got = []
t = threading.Thread(target=consume); t.start()
for i in range(3):
    with c:
        items.append(i)
        c.notify()
t.join()
print(got)
try:
    c.wait()
except RuntimeError as e2:
    print(e2)
try:
    c.notify()
except RuntimeError as e2:
    print(e2)
with c:
    print(c.wait(0.01), c.wait_for(lambda: False, 0.01), c.wait_for(lambda: 5))

# semaphores
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(timeout=0.01))
s.release(2)
b = threading.BoundedSemaphore(1)
with b: pass
try:
    b.release()
except ValueError as e2:
    print(e2)

# barrier
barrier = threading.Barrier(3, action=lambda: log.append("action"))
log = []
def meet(i):
    barrier.wait()
    log.append("past")
threads = [threading.Thread(target=meet, args=(i,)) for i in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(log, barrier.n_waiting, barrier.broken)
barrier.abort()
try:
    barrier.wait()
except threading.BrokenBarrierError:
    print("broken")

# output:
# [('t0', 0), ('t1', 499500), ('t2', 1999000), ('t3', 4498500), ('t4', 7998000)]
# False Thread-1 (work) False
# True MainThread
# 1 True
# 40000
# True False False True
# release unlocked lock
# can't specify a timeout for a non-blocking call
# timeout value must be a non-negative number
# True 2
# cannot release un-acquired lock
# ['waiting', 'set', 'woken'] True True
# False
# [0, 1, 2]
# cannot wait on un-acquired lock
# cannot notify on un-acquired lock
# False False 5
# True True False False
# Semaphore released too many times
# ['action', 'past', 'past', 'past'] 0 False
# broken
