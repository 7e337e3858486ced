# test: run
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

struct Slot[T: Movable & Deinitable](Movable):
    var value: Self.T

    def __init__(out self, var value: Self.T):
        self.value = value^

    def unwrap(deinit self) -> Self.T:
        return self.value^

def main():
    var slot = Slot(Slot(Noisy("deep")))
    var inner = slot^.unwrap()
    print("once")
    var value = inner^.unwrap()
    print("twice", value.name)
    print("end")
# output:
# once
# twice deep
# - deep
# end
