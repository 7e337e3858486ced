# test: run
# modes: O0 O3 (a thread that sleeps needs another one)
# A thread waits for a value that a task of another thread sets.
from std.algorithm import sync_parallelize
from std.runtime import Condition, Mutex, parallelism_level


def main():
    var mutex = Mutex()
    var condition = Condition()
    var value = 0
    var seen = 0

    @parameter
    def work(index: Int):
        if index == 1:
            with mutex:
                value = 42
            condition.notify_all()
            return
        mutex.lock()
        # Whoever is alone with both calls has set it before.
        while value == 0 and parallelism_level() > 1:
            condition.wait(mutex)
        seen = value
        mutex.unlock()

    for _ in range(200):
        value = 0
        work(1)
        sync_parallelize[work](2)
    print(seen)  # prints: 42
