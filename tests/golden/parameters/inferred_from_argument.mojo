# test: run
struct Box[T: Copyable & Writable & Deinitable]:
    var value: Self.T

    def __init__(out self, value: Self.T):
        self.value = value.copy()

def show[T: Copyable & Writable & Deinitable](box: Box[T]):
    print("box of", box.value)

def main():
    show(Box(5))  # prints: box of 5
    show(Box(String("five")))  # prints: box of five
    show[Float64](Box(0.5))  # prints: box of 0.5
