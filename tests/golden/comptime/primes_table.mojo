# test: run
def primes(limit: Int) -> List[Int]:
    var result = List[Int]()
    for n in range(2, limit):
        var is_prime = True
        for p in result:
            if p * p > n:
                break
            if n % p == 0:
                is_prime = False
                break
        if is_prime:
            result.append(n)
    return result^

comptime TABLE = primes(50)
comptime COUNT = len(TABLE)

def main():
    print(COUNT)  # prints: 15
    var table = materialize[TABLE]()
    print(table)  # prints: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47]
    table.append(53)
    print(len(table), COUNT)  # prints: 16 15
