# test: run
@fieldwise_init
struct Unique(Movable):
    var n: Int

    def __deinit__(deinit self):
        print("-", self.n)

def consume(var u: Unique):
    print("consume", u.n)

def pass_on(var u: Unique) -> Unique:
    u.n += 1
    return u^

def main():
    var a = Unique(1)
    consume(a^)
    print("consumed")
    a = Unique(5)
    var b = pass_on(a^)
    print("passed", b.n)
    print("end")
# output:
# consume 1
# - 1
# consumed
# passed 6
# - 6
# end
