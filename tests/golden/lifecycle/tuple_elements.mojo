# test: run
@fieldwise_init
struct Noisy(Copyable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def main():
    var pair = (Noisy("a"), Noisy("b"))
    print(pair[0].name, pair[1].name)
    print("end")
# output:
# a b
# - a
# - b
# end
