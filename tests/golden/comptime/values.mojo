# test: run
def square(n: Int) -> Int:
    return n * n

comptime A = square(7)
comptime B = A + 1
comptime NAME = "n" + String(B)

def main():
    print(A, B, NAME)  # prints: 49 50 n50
    comptime local = square(A)
    print(local)  # prints: 2401
    print(comptime(square(11)))  # prints: 121
