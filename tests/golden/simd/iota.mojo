# test: run
from std.math import iota

def main():
    print(iota[DType.int32, 4]())  # prints: [0, 1, 2, 3]
    print(iota[DType.float32, 4](10))  # prints: [10.0, 11.0, 12.0, 13.0]
