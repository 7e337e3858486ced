# test: run
struct Traced(ImplicitlyCopyable):
    var n: Int

    def __init__(out self, n: Int):
        self.n = n

    def __init__(out self, *, copy: Self):
        print("copied")
        self.n = copy.n

    def __deinit__(deinit self):
        print("-", self.n)

def make() -> Traced:
    var t = Traced(3)
    t.n += 1
    return t

def main():
    var a = make()
    print("made", a.n)
    print("end")
# output:
# made 4
# - 4
# end
