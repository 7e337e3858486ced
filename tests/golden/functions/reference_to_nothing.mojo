# test: run
# A function generic over its element may return a reference to a value without bits.
struct Holder[T: ImplicitlyCopyable]:
    var value: Self.T

    def __init__(out self, value: Self.T):
        self.value = value

    def get(ref self) -> ref [self.value] Self.T:
        return self.value


def main():
    var holder = Holder(None)
    _ = holder.get()
    print(Holder(3).get())  # prints: 3
