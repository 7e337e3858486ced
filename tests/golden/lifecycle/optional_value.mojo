# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def main():
    var maybe: Optional[Noisy] = Noisy("a")
    print("has", maybe.value().name)
    maybe = None
    print("emptied")
    maybe = Noisy("b")
    var taken = maybe.take()
    print("taken", taken.name)
    print("empty", not maybe)
# output:
# has a
# - a
# emptied
# taken b
# - b
# empty True
