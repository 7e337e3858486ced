# test: run
@fieldwise_init
struct Noisy:
    var n: Int

    def __deinit__(deinit self):
        print("-", self.n)

def use(n: Noisy):
    print("use", n.n)

def main():
    for i in range(5):
        var a = Noisy(i)
        if i == 1:
            continue
        if i == 3:
            break
        use(a)
    print("end")
# output:
# use 0
# - 0
# - 1
# use 2
# - 2
# - 3
# end
