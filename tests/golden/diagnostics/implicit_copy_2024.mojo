# test: run
# options: --dialect 24
fn main():
    var a: List[Int] = List[Int](1, 2)
    var b = a
    b.append(3)
    print(len(a), len(b))  # prints: 2 3
