# test: run
# options: --dialect 26
struct Buffer(Copyable, Movable):
    var items: List[Int]

    fn __init__(out self, var items: List[Int]):
        self.items = items^

    fn __copyinit__(out self, other: Self):
        self.items = other.items.copy()
        self.items.append(-1)

    fn __moveinit__(out self, deinit other: Self):
        self.items = other.items^

    fn __del__(deinit self):
        print("del", len(self.items))

fn take(var b: Buffer) -> Int:
    return len(b.items)

fn main():
    var a = Buffer([1, 2])
    print(take(a.copy()))
    print(take(a^))
# output:
# del 3
# 3
# del 2
# 2
