# test: run
struct Interval(ImplicitlyCopyable):
    var low: Int
    var high: Int

    def __init__(out self):
        self = Self(0, 1)

    def __init__(out self, size: Int):
        self.low = 0
        self.high = size

    def __init__(out self, low: Int, high: Int):
        self.low = low
        self.high = high

    def __init__(out self, *, around: Int):
        self.low = around - 1
        self.high = around + 1

def main():
    print(Interval().high)  # prints: 1
    print(Interval(9).high)  # prints: 9
    print(Interval(3, 4).low)  # prints: 3
    print(Interval(around=10).low)  # prints: 9
