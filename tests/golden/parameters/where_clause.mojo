# test: run
def halves[n: Int]() -> Int where n % 2 == 0:
    return n // 2

def biggest[T: AnyType](a: T, b: T) -> Int where conforms_to(T, Comparable):
    return 1 if a > b else 2

def main():
    print(halves[10]())  # prints: 5
    print(biggest(3, 9))  # prints: 2
    print(biggest("b", "a"))  # prints: 1
