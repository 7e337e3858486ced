"""The constants of SHA-2 (FIPS 180-4), and SHA-512 of seeds that are texts."""


def _primes(count):
    found = []
    number = 2
    while len(found) < count:
        if all([number % prime for prime in found]):
            found.append(number)
        number += 1
    return found


def _fraction_of_root(number, degree):
    """The first 64 bits behind the point of a root."""
    shifted = number << (64 * degree)
    low, high = 0, 1 << 72
    while high - low > 1:
        middle = (low + high) >> 1
        if middle**degree <= shifted:
            low = middle
        else:
            high = middle
    return low & 0xFFFFFFFFFFFFFFFF


def fractions_of_roots(count, degree):
    """Of the first primes."""
    return [_fraction_of_root(prime, degree) for prime in _primes(count)]


def sha512(data):
    """The digest of bytes."""
    import hashlib

    return hashlib.sha512(data).digest()
