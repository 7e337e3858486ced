# test: run
# modes: O0 O3 (the interpreter has one thread only)
# options: -D PYTHON_PARALLEL=True
# timeout: 120
# Threads that run at once: what they share loses nothing.

import threading, random, sys, queue
from collections import deque, OrderedDict, Counter, defaultdict
N = 3000
T = 4
lists = []; numbers = []; d = {}; s = set(); dq = deque(); dd = defaultdict(list); od = OrderedDict()
q = queue.Queue()
lock = threading.Lock(); rlock = threading.RLock()
count = 0
class Node:
    total = 0
    def __init__(self, value): self.value = value; self.children = []; self.tags = {}
    def add(self, child): self.children.append(child); return self
    def __eq__(self, other): return isinstance(other, Node) and self.value == other.value
    def __hash__(self): return hash(self.value)
root = Node(0)
def make():
    k = 0
    def inc():
        nonlocal k
        with lock:
            k += 1
        return k
    return inc
inc = make()
errors = []
def work(me):
    global count
    r = random.Random(me)
    mine = []
    for i in range(N):
        x = r.random()
        lists.append([me, i, x])
        numbers.append(i)
        with lock: count += 1
        with rlock: d[i % 500] = d.get(i % 500, 0) + 1
        dq.append((me, i))
        if i % 2: dq.popleft()
        dd[i % 100].append(Node(i))
        od[(me, i % 50)] = str(i)
        s.add(Node(i % 300)); s.discard(Node((i * 7) % 300))
        root.add(Node(i)) if i % 50 == 0 else None
        root.tags[str(i % 30)] = {"me": me, "list": [i] * 3}
        root.last = Node(i)
        mine.append(root.last.value)
        if i % 97 == 0:
            sorted(numbers[:200], key=lambda v: -v); list(zip(numbers[:50], lists[:50])); repr(root.tags.get("3"))
            [len(v) for v in list(dd.values())]
            try: "a" + 1
            except TypeError as e: errors.append(e)
        inc()
        q.put([i]); q.get()
    sums[me] = sum(numbers[:10]) + len(mine)
sums = {}
ts = [threading.Thread(target=work, args=(k,)) for k in range(T)]
for t in ts: t.start()
for t in ts: t.join()
print(count == N * T, sum(d.values()) == N * T, len(lists) == N * T, len(numbers) == N * T, inc() == N * T + 1)
print(len(dq) == N * T - N // 2 * T, sum(len(v) for v in dd.values()) == N * T, len(od), q.qsize())
print(sorted(n for _, n, _ in lists) == sorted(list(range(N)) * T), len(errors), type(errors[0]).__name__)
print(len(root.children) == T * len(range(0, N, 50)), all(type(v["list"]) is list for v in root.tags.values()))

# output:
# True True True True True
# True True 200 0
# True 124 TypeError
# True True
