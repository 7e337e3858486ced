# test: run
def compute(n: Int) -> Int:
    return n * n + 1

struct Sized[n: Int](ImplicitlyCopyable):
    def __init__(out self):
        pass

def same(a: Sized[10], b: Sized[compute(3)]) -> Int:
    return a.n + b.n

def main():
    # Types are the same when their parameter values are equal, however they were computed.
    var x: Sized[compute(3)] = Sized[2 * 5]()
    print(same(x, x))  # prints: 20
