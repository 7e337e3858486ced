# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def use(n: Noisy):
    print("use", n.name)

def main():
    var a = Noisy("first")
    use(a)
    a = Noisy("second")
    print("assigned")
    use(a)
    print("end")
# output:
# use first
# - first
# assigned
# use second
# - second
# end
