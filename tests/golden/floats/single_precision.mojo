# test: run
def main():
    var a: Float32 = 0.1
    print(a)  # prints: 0.1
    print(Float64(a))  # prints: 0.10000000149011612
    print(a + 0.2)  # prints: 0.3
    var big: Float32 = 16777216.0
    print(big + 1.0 == big)  # prints: True
    print(Float32(1.0) / 3.0)  # prints: 0.33333334
