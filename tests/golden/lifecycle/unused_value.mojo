# test: run
@fieldwise_init
struct Noisy:
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def main():
    print("start")
    var a = Noisy("a")
    print("after a")
    _ = Noisy("b")
    print("after b")
# output:
# start
# - a
# after a
# - b
# after b
