# test: run
def count_ones(x: UInt64) -> Int:
    var rest = x
    var count = 0
    while rest != 0:
        rest &= rest - 1
        count += 1
    return count

def main():
    print(count_ones(0), count_ones(255), count_ones(0x8000000000000001))  # prints: 0 8 2
    print(count_ones(UInt64.MAX))  # prints: 64
