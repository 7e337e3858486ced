# test: run
def parser(base: Int) -> def(String) escaping raises -> Int:
    def parse(text: String) raises {var base} -> Int:
        return atol(text, base)

    return parse

def appender(suffix: String) -> def(mut String) escaping -> None:
    def append(mut text: String) {var suffix}:
        text += suffix

    return append

def joiner(separator: String) -> def(String, var String) escaping -> String:
    def join(first: String, var second: String) {var separator} -> String:
        second += "."
        return first + separator + second

    return join

def factorial() -> def(Int) escaping -> Int:
    var one = 1

    def run(n: Int) {var one} -> Int:
        return one if n <= 1 else n * run(n - 1)

    return run

def outer(scale: Float64) -> def(Float64) escaping -> Float64:
    def by(x: Float64) {var scale} -> Float64:
        return x * scale

    def shifted(x: Float64) {var by} -> Float64:
        return by(x) + 0.5

    return shifted

def plain(text: String) -> Int:
    return text.byte_length()

def may_raise(offset: Int) -> List[def(String) escaping raises -> Int]:
    def shifted(text: String) {var offset} -> Int:
        return text.byte_length() + offset

    var pointer: def(String) thin -> Int = plain
    return [plain, shifted, pointer, parser(10)]

def main():
    var hex = parser(16)
    try:
        print(hex("ff"))
        print(hex("zz"))
    except e:
        print("failed")
    for f in may_raise(100):
        try:
            print(f("seven"))
        except e:
            print("not a number")
    var text = String("a")
    appender("!")(text)
    print(text)
    print(joiner(", ")("x", "y"))
    print(factorial()(10))
    print(outer(3.0)(2.0))
# output:
# 255
# failed
# 5
# 105
# 5
# not a number
# a!
# x, y.
# 3628800
# 6.5
