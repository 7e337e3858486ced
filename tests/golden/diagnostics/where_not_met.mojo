# test: check
def halve[n: Int]() -> Int where n % 2 == 0:
    return n // 2

def main():
    print(halve[7]())
    #     ^^^^^^^^^^ error[E0208]: cannot call `halve`: its condition `n % 2 == 0` does not hold
