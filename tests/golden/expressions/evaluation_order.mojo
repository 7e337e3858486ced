# test: run
def step(n: Int) -> Int:
    print(n, end=" ")
    return n

def add3(a: Int, b: Int, c: Int) -> Int:
    return a + b + c

def main():
    print(step(1) + step(2) * step(3))
    print(add3(step(4), step(5), step(6)))
    print(add3(c=step(7), a=step(8), b=step(9)))
# output:
# 1 2 3 7
# 4 5 6 15
# 7 8 9 24
