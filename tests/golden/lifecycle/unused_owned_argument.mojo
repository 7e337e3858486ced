# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def ignore(var n: Noisy):
    print("ignored")

def main():
    ignore(Noisy("a"))
    print("end")
# output:
# - a
# ignored
# end
