# test: run
from std.memory import UnsafePointer, alloc

def main():
    var p = alloc[Int](4)
    for i in range(4):
        (p + i).init_pointee_copy(i * i)
    p[2] += 100
    print(p[0], p[1], p[2], p[3])  # prints: 0 1 104 9
    var q = p + 1
    q[0] = 50
    print(p[1], q[2])  # prints: 50 9
    p.free()
