# test: run
@fieldwise_init
struct Noisy:
    var name: String

    def __deinit__(deinit self):
        print("-")

def both(a: Noisy, b: Noisy):
    print("both", a.name, b.name)

def main():
    both(Noisy("a"), Noisy("b"))
    print("end")
# output:
# both a b
# -
# -
# end
