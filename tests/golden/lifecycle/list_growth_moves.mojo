# test: run
struct Counted(Copyable):
    var n: Int

    def __init__(out self, n: Int):
        self.n = n

    def __init__(out self, *, copy: Self):
        print("copied")
        self.n = copy.n

    def __init__(out self, *, deinit move: Self):
        self.n = move.n

    def __deinit__(deinit self):
        if self.n >= 0:
            print("-", self.n, end="; ")

def main():
    var list = List[Counted]()
    for i in range(20):
        list.append(Counted(-1))
    list.append(Counted(5))
    # Growing moves the elements: nothing was copied or destroyed.
    print("length", len(list))
    list.clear()
    print("end")
# output:
# length 21
# - 5; end
