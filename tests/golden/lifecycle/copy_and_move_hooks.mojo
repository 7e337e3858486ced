# test: run
struct Traced(ImplicitlyCopyable):
    var n: Int

    def __init__(out self, n: Int):
        print("init", n)
        self.n = n

    def __init__(out self, *, copy: Self):
        print("copy", copy.n)
        self.n = copy.n

    def __init__(out self, *, deinit move: Self):
        print("move", move.n)
        self.n = move.n

    def __deinit__(deinit self):
        print("deinit", self.n)

def use(t: Traced):
    print("use", t.n)

def main():
    var a = Traced(1)
    var b = a
    use(a)
    use(b)
# output:
# init 1
# copy 1
# use 1
# deinit 1
# use 1
# deinit 1
