# test: run
@fieldwise_init
struct Noisy:
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def use(n: Noisy):
    print("use", n.name)

def run(n: Int) -> Int:
    var a = Noisy("a")
    if n == 0:
        return 0
    var b = Noisy("b")
    if n == 1:
        return 1
    use(a)
    use(b)
    return 2

def main():
    print(run(0))
    print(run(1))
    print(run(2))
# output:
# - a
# 0
# - b
# - a
# 1
# use a
# - a
# use b
# - b
# 2
