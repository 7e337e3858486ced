# test: run
# Names of scalars in the first weeks, when modules had capital letters.
from SIMD import SI8
from Vector import DynamicVector


fn main():
    var numbers = DynamicVector[F64]()
    numbers.push_back(1.5)
    numbers.resize(2)
    numbers[1] = 2
    let small: SI8 = 127
    print(numbers[0] + numbers[1], small + 1)  # prints: 3.5 -128
