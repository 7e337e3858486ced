# test: run
from std.memory import alloc

@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def main():
    var p = alloc[Noisy](2)
    p.init_pointee_move(Noisy("a"))
    (p + 1).init_pointee_move(Noisy("b"))
    print(p[0].name, p[1].name)
    p.destroy_pointee()
    var b = (p + 1).take_pointee()
    p.free()
    print("freed")
    print(b.name)
# output:
# a b
# - a
# freed
# b
# - b
