# test: run
# Functions whose arguments have machine types, in a file that is Python otherwise.
from std.math import sqrt

def twice(x: Int) -> Int:
    return 2 * x

def mean(values: List[Float64]) -> Float64:
    var total = 0.0
    for value in values:
        total += value
    return total / Float64(len(values))

def hypotenuse(a: Float64, b: Float64) -> Float64:
    return sqrt(a * a + b * b)

def squares(n: Int) -> List[Int]:
    var result = List[Int]()
    for i in range(n):
        result.append(twice(i) * i)
    return result^

def untyped(a, b):
    return a + b

def hinted(x: int, names: "list of str" = ()) -> float:
    return x / 2

print(twice(4), untyped(twice(1), 2**70))
print(mean([1, 2, 3.5]), mean(values=(1.0, 2.0)))
print(hypotenuse(3, 4))
print(squares(5))
print(hinted(3))
for bad in ["x", 2**70, 1.5]:
    try:
        twice(bad)
    except Exception as error:
        print(type(error).__name__, error)
try:
    mean([1.0, "a"])
except TypeError as error:
    print(error)
try:
    mean(3)
except TypeError as error:
    print(error)
# output:
# 8 1180591620717411303426
# 2.1666666666666665 1.5
# 5.0
# [0, 2, 8, 18, 32]
# 1.5
# TypeError twice() argument 'x' must be Int, not str
# OverflowError twice() argument 'x': the int does not fit Int
# TypeError twice() argument 'x' must be Int, not float
# element 1: mean() argument 'values' must be Float64, not str
# mean() argument 'values' must be a list, not int
