# test: run
@fieldwise_init
struct Noisy:
    var n: Int

    def __deinit__(deinit self):
        print("-", self.n)

def use(n: Noisy, i: Int):
    print("use", n.n, "in", i)

def main():
    var a = Noisy(7)
    for i in range(2):
        use(a, i)
    print("after loop")
# output:
# use 7 in 0
# use 7 in 1
# - 7
# after loop
