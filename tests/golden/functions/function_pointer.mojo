# test: run
def add(a: Int, b: Int) -> Int:
    return a + b

def multiply(a: Int, b: Int) -> Int:
    return a * b

def apply(operation: def(Int, Int) thin -> Int, a: Int, b: Int) -> Int:
    return operation(a, b)

def main():
    print(apply(add, 3, 4))  # prints: 7
    print(apply(multiply, 3, 4))  # prints: 12
    var f = add
    print(f(1, 1))  # prints: 2
    var choose: def(Int, Int) thin -> Int = multiply if f(0, 1) == 1 else add
    print(choose(5, 5))  # prints: 25
