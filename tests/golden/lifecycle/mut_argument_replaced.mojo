# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def refill(mut n: Noisy):
    n = Noisy("new")
    print("refilled")

def main():
    var a = Noisy("old")
    refill(a)
    print("holds", a.name)
    print("end")
# output:
# - old
# refilled
# holds new
# - new
# end
