# test: run
@fieldwise_init
struct N(ImplicitlyCopyable):
    var n: Int

    def __neg__(self) -> Self:
        return Self(-self.n)

    def __pos__(self) -> Self:
        return Self(self.n + 100)

    def __invert__(self) -> Self:
        return Self(~self.n)

    def __abs__(self) -> Self:
        return Self(abs(self.n))

def main():
    var a = N(5)
    print((-a).n, (+a).n, (~a).n)  # prints: -5 105 -6
    print((--a).n, (-(+a)).n)  # prints: 5 -105
