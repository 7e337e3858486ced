# test: run
def one() -> Int:
    return 1

def two() -> Int:
    return 2

def main():
    var table: List[def() thin -> Int] = [one, two, one]
    var sum = 0
    for f in table:
        sum = sum * 10 + f()
    print(sum)  # prints: 121
