# test: run
trait Zeroed:
    @staticmethod
    def zero() -> Self:
        ...

    def plus(self, other: Self) -> Self:
        ...

@fieldwise_init
struct Money(Zeroed, ImplicitlyCopyable):
    var cents: Int

    @staticmethod
    def zero() -> Self:
        return Self(0)

    def plus(self, other: Self) -> Self:
        return Self(self.cents + other.cents)

def total[T: Zeroed & Copyable & Deinitable](values: List[T]) -> T:
    var sum = T.zero()
    for value in values:
        sum = sum.plus(value)
    return sum^

def main():
    print(total([Money(5), Money(20), Money(17)]).cents)  # prints: 42
