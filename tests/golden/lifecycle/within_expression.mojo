# test: run
@fieldwise_init
struct Noisy:
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def value(n: Noisy) -> Int:
    return 5

def main():
    var a = Noisy("a")
    # `a` is not needed once `value` has returned: it goes before `print` runs.
    print("value", value(a))
# output:
# - a
# value 5
