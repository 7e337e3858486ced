# test: run
# A spin lock knows its owners by number; who is not the owner cannot free it.
from std.utils.lock import BlockingScopedLock, BlockingSpinLock, SpinLock


def main():
    var lock = BlockingSpinLock()
    lock.lock(3)
    print(lock.try_lock(4), lock.unlock(4), lock.unlock(3))  # prints: False False True
    with BlockingScopedLock(lock):
        print(lock.try_lock(5))  # prints: False
    print(lock.try_lock(5))  # prints: True
    var plain = SpinLock()
    plain.lock()
    plain.unlock()
    plain.lock()
    print("locked again")  # prints: locked again
