# test: run
from std.math import ceil, floor, trunc

def main():
    var x = -2.5
    print(floor(x), ceil(x), trunc(x))  # prints: -3.0 -2.0 -2.0
    print(round(2.5), round(3.5), round(-2.5))  # prints: 2.0 4.0 -2.0
    var below = 2.675
    print(round(below, 2))  # prints: 2.67
    print(abs(x))  # prints: 2.5
