# test: run
@fieldwise_init
struct Noisy:
    var n: Int

    def __deinit__(deinit self):
        print("-", self.n)

def use(n: Noisy):
    pass

def descend(n: Int) raises:
    var guard = Noisy(n)
    if n == 0:
        raise Error("bottom")
    descend(n - 1)
    use(guard)

def main():
    try:
        descend(3)
    except e:
        print(e)
# output:
# - 0
# - 1
# - 2
# - 3
# bottom
