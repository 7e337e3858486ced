# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def main():
    var a = Noisy("a")
    var b = Noisy("b")
    print("work")
    _ = a^
    print("more work")
    _ = b^
    print("end")
# output:
# work
# - a
# more work
# - b
# end
