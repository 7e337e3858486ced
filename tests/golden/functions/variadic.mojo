# test: run
def total(*values: Int) -> Int:
    var sum = 0
    for value in values:
        sum += value
    return sum

def describe(first: String, *rest: Int):
    print(first, len(rest))
    for i in range(len(rest)):
        print(i, rest[i])

def main():
    print(total(), total(5), total(1, 2, 3))
    describe("numbers", 7, 8)
# output:
# 0 5 6
# numbers 2
# 0 7
# 1 8
