# test: run
"""Among overloads that differ in parameters the one with fewer implicit conversions wins, then the one without variadic parameters."""


struct Meters(TrivialRegisterPassable):
    var value: Int

    @implicit
    def __init__(out self, value: Int):
        self.value = value


def foo[x: Meters, y: Int]():
    print("Meters, Int")


def foo[x: Meters, y: Meters]():
    print("Meters, Meters")


def bar[a: Int](b: Int):
    print("one")


def bar[a: Int](*b: Int):
    print("variadic argument")


def bar[*a: Int](b: Int):
    print("variadic parameter")


def main():
    comptime number: Int = 3
    foo[Meters(1), number]()  # prints: Meters, Int
    foo[Meters(1), Meters(2)]()  # prints: Meters, Meters
    bar[number](4)  # prints: one
    bar[number, number, number](4)  # prints: variadic parameter
