# test: run
@fieldwise_init
struct Noisy:
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def use(n: Noisy):
    print("use", n.name)

def fail() raises:
    raise Error("x")

def main():
    var outer = Noisy("outer")
    try:
        var inner = Noisy("inner")
        fail()
        use(inner)
    except e:
        print("except", e)
        use(outer)
    print("end")
# output:
# - inner
# except x
# use outer
# - outer
# end
