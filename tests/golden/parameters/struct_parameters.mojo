# test: run
struct Ring[modulus: Int](ImplicitlyCopyable, Writable):
    var value: Int

    def __init__(out self, value: Int):
        self.value = value % Self.modulus

    def __add__(self, other: Self) -> Self:
        return Self(self.value + other.value)

    def __mul__(self, other: Self) -> Self:
        return Self(self.value * other.value)

    def write_to(self, mut writer: Some[Writer]):
        writer.write(self.value, " mod ", Self.modulus)

def main():
    var a = Ring[7](5)
    var b = Ring[7](4)
    print(a + b)  # prints: 2 mod 7
    print(a * b)  # prints: 6 mod 7
    print(Ring[10](-3))  # prints: 7 mod 10
