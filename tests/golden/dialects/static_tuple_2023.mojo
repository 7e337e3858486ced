# test: run
# options: --dialect 2023
fn main():
    var t = StaticTuple[4, Int](1, 2, 3, 4)
    t[2] = 30
    print(t[0], t[2], len(t))  # prints: 1 30 4
    var filled = StaticTuple[3, Int](-1)
    filled[1] = 5
    print(filled[0], filled[1], filled[2])  # prints: -1 5 -1
    let index = StaticIntTuple[2](6, 7)
    print(index[0] * index[1])  # prints: 42
