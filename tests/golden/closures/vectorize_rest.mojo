# test: run
"""The rest after wide vectors: one by one where the function can tell a width, in quarters where it cannot."""

from algorithm import vectorize


def main():
    def shows[width: Int](start: Int) {}:
        print(width, "at", start)

    vectorize[32](43, shows)
    # prints: 32 at 0
    # prints: 1 at 32
    # prints: 1 at 33
    # prints: 1 at 34
    # prints: 1 at 35
    # prints: 1 at 36
    # prints: 1 at 37
    # prints: 1 at 38
    # prints: 1 at 39
    # prints: 1 at 40
    # prints: 1 at 41
    # prints: 1 at 42

    var numbers = List[Float32](length=43, fill=1.5)
    var calls = 0

    def doubles[width: Int](start: Int) {mut}:
        calls += 1
        var place = numbers.unsafe_ptr() + start
        place.store(place.load[width=width]() * 2)

    vectorize[32](43, doubles)
    var sum: Float32 = 0
    for number in numbers:
        sum += number
    print(sum, calls)  # prints: 129.0 5
