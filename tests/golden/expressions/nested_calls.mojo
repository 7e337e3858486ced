# test: run
def double(x: Int) -> Int:
    return x * 2

def add(x: Int, y: Int) -> Int:
    return x + y

def main():
    print(add(double(add(1, 2)), double(double(3))))  # prints: 18
    print(max(min(5, 9), double(2), 3))  # prints: 5
