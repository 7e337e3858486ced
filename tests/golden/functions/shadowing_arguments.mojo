# test: run
def f(x: Int) -> Int:
    var x = x * 2
    x += 1
    return x

def main():
    print(f(5))  # prints: 11
