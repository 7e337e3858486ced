# test: run
def main() raises:
    var divisor = 0

    def divide(x: Int) raises {imm divisor} -> Int:
        if divisor == 0:
            raise Error("divide by zero")
        return x // divisor

    try:
        print(divide(10))
    except e:
        print(e)  # prints: divide by zero
    divisor = 2
    print(divide(10))  # prints: 5
