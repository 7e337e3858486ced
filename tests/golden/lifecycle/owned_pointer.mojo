# test: run
from std.memory import OwnedPointer

@fieldwise_init
struct Noisy(Movable):
    var n: Int

    def __deinit__(deinit self):
        print("-", self.n)

def main():
    var p = OwnedPointer(Noisy(1))
    p[].n = 5
    var q = p^
    print(q[].n)
    print("end")
# output:
# 5
# - 5
# end
