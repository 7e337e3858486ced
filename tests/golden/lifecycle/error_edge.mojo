# test: run
@fieldwise_init
struct Noisy:
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def use(n: Noisy):
    print("use", n.name)

def fail(yes: Bool) raises:
    if yes:
        raise Error("failed")

def run(yes: Bool) raises:
    var a = Noisy("a")
    fail(yes)
    use(a)
    print("run ends")

def main():
    try:
        run(False)
        run(True)
    except e:
        print("caught", e)
# output:
# use a
# - a
# run ends
# - a
# caught failed
