# test: run
struct OnlyInt(ImplicitlyCopyable):
    var n: Int

    def __init__(out self):
        self.n = 1

    def number(self) -> Int:
        return self.n

def get[T: Copyable & Deinitable](value: T) -> Int:
    # The branch not taken is not checked against `T`.
    comptime if conforms_to(T, Sized):
        return len(value)
    else:
        return -1

def main():
    print(get([1, 2, 3]))  # prints: 3
    print(get(OnlyInt()))  # prints: -1
