# test: run
struct Noisy(ImplicitlyCopyable):
    var name: String

    def __init__(out self, name: String):
        self.name = name

    def __init__(out self, *, copy: Self):
        self.name = copy.name + "'"

    def __del__(deinit self):
        print("end", self.name)

def moved() -> def() escaping -> None:
    var data = Noisy("moved")

    def show() {var data^}:
        print("in", data.name)

    return show

def copied(data: Noisy) -> def() escaping -> None:
    def show() {var data}:
        print("in", data.name)

    return show

def main():
    var first = moved()
    var list = [first, first]
    first()
    print("one owner less")
    list[0]()
    var noisy = Noisy("copied")
    var second = copied(noisy)
    print("the original ends:", noisy.name)
    second()
    second = moved()
    second()
    print("done")

# output:
# in moved
# one owner less
# in moved
# end moved
# the original ends: copied
# end copied
# in copied'
# end copied'
# in moved
# end moved
# done
