# test: run
def main():
    var limit = 10

    def below(x: Int) {imm limit} -> Bool:
        return x < limit

    print(below(5))  # prints: True
    limit = 3
    # The closure sees the present value.
    print(below(5))  # prints: False
