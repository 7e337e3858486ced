# test: run


def fail(n: Int) raises:
    if n == 1:
        raise "literal"
    if n == 2:
        raise Error("number ", n, ", ", 2.5)
    if n == 3:
        raise Error(String("text"))


def main():
    for n in range(4):
        try:
            fail(n)
            print("fine")
        except error:
            print(error, String(error), repr(error), Bool(error))
    # prints: fine
    # prints: literal literal Error('literal') True
    # prints: number 2, 2.5 number 2, 2.5 Error('number 2, 2.5') True
    # prints: text text Error('text') True
