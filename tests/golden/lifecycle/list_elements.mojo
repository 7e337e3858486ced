# test: run
struct Traced(Copyable):
    var n: Int

    def __init__(out self, n: Int):
        self.n = n

    def __init__(out self, *, copy: Self):
        self.n = copy.n + 100

    def __deinit__(deinit self):
        print("-", self.n)

def show(list: List[Traced]):
    print("left", len(list))

def main():
    var list = List[Traced]()
    for i in range(3):
        list.append(Traced(i))
    print("filled")
    var taken = list.pop(1)
    print("popped", taken.n)
    show(list)
    print("end")
# output:
# filled
# popped 1
# - 1
# left 2
# - 0
# - 2
# end
