# test: run
def main():
    var zero = 0.0
    var minus = -zero
    print(minus)  # prints: -0.0
    print(zero == minus)  # prints: True
    print(1.0 / zero, 1.0 / minus)  # prints: inf -inf
