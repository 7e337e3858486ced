# test: run
def main():
    var a = -1
    var b = 1
    print(a < b, a <= b, a > b, a >= b)  # prints: True True False False
    var x: UInt8 = 200
    var y: UInt8 = 100
    print(x > y, x == y, x != y)  # prints: True False True
    print(min(a, b), max(a, b), abs(a))  # prints: -1 1 1
