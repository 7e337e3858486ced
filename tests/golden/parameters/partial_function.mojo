# test: run
def multiply[a: Int, b: Int](c: Int) -> Int:
    return a * b * c

def main():
    comptime times_six = multiply[2, 3]
    print(times_six(7))  # prints: 42
    comptime with_two = multiply[2, _]
    print(with_two[5](1))  # prints: 10
