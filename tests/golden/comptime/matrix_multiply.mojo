# test: run
def multiply[n: Int](a: List[Int], b: List[Int]) -> List[Int]:
    var c = List[Int](length=n * n, fill=0)
    for i in range(n):
        for j in range(n):
            for k in range(n):
                c[i * n + j] += a[i * n + k] * b[k * n + j]
    return c^

def fibonacci_matrix(power: Int) -> List[Int]:
    var result: List[Int] = [1, 0, 0, 1]
    var step: List[Int] = [1, 1, 1, 0]
    for _ in range(power):
        result = multiply[2](result, step)
    return result^

comptime F = fibonacci_matrix(20)

def main():
    comptime tenth = F[1]
    print(tenth)  # prints: 6765
    print(materialize[F]())  # prints: [10946, 6765, 6765, 4181]
