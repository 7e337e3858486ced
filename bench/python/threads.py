"""The same work on one thread and on two at once: seconds of both, for `bench/threads.ts`."""

import sys
import threading
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def sieve(n):
    count = 0
    for _ in range(20):
        flags = [True] * (n + 1)
        for i in range(2, n + 1):
            if flags[i]:
                count += 1
                for j in range(i * i, n + 1, i):
                    flags[j] = False
    return count


def floats(n):
    x = 0.0
    for i in range(n):
        x = x * 0.5 + i / (x + 1.5)
    return x


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def add(self, other):
        return Vector(self.x + other.x, self.y + other.y)


def objects(n):
    v = Vector(0, 0)
    w = Vector(1, 2)
    for i in range(n):
        v = v.add(w)
    return v.x


def dictionaries(n):
    d = {}
    for i in range(n):
        k = i % 100
        d[k] = d.get(k, 0) + i
    return len(d)


def texts(n):
    parts = []
    for i in range(n):
        parts.append(str(i) + "x")
    return len("".join(parts))


def seconds(function, n, count):
    start = time.perf_counter()
    threads = [threading.Thread(target=function, args=(n,)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


sizes = {fib: 30, sieve: 50_000, floats: 1_000_000, objects: 500_000, dictionaries: 1_000_000, texts: 300_000}
for function, n in sizes.items():
    one = min(seconds(function, n, 1) for _ in range(5))
    two = min(seconds(function, n, 2) for _ in range(5))
    print(function.__name__, one, two)
