"""SHA-512 (FIPS 180-4), for seeds that are texts."""


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


_mask = 0xFFFFFFFFFFFFFFFF
_tables = []


def _make_tables():
    primes = _primes(80)
    _tables.append([_fraction_of_root(prime, 3) for prime in primes])
    _tables.append([_fraction_of_root(prime, 2) for prime in primes[:8]])


def _turned(word, count):
    return (word >> count | word << (64 - count)) & _mask


def sha512(data):
    """The digest of bytes."""
    if not _tables:
        _make_tables()
    constants, state = _tables[0], list(_tables[1])
    padded = data + b"\x80" + b"\0" * ((111 - len(data)) % 128) + (len(data) * 8).to_bytes(16, "big")
    for start in range(0, len(padded), 128):
        words = [int.from_bytes(padded[at : at + 8], "big") for at in range(start, start + 128, 8)]
        for i in range(16, 80):
            x, y = words[i - 15], words[i - 2]
            s0 = _turned(x, 1) ^ _turned(x, 8) ^ x >> 7
            s1 = _turned(y, 19) ^ _turned(y, 61) ^ y >> 6
            words.append((words[i - 16] + s0 + words[i - 7] + s1) & _mask)
        a, b, c, d, e, f, g, h = state
        for i in range(80):
            s1 = _turned(e, 14) ^ _turned(e, 18) ^ _turned(e, 41)
            first = h + s1 + (e & f ^ ~e & g) + constants[i] + words[i]
            s0 = _turned(a, 28) ^ _turned(a, 34) ^ _turned(a, 39)
            second = s0 + (a & b ^ a & c ^ b & c)
            h, g, f, e, d, c, b, a = g, f, e, (d + first) & _mask, c, b, a, (first + second) & _mask
        state = [(old + new) & _mask for old, new in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join([word.to_bytes(8, "big") for word in state])
