# test: run
def collatz(start: Int) -> Int:
    var n = start
    var steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps

def main():
    print(collatz(1), collatz(6), collatz(27))  # prints: 0 8 111
