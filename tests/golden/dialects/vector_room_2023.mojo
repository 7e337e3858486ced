# test: run
# In 2023 a vector's room could be used before its size was set.
from collections.vector import InlinedFixedVector


fn main():
    var counts = DynamicVector[Int](4)
    for i in range(4):
        counts[i] = i * i
    print(len(counts), counts[3])  # prints: 0 9
    counts.push_back(7)
    print(counts[0], counts[-1])  # prints: 7 7
    var fixed = InlinedFixedVector[Int, 8](0)
    fixed[5] = 3
    fixed.append(1)
    print(fixed[5], fixed[0], len(fixed))  # prints: 3 1 1
