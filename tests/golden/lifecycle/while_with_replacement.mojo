# test: run
@fieldwise_init
struct Noisy(Movable):
    var n: Int

    def __deinit__(deinit self):
        print("-", self.n)

def main():
    var current = Noisy(0)
    while current.n < 3:
        current = Noisy(current.n + 1)
    print("ended at", current.n)
# output:
# - 0
# - 1
# - 2
# ended at 3
# - 3
