# test: run
struct Pair[A: Copyable & Writable & Deinitable, B: Copyable & Writable & Deinitable]:
    var a: Self.A
    var b: Self.B

    def __init__(out self, a: Self.A, b: Self.B):
        self.a = a.copy()
        self.b = b.copy()

comptime Named = Pair[String, _]

def show(pair: Named):
    print(pair.a, "=", pair.b)

def main():
    show(Named(String("x"), 5))  # prints: x = 5
    show(Pair(String("y"), 2.5))  # prints: y = 2.5
