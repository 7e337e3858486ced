# test: run
from std.memory import UnsafePointer, alloc

struct Vector(Copyable):
    var data: UnsafePointer[Int, MutExternalOrigin]
    var size: Int
    var capacity: Int

    def __init__(out self):
        self.capacity = 1
        self.size = 0
        self.data = alloc[Int](1)

    def __init__(out self, *, copy: Self):
        self.capacity = copy.capacity
        self.size = copy.size
        self.data = alloc[Int](copy.capacity)
        for i in range(copy.size):
            self.data[i] = copy.data[i]

    def __deinit__(deinit self):
        print("free", self.size)
        self.data.free()

    def append(mut self, value: Int):
        if self.size == self.capacity:
            self.capacity *= 2
            var bigger = alloc[Int](self.capacity)
            for i in range(self.size):
                bigger[i] = self.data[i]
            self.data.free()
            self.data = bigger
        self.data[self.size] = value
        self.size += 1

    def __getitem__(self, i: Int) -> Int:
        return self.data[i]

def main():
    var a = Vector()
    for i in range(10):
        a.append(i * 2)
    var b = a.copy()
    b.append(100)
    print(a[9], a.size, a.capacity)
    print(b[10], b.size)
# output:
# 18 10 16
# free 10
# 100 11
# free 11
