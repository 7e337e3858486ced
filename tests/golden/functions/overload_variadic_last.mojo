# test: run
def f(x: Int) -> String:
    return "one"

def f(*xs: Int) -> String:
    return "many"

def main():
    print(f(1))  # prints: one
    print(f(1, 2))  # prints: many
    print(f())  # prints: many
