# test: run
from itertools import count, cycle, drop_while, product, repeat, take_while


def main():
    var numbers = [10, 20, 30]
    var words = ["a", "b"]
    for i, n in enumerate(numbers):
        print(i, n, end=";")
    print()  # prints: 0 10;1 20;2 30;
    for i, n in enumerate(numbers, start=5):
        print(i, n, end=";")
    print()  # prints: 5 10;6 20;7 30;
    for n, w in zip(numbers, words):
        print(n, w, end=";")
    print()  # prints: 10 a;20 b;
    for n in reversed(numbers):
        print(n, end=",")
    print()  # prints: 30,20,10,
    for i in reversed(range(3)):
        print(i, end=",")
    print()  # prints: 2,1,0,

    def double(n: Int) -> Int:
        return 2 * n

    def is_big(n: Int) -> Bool:
        return n > 15

    for n in map[double](numbers):
        print(n, end=",")
    print()  # prints: 20,40,60,
    for n in filter[is_big](numbers):
        print(n, end=",")
    print()  # prints: 20,30,
    for n in take_while[is_big](reversed(numbers)):
        print(n, end=",")
    print()  # prints: 30,20,
    for n in drop_while[is_big](reversed(numbers)):
        print(n, end=",")
    print()  # prints: 10,
    for a, b in product(numbers, words):
        print(a, b, sep="", end=",")
    print()  # prints: 10a,10b,20a,20b,30a,30b,
    for n, c in zip(cycle(numbers), count(1)):
        if c > 4:
            break
        print(n, c, end=";")
    print()  # prints: 10 1;20 2;30 3;10 4;
    for w in repeat("x", times=3):
        print(w, end="")
    print()  # prints: xxx
    var iterator = iter(numbers)
    print(next(iterator), next(iterator))  # prints: 10 20
