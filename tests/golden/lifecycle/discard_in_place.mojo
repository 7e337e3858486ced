# test: run
# `_ = x^` destroys a value where it is, even if it cannot be moved.
struct Fixed:
    var name: String

    def __init__(out self, name: String):
        self.name = name

    def __deinit__(deinit self):
        print("end of", self.name)


def main():
    var a = Fixed("a")
    var b = Fixed("b")
    _ = b^
    print("after b")
    _ = a^
    print("after a")


# output:
# end of b
# after b
# end of a
# after a
