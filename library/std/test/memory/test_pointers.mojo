# test: run
from memory import ArcPointer, OwnedPointer, Pointer, Span, UnsafePointer, alloc, memcmp, memcpy, memset_zero


struct Tracked(Movable):
    var name: String

    def __init__(out self, name: String):
        self.name = name

    def __deinit__(deinit self):
        print("-", self.name, sep="")


def main():
    var memory = alloc[Int64](8)
    for i in range(8):
        memory[i] = Int64(i * i)
    print(memory[3], (memory + 2)[], memory.load[width=4](), memory.load(7))  # prints: 9 4 [0, 1, 4, 9] 49
    memory.store(4, SIMD[DType.int64, 2](-1, -2))
    print(memory[4], memory[5], memory.strided_load[4](2))  # prints: -1 -2 [0, 4, -1, 36]
    print(memory.gather(SIMD[DType.int, 2](7, 1)), (memory + 3) - memory, memory < memory + 1)  # prints: [49, 1] 3 True
    var copy = alloc[Int64](8)
    memcpy(dest=copy, src=memory, count=8)
    print(memcmp(copy, memory, 8), copy[6])  # prints: 0 36
    memset_zero(copy, 8)
    print(copy[6], memcmp(copy, memory, 8))  # prints: 0 -1
    var bytes = memory.bitcast[UInt8]()
    print(bytes[8], bytes[16], Bool(memory), Bool(UnsafePointer[Int, MutAnyOrigin]()))  # prints: 1 4 True False
    memory.free()
    copy.free()

    var names = alloc[Tracked](2)
    names.unsafe_write(Tracked("first"))
    (names + 1).init_pointee_move(Tracked("second"))
    var taken = names.take_pointee()
    print(taken.name)
    # prints: first
    # prints: -first
    (names + 1).destroy_pointee()  # prints: -second
    names.free()

    var number = 5
    var safe = Pointer(to=number)
    safe[] += 1
    print(number)  # prints: 6

    var owner = OwnedPointer(Tracked("owned"))
    owner[].name += "!"
    print(owner[].name)
    # prints: owned!
    # prints: -owned!

    var shared = ArcPointer(Tracked("shared"))
    var second = shared
    print(shared.count(), shared is second)  # prints: 2 True
    _ = shared^
    print(second[].name)
    # prints: shared
    # prints: -shared

    var list = [1, 2, 3, 4]
    var span = Span(list)
    span[0] = 10
    var part = span[1:3]
    part[1] = 30
    print(list, len(part), part, 30 in span)  # prints: [10, 2, 30, 4] 2 [2, 30] True
    part.fill(0)
    span.reverse()
    print(list)  # prints: [4, 0, 0, 10]
