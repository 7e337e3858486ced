# test: run
from atomic import Atomic, Ordering, fence


def main():
    var counter = Atomic[DType.int64](5)
    counter += 3
    print(counter.load(), counter.fetch_add(2), counter.fetch_sub(1), counter.load())  # prints: 8 8 10 9
    print(counter.exchange(100), counter.load[ordering = Ordering.RELAXED]())  # prints: 9 100
    counter.max(50)
    counter.min(70)
    print(counter.load())  # prints: 70
    var expected = Int64(1)
    print(counter.compare_exchange(expected, 2), expected)  # prints: False 70
    print(counter.compare_exchange(expected, 2), counter.load())  # prints: True 2
    var float = Atomic[DType.float32](1.5)
    float += 2
    float.max(9.25)
    print(float.load(), float.fetch_sub(1), float.load())  # prints: 9.25 9.25 8.25
    counter.store(7)
    fence()
    print(counter.load())  # prints: 7
