# test: run
def for_each[f: def(Int) capturing [_] -> None](n: Int):
    for i in range(n):
        f(i)

def main():
    var sum = 0
    var calls = 0

    @parameter
    def body(i: Int):
        sum += i
        calls += 1

    for_each[body](5)
    print(sum, calls)  # prints: 10 5
    for_each[body](3)
    print(sum, calls)  # prints: 13 8
