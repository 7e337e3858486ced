# test: run
@fieldwise_init
struct Noisy:
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def use(n: Noisy):
    print("use", n.name)

def main():
    var a = Noisy("a")
    var b = Noisy("b")
    use(a)
    print("between")
    use(b)
    print("end")
# output:
# use a
# - a
# between
# use b
# - b
# end
