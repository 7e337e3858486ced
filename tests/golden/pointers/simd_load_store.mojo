# test: run
from std.memory import alloc

def main():
    var p = alloc[Float32](8)
    for i in range(8):
        p[i] = Float32(i)
    var v = p.load[width=4](2)
    print(v)  # prints: [2.0, 3.0, 4.0, 5.0]
    p.store(4, v * 10)
    print(p[3], p[4], p[7])  # prints: 3.0 20.0 50.0
    p.free()
