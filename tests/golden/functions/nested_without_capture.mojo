# test: run
def main():
    def square(x: Int) -> Int:
        return x * x

    def twice(x: Int) -> Int:
        return square(x) * 2

    print(square(5))  # prints: 25
    print(twice(3))  # prints: 18
