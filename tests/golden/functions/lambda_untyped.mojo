# test: run
def apply(f: def(Int) -> Int, x: Int) -> Int:
    return f(x)

def both(f: def(Int) -> Int, g: def(Int) -> Int, x: Int) -> Int:
    return g(f(x))

def mapped[T: Copyable, U: Copyable, //](items: List[T], f: def(T) -> U) -> List[U]:
    var result = List[U]()
    for item in items:
        result.append(f(item))
    return result^

def fold[T: ImplicitlyCopyable, F: def(T, T) -> T, //](items: List[T], start: T, f: F) -> T:
    var total = start
    for item in items:
        total = f(total, item)
    return total

def adder(n: Int) -> def(Int) escaping -> Int:
    return lambda x: x + n

def change(f: def(mut List[Int]) -> None):
    var items = [1]
    f(items)
    print(items)

def main():
    var k = 100
    var m = 7
    print(apply(lambda x: x + 1, 2), apply(lambda x: x + k, 2))
    print(both(lambda x: x + k, lambda x: x * m, 1))
    print(mapped([1, 2, 3], lambda x: String(x) + "!"))
    print(mapped([String("a"), "bcd"], lambda text: text.byte_length() + k))
    print(fold([1, 2, 3], 0, lambda a, b: a + b), fold([1.5, 2.0], 1.0, lambda a, b: a * b))
    print(adder(3)(4))
    var double: def(Int) thin -> Int = lambda x: 2 * x
    print(double(21))
    var steps: List[def(Int) escaping -> Int] = [lambda x: x + m, lambda x: x * m, double]
    for step in steps:
        print(step(2))
    double = lambda x: 3 * x
    print(double(1))
    change(lambda items: items.append(2))
    var forty = lambda: 40
    print(forty() + 2)
# output:
# 3 102
# 707
# ['1!', '2!', '3!']
# [101, 103]
# 6 3.0
# 7
# 42
# 9
# 14
# 4
# 3
# [1, 2]
# 42
