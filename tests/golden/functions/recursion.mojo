# test: run
def factorial(n: Int) -> Int:
    return 1 if n <= 1 else n * factorial(n - 1)

def fibonacci(n: Int) -> Int:
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)

def main():
    print(factorial(10), factorial(20))  # prints: 3628800 2432902008176640000
    print(fibonacci(15))  # prints: 610
