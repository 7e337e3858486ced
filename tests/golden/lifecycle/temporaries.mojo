# test: run
@fieldwise_init
struct Noisy:
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def make(name: String) -> Noisy:
    print("make", name)
    return Noisy(name)

def use(n: Noisy) -> Int:
    print("use", n.name)
    return 1

def main():
    var x = use(make("a")) + use(make("b"))
    print(x)
# output:
# make a
# use a
# - a
# make b
# use b
# - b
# 2
