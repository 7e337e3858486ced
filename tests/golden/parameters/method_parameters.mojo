# test: run
struct Scaler(ImplicitlyCopyable):
    var base: Int

    def __init__(out self, base: Int):
        self.base = base

    def times[n: Int](self) -> Int:
        return self.base * n

    def wrapped[T: Writable](self, value: T) -> String:
        return String(self.base) + ":" + String(value)

def main():
    var s = Scaler(3)
    print(s.times[5]())  # prints: 15
    print(s.wrapped("x"), s.wrapped(2.5))  # prints: 3:x 3:2.5
