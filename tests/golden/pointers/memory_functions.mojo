# test: run
from std.memory import alloc, memcmp, memcpy, memset, memset_zero

def main():
    var a = alloc[UInt8](8)
    var b = alloc[UInt8](8)
    memset(a, 7, 8)
    memset_zero(b, 8)
    print(a[0], a[7], b[3])  # prints: 7 7 0
    memcpy(dest=b, src=a, count=4)
    print(b[3], b[4])  # prints: 7 0
    print(memcmp(a, b, 4), memcmp(a, b, 5) > 0)  # prints: 0 True
    a.free()
    b.free()
