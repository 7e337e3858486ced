# test: run
def memo_fibonacci(n: Int) -> Int:
    var known = List[Int](length=n + 1, fill=-1)
    var calls = 0

    def fib(k: Int, mut known: List[Int]) {mut calls} -> Int:
        calls += 1
        if known[k] >= 0:
            return known[k]
        if k < 2:
            known[k] = k
        else:
            var result = 0
            var a = 0
            var b = 1
            for _ in range(k):
                result = b
                a, b = b, a + b
            known[k] = a
            _ = result
        return known[k]

    var first = fib(n, known)
    var second = fib(n, known)
    print(calls, first == second)
    return first

def main():
    print(memo_fibonacci(30))
# output:
# 2 True
# 832040
