# test: run
from std.memory import ArcPointer

@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def main():
    var a = ArcPointer(Noisy("shared"))
    var b = a
    print(a[].name, a is b)
    print("a is done")
    print(b[].name)
    print("end")
# output:
# shared True
# a is done
# shared
# - shared
# end
