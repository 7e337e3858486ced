"""Work done by the compiler: tables, strings and checks that the finished program only contains.

`sieve` is an ordinary function. Called in a `comptime` value it runs while the program is compiled, with its list on the
compiler's own heap; called in `main` it runs as any other.
"""


def sieve(limit: Int) -> List[Int]:
    var is_composite = List[Bool](length=limit, fill=False)
    var primes = List[Int]()
    for n in range(2, limit):
        if is_composite[n]:
            continue
        primes.append(n)
        for multiple in range(n * n, limit, n):
            is_composite[multiple] = True
    return primes^


def listed(primes: List[Int]) -> String:
    var text = String()
    for prime in primes:
        text += (", " if text else "") + String(prime)
    return text


comptime PRIMES = sieve(1000)
comptime COUNT = len(PRIMES)
comptime FIRST_TEN = listed(sieve(30))


def is_prime[n: Int]() -> Bool:
    """Decided by the compiler: a call becomes `True` or `False`."""
    comptime for i in range(COUNT):
        comptime if PRIMES[i] * PRIMES[i] > n:
            return True
        comptime if n % PRIMES[i] == 0:
            return n == PRIMES[i]
    return True


def main():
    comptime assert COUNT == 168, "there are 168 primes below a thousand"
    print(COUNT, "primes below 1000")  # prints: 168 primes below 1000
    print(FIRST_TEN)  # prints: 2, 3, 5, 7, 11, 13, 17, 19, 23, 29
    print(is_prime[97](), is_prime[91]())  # prints: True False

    # The table is data of the program from here on.
    var table = materialize[PRIMES]()
    var sum = 0
    for prime in table:
        sum += prime
    print("their sum is", sum)  # prints: their sum is 76127
    # The same function at run time gives the same list.
    print(table == sieve(1000))  # prints: True
