# test: run
@fieldwise_init
struct Noisy:
    var n: Int

    def __deinit__(deinit self):
        print("-", self.n)

def use(n: Noisy):
    print("use", n.n)

def main():
    for i in range(3):
        var a = Noisy(i)
        use(a)
        print("next")
    print("end")
# output:
# use 0
# - 0
# next
# use 1
# - 1
# next
# use 2
# - 2
# next
# end
