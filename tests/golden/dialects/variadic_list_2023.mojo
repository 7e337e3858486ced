# test: run
# In 2023 a list of arguments could be made of values, copied and kept.
fn total(*numbers: Int) -> Int:
    let list = VariadicList[Int](numbers)
    var sum = 0
    for i in range(len(list)):
        sum += list[i]
    return sum


fn main():
    let three = VariadicList(4, 5, 6)
    let copy = three
    print(total(1, 2, 3), len(three), copy[2])  # prints: 6 3 6
