# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def run(flag: Bool):
    var n: Noisy
    if flag:
        n = Noisy("yes")
    else:
        n = Noisy("no")
    print("got", n.name)
    print("end")

def main():
    run(True)
    run(False)
# output:
# got yes
# - yes
# end
# got no
# - no
# end
