# test: run
def power_sums[n: Int](x: Int) -> Int:
    var total = 0
    comptime for i in range(n):
        comptime factor = i * i
        total += factor * x
    return total

def main():
    print(power_sums[4](1))  # prints: 14
    print(power_sums[0](1))  # prints: 0
    comptime for i in range(2, 8, 3):
        print(i)
    # prints: 2
    # prints: 5
