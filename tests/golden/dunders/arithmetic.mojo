# test: run
@fieldwise_init
struct V(ImplicitlyCopyable, Writable):
    var n: Int

    def __add__(self, other: Self) -> String:
        return "add"

    def __sub__(self, other: Self) -> String:
        return "sub"

    def __mul__(self, other: Self) -> String:
        return "mul"

    def __truediv__(self, other: Self) -> String:
        return "truediv"

    def __floordiv__(self, other: Self) -> String:
        return "floordiv"

    def __mod__(self, other: Self) -> String:
        return "mod"

    def __pow__(self, other: Self) -> String:
        return "pow"

    def __matmul__(self, other: Self) -> String:
        return "matmul"

    def write_to(self, mut writer: Some[Writer]):
        writer.write(self.n)

def main():
    var a = V(1)
    var b = V(2)
    print(a + b, a - b, a * b, a / b)  # prints: add sub mul truediv
    print(a // b, a % b, a**b, a @ b)  # prints: floordiv mod pow matmul
