# test: run
def half(x: Float64) -> Float64:
    return x / 2

def main():
    print(half(7))  # prints: 3.5
    var n = 9
    print(Float64(n) / 4.0)  # prints: 2.25
    print(Float64(Int.MAX))  # prints: 9.223372036854776e+18
    print(Int(1e3), Int(Float32(2.9)))  # prints: 1000 2
