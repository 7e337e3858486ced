# test: run
def is_even(n: Int) -> Bool:
    return True if n == 0 else is_odd(n - 1)

def is_odd(n: Int) -> Bool:
    return False if n == 0 else is_even(n - 1)

def main():
    print(is_even(10), is_odd(10), is_even(7))  # prints: True False False
