# test: run
@fieldwise_init
struct Noisy:
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def use(n: Noisy):
    print("use", n.name)

def run(flag: Bool):
    var a = Noisy("a")
    if flag:
        print("then")
        use(a)
        print("then ends")
    else:
        print("else")
    print("joined")

def main():
    run(True)
    run(False)
# output:
# then
# use a
# - a
# then ends
# joined
# - a
# else
# joined
