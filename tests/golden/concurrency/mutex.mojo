# test: run
# A mutex makes plain counting safe; a spin lock with a scope does too.
from std.algorithm import parallelize
from std.runtime import Mutex
from std.utils.lock import BlockingScopedLock, BlockingSpinLock


def main():
    var mutex = Mutex()
    var lock = BlockingSpinLock()
    var first = 0
    var second = 0

    @parameter
    def count(index: Int):
        with mutex:
            first += 1
        with BlockingScopedLock(lock):
            second += 1

    parallelize[count](20000)
    print(first, second)  # prints: 20000 20000
    print(mutex.try_lock(), mutex.try_lock())  # prints: True False
    mutex.unlock()
    _ = lock^
