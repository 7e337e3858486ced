# test: run
struct Traced(ImplicitlyCopyable):
    var n: Int

    def __init__(out self, n: Int):
        self.n = n

    def __init__(out self, *, copy: Self):
        print("copied")
        self.n = copy.n

    def __init__(out self, *, deinit move: Self):
        self.n = move.n

    def __deinit__(deinit self):
        print("deinit", self.n)

def take(var t: Traced):
    print("take", t.n)

def main():
    var a = Traced(1)
    # `a` is used again: a copy.
    take(a)
    # The last use: moved, not copied.
    take(a)
    print("end")
# output:
# copied
# take 1
# deinit 1
# take 1
# deinit 1
# end
