# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def main():
    var data = Noisy("data")

    def show() {var data^}:
        print("inside", data.name)

    show()
    show()
    print("end")
# output:
# inside data
# inside data
# - data
# end
