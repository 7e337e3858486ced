# test: run
# options: --dialect 1.0
struct Today(Copyable):
    var n: Int

    def __init__(out self, n: Int):
        self.n = n

    def __init__(out self, *, copy: Self):
        self.n = copy.n + 1

    def __init__(out self, *, deinit move: Self):
        self.n = move.n

    def __deinit__(deinit self):
        print("gone", self.n)

def main():
    var a = Today(1)
    var b = a.copy()
    print(b.n)
    _ = b^
    _ = a^
# output:
# 2
# gone 2
# gone 1
