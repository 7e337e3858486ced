# test: run
def main():
    var a = InlineArray[Int, 4](fill=7)
    a[2] = 1
    var sum = 0
    for x in a:
        sum += x
    print(sum, len(a))  # prints: 22 4
    var b: InlineArray[Int, 3] = [1, 2, 3]
    var c = b
    c[0] = 100
    print(b[0], c[0])  # prints: 1 100
    print(a[-1])  # prints: 7
