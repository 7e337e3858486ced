# test: run
struct Traced(Copyable):
    var n: Int

    def __init__(out self, n: Int):
        self.n = n

    def __init__(out self, *, copy: Self):
        self.n = copy.n + 100

    def __deinit__(deinit self):
        print("-", self.n)

def main():
    var a = List[Traced]()
    a.append(Traced(1))
    a.append(Traced(2))
    var b = a.copy()
    print("copied")
    a.clear()
    print("cleared", len(a), len(b))
    print("end", b[0].n)
# output:
# copied
# - 1
# - 2
# cleared 0 2
# end 101
# - 101
# - 102
