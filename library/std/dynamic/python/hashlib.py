"""MD5, SHA-1 and SHA-2: names as in CPython. What is done to each block is in Mojo (`native/_digests.mojo`)."""

import _digests
from math import sin
from _sha2 import fractions_of_roots

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
algorithms_available = set(algorithms_guaranteed)

__all__ = (*sorted(algorithms_guaranteed), "new", "algorithms_guaranteed", "algorithms_available", "file_digest", "pbkdf2_hmac")


def _words(numbers, size):
    from sys import byteorder

    return b"".join([number.to_bytes(size, byteorder) for number in numbers])


class _Kind:
    """One algorithm: its constants are made when it is first asked for."""

    def __init__(self, name, blocks, block_size, word_size, digest_size, tables):
        self.name, self.blocks, self.block_size = name, blocks, block_size
        self.word_size, self.digest_size, self.tables = word_size, digest_size, tables
        self.constants = None

    def ready(self):
        if self.constants is None:
            constants, state = self.tables()
            self.constants, self.state = _words(constants, self.word_size), _words(state, self.word_size)
        return self


def _md5_tables():
    return [int(abs(sin(i + 1)) * 2**32) for i in range(64)], (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)


def _sha1_tables():
    return (0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6), (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0)


def _sha2_tables(count, first, bits, digest_bits):
    """FIPS 180-4: SHA-224 takes the second half of the roots that SHA-384 takes whole."""
    shift = 64 - bits
    constants = [word >> shift for word in fractions_of_roots(count, 3)]
    state = fractions_of_roots(first + 8, 2)[first:]
    if digest_bits == 224:
        return constants, [word & 0xFFFFFFFF for word in state]
    return constants, [word >> shift for word in state]


_kinds = {
    "md5": _Kind("md5", _digests.md5, 64, 4, 16, _md5_tables),
    "sha1": _Kind("sha1", _digests.sha1, 64, 4, 20, _sha1_tables),
    "sha224": _Kind("sha224", _digests.sha256, 64, 4, 28, lambda: _sha2_tables(64, 8, 32, 224)),
    "sha256": _Kind("sha256", _digests.sha256, 64, 4, 32, lambda: _sha2_tables(64, 0, 32, 256)),
    "sha384": _Kind("sha384", _digests.sha512, 128, 8, 48, lambda: _sha2_tables(80, 8, 64, 384)),
    "sha512": _Kind("sha512", _digests.sha512, 128, 8, 64, lambda: _sha2_tables(80, 0, 64, 512)),
}


class HASH:
    """What `md5` and its like give."""

    def __init__(self, kind, data=b""):
        self._kind = kind.ready()
        self._state = kind.state
        self._rest = b""
        self._count = 0
        if data != b"":
            self.update(data)

    name = property(lambda self: self._kind.name)
    digest_size = property(lambda self: self._kind.digest_size)
    block_size = property(lambda self: self._kind.block_size)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        if not isinstance(data, (bytes, bytearray, memoryview)):
            try:
                data = bytes(memoryview(data))
            except TypeError:
                raise TypeError("object supporting the buffer API required") from None
        data = self._rest + bytes(data) if self._rest else bytes(data)
        size = self._kind.block_size
        whole = len(data) // size * size
        self._count += whole
        if whole:
            self._state = self._kind.blocks(self._kind.constants, self._state, data)
        self._rest = data[whole:]

    def digest(self):
        from sys import byteorder

        kind = self._kind
        length = kind.word_size * 2
        bits = (self._count + len(self._rest)) * 8
        order = "little" if kind.name == "md5" else "big"
        padding = b"\x80" + b"\0" * ((kind.block_size - length - 1 - len(self._rest)) % kind.block_size)
        end = self._rest + padding + (bits % (1 << 8 * length)).to_bytes(length, order)
        state = kind.blocks(kind.constants, self._state, end)
        size = kind.word_size
        words = [int.from_bytes(state[at : at + size], byteorder).to_bytes(size, order) for at in range(0, len(state), size)]
        return b"".join(words)[: kind.digest_size]

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        made = HASH(self._kind)
        made._state, made._rest, made._count = self._state, self._rest, self._count
        return made

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {id(self):#x}>"


def new(name, data=b"", *, usedforsecurity=True):
    """`hashlib.new("sha256", data)`."""
    kind = _kinds.get(name.lower() if isinstance(name, str) else name)
    if kind is None:
        raise ValueError("unsupported hash type " + name)
    return HASH(kind, data)


def _maker(name):
    def make(string=b"", *, usedforsecurity=True):
        return HASH(_kinds[name], string)

    make.__name__ = make.__qualname__ = "openssl_" + name
    return make


md5, sha1, sha224, sha256, sha384, sha512 = map(_maker, _kinds)


def file_digest(fileobj, digest, /, *, _bufsize=2**18):
    """The digest of what a binary file still has."""
    made = new(digest) if isinstance(digest, str) else digest()
    while chunk := fileobj.read(_bufsize):
        made.update(chunk)
    return made


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """RFC 8018's key from a password."""
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    inner, outer = new(hash_name), new(hash_name)
    size = inner.block_size
    password = bytes(password)
    if len(password) > size:
        password = new(hash_name, password).digest()
    password += b"\0" * (size - len(password))
    inner.update(bytes([byte ^ 0x36 for byte in password]))
    outer.update(bytes([byte ^ 0x5C for byte in password]))

    def keyed(message):
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    wanted = outer.digest_size if dklen is None else dklen
    if wanted < 1:
        raise ValueError("key length must be greater than 0.")
    key = b""
    block = 1
    while len(key) < wanted:
        step = keyed(bytes(salt) + block.to_bytes(4, "big"))
        sum = int.from_bytes(step, "big")
        for _ in range(iterations - 1):
            step = keyed(step)
            sum ^= int.from_bytes(step, "big")
        key += sum.to_bytes(inner.digest_size, "big")
        block += 1
    return key[:wanted]
