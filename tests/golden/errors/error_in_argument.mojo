# test: run
def fail(n: Int) raises -> Int:
    print("evaluated", n)
    if n == 2:
        raise Error("second")
    return n

def add(a: Int, b: Int, c: Int) -> Int:
    print("called")
    return a + b + c

def main():
    try:
        print(add(fail(1), fail(2), fail(3)))
    except e:
        print("caught", e)
# output:
# evaluated 1
# evaluated 2
# caught second
