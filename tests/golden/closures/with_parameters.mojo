# test: run
def main():
    var base = 100

    def plus[n: Int](x: Int) {imm base} -> Int:
        return base + n * x

    print(plus[2](5))  # prints: 110
    print(plus[3](5))  # prints: 115
