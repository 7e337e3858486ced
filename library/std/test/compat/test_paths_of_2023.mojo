# test: run
# options: --dialect 2023
from Assert import assert_param
from DType import DType
from Functional import vectorize
from List import VariadicList
from Math import sqrt
from Memory import memset_zero
from Pointer import DTypePointer, Pointer
from String import String
from TargetInfo import simdwidthof
from Vector import DynamicVector
from memory.unsafe import bitcast
from utils.vector import InlinedFixedVector


fn total(*numbers: Int) -> Int:
    var sum = 0
    for i in range(len(numbers)):
        sum += numbers[i]
    return sum


fn main():
    var vector = DynamicVector[Int]()
    vector.push_back(4)
    vector.push_back(5)
    print(vector[0], vector.pop_back(), len(vector))  # prints: 4 5 1
    assert_param[True, "never"]()
    let scalars = DTypePointer[DType.float32].alloc(8)
    memset_zero(scalars, 8)
    scalars.store(2, 1.5)
    scalars.simd_store[2](4, SIMD[DType.float32, 2](7, 8))
    print(scalars.load(2), scalars.simd_load[4](2))  # prints: 1.5 [1.5, 0.0, 7.0, 8.0]
    let moved = scalars.offset(4)
    print(moved.load(), (scalars + 5).load())  # prints: 7.0 8.0
    scalars.free()
    let numbers = Pointer[Int].alloc(3)
    numbers.store(1, 5)
    numbers[2] = 7
    print(numbers.load(1), numbers[2])  # prints: 5 7
    numbers.free()
    var fixed = InlinedFixedVector[Int, 4](10)
    fixed.append(3)
    print(fixed[0], len(fixed), total(1, 2, 3), sqrt(4.0))  # prints: 3 1 6 2.0
    let text: String = "old"
    print(text + " style", len(text))  # prints: old style 3
