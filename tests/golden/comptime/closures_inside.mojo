# test: run
def apply(n: Int) -> Int:
    var total = 0

    def add(x: Int) {mut total}:
        total += x * x

    for i in range(n):
        add(i)
    return total

comptime RESULT = apply(5)

def main():
    print(RESULT)  # prints: 30
