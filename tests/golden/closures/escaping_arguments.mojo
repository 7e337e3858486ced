# test: run
def twice(f: def(Int) escaping -> Int, x: Int) -> Int:
    return f(f(x))

def apply(f: def(Int) -> Int, x: Int) -> Int:
    return f(x)

def compose(
    f: def(Int) escaping -> Int, g: def(Int) escaping -> Int
) -> def(Int) escaping -> Int:
    def both(x: Int) {var f, var g} -> Int:
        return g(f(x))

    return both

def inc(x: Int) -> Int:
    return x + 1

def main():
    var k = 3

    def times(x: Int) {var k} -> Int:
        return x * k

    var pointer: def(Int) thin -> Int = inc
    var kept: def(Int) escaping -> Int = times
    print(twice(times, 2), twice(inc, 2), twice(kept, 2))  # prints: 18 4 18
    print(apply(kept, 5), apply(pointer, 5))  # prints: 15 6
    var both = compose(kept, inc)
    print(both(4), compose(both, both)(1))  # prints: 13 13
    var from_pointer: def(Int) escaping -> Int = pointer
    print(from_pointer(8))  # prints: 9
