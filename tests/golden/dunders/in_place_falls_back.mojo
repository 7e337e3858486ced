# test: run
@fieldwise_init
struct Total(ImplicitlyCopyable):
    var n: Int

    def __add__(self, other: Int) -> Self:
        return Self(self.n + other)

def main():
    var t = Total(1)
    # Without `__iadd__`, `t += 5` is `t = t + 5`.
    t += 5
    print(t.n)  # prints: 6
