# test: run
def area(width: Float64, height: Float64) -> String:
    return "floats"

def area(width: Int, height: Float64) -> String:
    return "mixed"

def main():
    var n = 2
    var x = 2.5
    print(area(n, n))  # prints: mixed
    print(area(x, n))  # prints: floats
    print(area(x, x))  # prints: floats
