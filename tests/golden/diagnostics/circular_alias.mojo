# test: check
comptime A = B + 1
# error[E0405]: `A` is defined by itself
comptime B = A + 1

def main():
    print(A)
