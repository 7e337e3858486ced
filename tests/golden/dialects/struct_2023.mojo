# test: run
# options: --dialect 2023
struct HeapArray:
    var data: Pointer[Int]
    var size: Int

    fn __init__(inout self, size: Int, value: Int):
        self.size = size
        self.data = Pointer[Int].alloc(size)
        for i in range(size):
            self.data.store(i, value)

    fn __copyinit__(inout self, other: Self):
        self.size = other.size
        self.data = Pointer[Int].alloc(self.size)
        for i in range(self.size):
            self.data.store(i, other.data.load(i) + 1)

    fn __moveinit__(inout self, owned existing: Self):
        self.size = existing.size
        self.data = existing.data

    fn __del__(owned self):
        self.data.free()

    fn dump(self):
        print_no_newline("[")
        for i in range(self.size):
            if i > 0:
                print_no_newline(", ")
            print_no_newline(self.data.load(i))
        print("]")

fn main():
    var a = HeapArray(3, 1)
    let b = a
    a.dump()  # prints: [1, 1, 1]
    b.dump()  # prints: [2, 2, 2]
