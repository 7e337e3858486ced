# test: run
def steps(start: Int) -> Int:
    var n = start
    var count = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        count += 1
    return count

def table[n: Int]() -> List[Int]:
    var result = List[Int]()
    for i in range(1, n + 1):
        result.append(steps(i))
    return result^

def main():
    comptime known = table[10]()
    for count in materialize[known]():
        print(count, end=" ")
    print()
# output:
# 0 1 7 2 5 8 16 3 19 6 
