# test: run
@fieldwise_init
struct C(ImplicitlyCopyable):
    var n: Int

    def __lt__(self, other: Self) -> String:
        return "lt"

    def __le__(self, other: Self) -> String:
        return "le"

    def __gt__(self, other: Self) -> String:
        return "gt"

    def __ge__(self, other: Self) -> String:
        return "ge"

    def __eq__(self, other: Self) -> String:
        return "eq"

    def __ne__(self, other: Self) -> String:
        return "ne"

def main():
    var a = C(1)
    var b = C(2)
    print(a < b, a <= b, a > b, a >= b, a == b, a != b)  # prints: lt le gt ge eq ne
