# test: run
# A compile-time value of a type that cannot be copied is made anew where it is used.
struct Mode:
    comptime FAST = Mode(1)
    var code: Int

    def __init__(out self, code: Int):
        self.code = code

    @implicit
    def __init__(out self, literal: IntLiteral):
        self.code = 10 * Int(literal)


def main():
    var fast = Mode.FAST
    fast.code += 1
    var seven: Mode = 7
    print(fast.code, Mode.FAST.code, seven.code)  # prints: 11 10 70
