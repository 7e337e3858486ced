# test: run
# options: --dialect 2023
from utils.vector import DynamicVector

fn main():
    var v = DynamicVector[Int]()
    for i in range(5):
        v.push_back(i * i)
    print(len(v), v.size, v[3])  # prints: 5 5 9
    v[0] = 100
    var sum = 0
    for i in range(len(v)):
        sum += v[i]
    print(sum)  # prints: 130
    print(v.pop_back(), len(v))  # prints: 16 4
