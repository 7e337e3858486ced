"""The generator behind the functions of `random`: xoshiro256++ (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number
generators", 2021), seeded through splitmix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014).

Period 2**256 - 1. One generator serves the whole program; without `seed` it starts from seed 0, so that runs can be repeated.
It is not for secrets, and threads that draw at once get unspecified (but harmless) results.
"""


struct Generator(Defaultable, ImplicitlyCopyable, TrivialRegisterPassable):
    """State of a generator."""

    var a: UInt64
    var b: UInt64
    var c: UInt64
    var d: UInt64

    @always_inline
    def __init__(out self):
        """As from seed 0."""
        self = Self(UInt64(0))

    def __init__(out self, seed: UInt64):
        """Four words of splitmix64.

        Args:
            seed: Any number.
        """
        var state = seed
        self.a = _splitmix(state)
        self.b = _splitmix(state)
        self.c = _splitmix(state)
        self.d = _splitmix(state)

    @always_inline
    def next(mut self) -> UInt64:
        """64 random bits."""
        var result = _rotate(self.a + self.d, 23) + self.a
        var t = self.b << 17
        self.c ^= self.a
        self.d ^= self.b
        self.b ^= self.c
        self.a ^= self.d
        self.c ^= t
        self.d = _rotate(self.d, 45)
        return result

    @always_inline
    def next_float64(mut self) -> Float64:
        """A number from 0 up to but without 1, a multiple of 2**-53."""
        return (self.next() >> 11).cast[DType.float64]() * Float64(1.1102230246251565e-16)

    def next_below(mut self, limit: UInt64) -> UInt64:
        """An integer from 0 up to but without `limit`, all equally likely; any integer if `limit` is 0.

        D. Lemire, "Fast random integer generation in an interval", 2019.

        Args:
            limit: First integer that does not occur.
        """
        if Bool(limit == 0):
            return self.next()
        var product = UInt128(self.next()) * UInt128(limit)
        var low = UInt64(product)
        if Bool(low < limit):
            var threshold = (UInt64(0) - limit) % limit
            while Bool(low < threshold):
                product = UInt128(self.next()) * UInt128(limit)
                low = UInt64(product)
        return UInt64(product >> 64)


@always_inline
def _rotate(value: UInt64, count: UInt64) -> UInt64:
    return (value << count) | (value >> (UInt64(64) - count))


@always_inline
def _splitmix(mut state: UInt64) -> UInt64:
    state += 0x9E3779B97F4A7C15
    var z = state
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB
    return z ^ (z >> 31)


struct ProgramGenerator:
    """The program's generator. All zeros when the program starts."""

    var generator: Generator
    var is_seeded: Bool

    def __init__(out self):
        """Not seeded yet."""
        self.generator = Generator()
        self.is_seeded = False


var program_generator: ProgramGenerator = ProgramGenerator()


@always_inline
def shared_generator() -> ref [MutableAnyOrigin] Generator:
    """The program's generator, seeded."""
    if not program_generator.is_seeded:
        seed_shared(UInt64(0))
    return __op.deref(__op.address_of(program_generator.generator))


def seed_shared(value: UInt64):
    """Starts the program's generator anew.

    Args:
        value: Any number.
    """
    program_generator.generator = Generator(value)
    program_generator.is_seeded = True
