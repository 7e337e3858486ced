# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def main():
    var a = Noisy("a")
    var b = Noisy("b")
    swap(a, b)
    print(a.name, b.name)
    a, b = b^, a^
    print(a.name, b.name)
    print("end")
# output:
# b a
# a b
# - b
# - a
# end
