# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def consume(var n: Noisy):
    print("consume", n.name)

def run(flag: Bool):
    var n = Noisy("n")
    if flag:
        consume(n^)
    else:
        print("kept")
    print("joined")

def main():
    run(True)
    run(False)
# output:
# consume n
# - n
# joined
# - n
# kept
# joined
