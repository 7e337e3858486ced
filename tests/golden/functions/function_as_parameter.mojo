# test: run
def increment(x: Int) -> Int:
    return x + 1

def double(x: Int) -> Int:
    return x * 2

def twice[f: def(Int) thin -> Int](x: Int) -> Int:
    return f(f(x))

def main():
    print(twice[increment](5))  # prints: 7
    print(twice[double](5))  # prints: 20
