# test: run
from std.math import cos, exp, log, sin, sqrt

def main():
    print(sqrt(2.0))  # prints: 1.4142135623730951
    print(sqrt(144.0))  # prints: 12.0
    print(abs(exp(1.0) - 2.718281828459045) < 1e-15)  # prints: True
    print(abs(log(10.0) - 2.302585092994046) < 1e-15)  # prints: True
    print(abs(sin(0.5) ** 2 + cos(0.5) ** 2 - 1.0) < 1e-15)  # prints: True
    print(exp(0.0), log(1.0), sin(0.0), cos(0.0))  # prints: 1.0 0.0 0.0 1.0
