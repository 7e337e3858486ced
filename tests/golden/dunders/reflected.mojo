# test: run
@fieldwise_init
struct Meters(ImplicitlyCopyable):
    var n: Float64

    def __add__(self, other: Float64) -> Self:
        return Self(self.n + other)

    def __radd__(self, other: Float64) -> Self:
        return Self(self.n + other + 1000)

    def __rsub__(self, other: Float64) -> Self:
        return Self(other - self.n)

    def __rmul__(self, other: Float64) -> Self:
        return Self(other * self.n)

    def __rtruediv__(self, other: Float64) -> Self:
        return Self(other / self.n)

def main():
    var m = Meters(2.0)
    var x = 10.0
    print((m + x).n)  # prints: 12.0
    print((x + m).n)  # prints: 1012.0
    print((x - m).n, (x * m).n, (x / m).n)  # prints: 8.0 20.0 5.0
