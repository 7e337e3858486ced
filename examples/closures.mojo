"""Functions inside functions: what they see of their surroundings, and how they are passed on."""


def twice[F: def(Int) -> Int, //](f: F, x: Int) -> Int:
    """A closure as an ordinary argument."""
    return f(f(x))


def for_each[body: def(Int) capturing [_] -> None](count: Int):
    """A closure as a parameter: it is compiled into the loop and costs nothing."""
    for i in range(count):
        body(i)


def compose[F: def(Int) -> Int, G: def(Int) -> Int, //](f: F, g: G, x: Int) -> Int:
    return g(f(x))


def count_calls() -> Int:
    var calls = 0

    def visit(depth: Int) {mut calls}:
        calls += 1

    for depth in range(4):
        visit(depth)
    return calls


def main():
    # `{imm offset}` refers to the variable: it sees its present value.
    var offset = 10

    def shift(x: Int) {imm offset} -> Int:
        return x + offset

    print(twice(shift, 1))  # prints: 21
    offset = 100
    print(twice(shift, 1))  # prints: 201

    # `{var factor}` keeps a copy of its own.
    var factor = 3

    def scale(x: Int) {var factor} -> Int:
        return x * factor

    factor = 1000
    print(scale(7), factor)  # prints: 21 1000
    print(compose(shift, scale, 5))  # prints: 315

    # `{mut ...}` may change what it captured.
    print(count_calls())  # prints: 4

    # A closure with `@parameter` captures by reference and becomes a parameter.
    var squares = List[Int]()

    @parameter
    def collect(i: Int):
        squares.append(i * i)

    for_each[collect](5)
    print(squares)  # prints: [0, 1, 4, 9, 16]

    # Anonymous functions are written in one expression.
    print(twice(lambda (x: Int) -> Int: x * x, 3))  # prints: 81
