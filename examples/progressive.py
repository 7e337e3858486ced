"""Types where one wants them: the same sum four times in one file of Python, each time with more types.

    mojo run examples/progressive.py

The first function is Python as it is, and runs in CPython too. `Int`, `Float64` and `List[Float64]` are machine types: a function whose arguments all have
them is compiled as Mojo, and what untyped code passes to it is checked. `int` and `list[float]` stay hints.
"""

import sys
import time


def untyped(values, rounds):
    total = 0.0
    for _ in range(rounds):
        for value in values:
            total += value * value
    return total


def one_type(values, rounds: Int):
    total = 0.0
    for _ in range(rounds):
        for value in values:
            total += value * value
    return total


def all_types(values: List[Float64], rounds: Int) -> Float64:
    var total = 0.0
    for _ in range(rounds):
        for value in values:
            total += value * value
    return total


def vectors(values: List[Float64], rounds: Int) -> Float64:
    comptime width = 8
    var sums = SIMD[DType.float64, width](0)
    var whole = len(values) - len(values) % width
    var rest = 0.0
    for _ in range(rounds):
        for i in range(0, whole, width):
            var part = values.unsafe_ptr().load[width=width](i)
            sums += part * part
        for i in range(whole, len(values)):
            rest += values[i] * values[i]
    return sums.reduce_add() + rest


numbers = [i / 4 for i in range(1001)]
for function in (untyped, one_type, all_types, vectors):
    start = time.perf_counter()
    result = function(numbers, 2000)
    seconds = time.perf_counter() - start
    print(f"{function.__name__:10} {result:.1f}")
    print(f"{function.__name__:10} {seconds * 1000:7.2f} ms", file=sys.stderr)
try:
    all_types(numbers, "many")
except TypeError as error:
    print(error)
