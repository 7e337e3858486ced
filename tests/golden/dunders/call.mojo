# test: run
@fieldwise_init
struct Line(ImplicitlyCopyable):
    var slope: Int
    var offset: Int

    def __call__(self, x: Int) -> Int:
        return self.slope * x + self.offset

    def __call__(self, x: Int, y: Int) -> Bool:
        return self(x) == y

def main():
    var f = Line(2, 1)
    print(f(10))  # prints: 21
    print(f(10, 21), f(10, 22))  # prints: True False
