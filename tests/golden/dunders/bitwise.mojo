# test: run
@fieldwise_init
struct Flags(ImplicitlyCopyable):
    var bits: Int

    def __and__(self, other: Self) -> Self:
        return Self(self.bits & other.bits)

    def __or__(self, other: Self) -> Self:
        return Self(self.bits | other.bits)

    def __xor__(self, other: Self) -> Self:
        return Self(self.bits ^ other.bits)

    def __lshift__(self, n: Int) -> Self:
        return Self(self.bits << n)

    def __rshift__(self, n: Int) -> Self:
        return Self(self.bits >> n)

    def __invert__(self) -> Self:
        return Self(~self.bits & 15)

def main():
    var a = Flags(12)
    var b = Flags(10)
    print((a & b).bits, (a | b).bits, (a ^ b).bits)  # prints: 8 14 6
    print((a << 2).bits, (a >> 2).bits, (~a).bits)  # prints: 48 3 3
