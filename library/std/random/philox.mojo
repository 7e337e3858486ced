"""A generator without hidden state, for parallel programs: any part of its sequence can be had at once.

Philox 4x32 with 10 rounds (J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).
"""

from ..math.logarithm import log
from ..math.power import sqrt
from ..math.trigonometric import cos, sin


struct Random[rounds: Int = 10](ImplicitlyCopyable):
    """A position in a sequence of 128-bit blocks.

    Parameters:
        rounds: Rounds of mixing.
    """

    var key: SIMD[DType.uint32, 2]
    """The seed."""
    var counter: SIMD[DType.uint32, 4]
    """Offset in the sequence, and number of the sequence."""

    def __init__(out self, *, seed: UInt64 = 0, subsequence: UInt64 = 0, offset: UInt64 = 0):
        """Starts somewhere.

        Args:
            seed: Chooses a family of sequences.
            subsequence: Chooses a sequence, one for each thread.
            offset: First block.
        """
        self.key = SIMD[DType.uint32, 2](UInt32(seed), UInt32(seed >> 32))
        self.counter = SIMD[DType.uint32, 4](UInt32(offset), UInt32(offset >> 32), UInt32(subsequence), UInt32(subsequence >> 32))

    def step(mut self) -> SIMD[DType.uint32, 4]:
        """The next block: four integers of 32 random bits."""
        var key = self.key
        var x = self.counter
        for _ in range(Self.rounds):
            var first = UInt64(x[0]) * 0xD2511F53
            var second = UInt64(x[2]) * 0xCD9E8D57
            x = SIMD[DType.uint32, 4](
                UInt32(second >> 32) ^ x[1] ^ key[0],
                UInt32(second),
                UInt32(first >> 32) ^ x[3] ^ key[1],
                UInt32(first),
            )
            key += SIMD[DType.uint32, 2](0x9E3779B9, 0xBB67AE85)
        self._advance()
        return x

    def step_uniform(mut self) -> SIMD[DType.float32, 4]:
        """Four numbers from 0 up to but without 1."""
        return (self.step() >> 8).cast[DType.float32]() * SIMD[DType.float32, 4](5.9604644775390625e-08)

    def _advance(mut self):
        """Counts up, with carry."""
        for i in range(4):
            self.counter[i] = self.counter[i] + 1
            if Bool(self.counter[i] != 0):
                return


struct NormalRandom[rounds: Int = 10](ImplicitlyCopyable):
    """Numbers from a normal distribution.

    Parameters:
        rounds: Rounds of mixing.
    """

    var uniform: Random[Self.rounds]
    """Where they come from."""

    def __init__(out self, *, seed: UInt64 = 0, subsequence: UInt64 = 0, offset: UInt64 = 0):
        """Starts somewhere.

        Args:
            seed: Chooses a family of sequences.
            subsequence: Chooses a sequence.
            offset: First block.
        """
        self.uniform = Random[Self.rounds](seed=seed, subsequence=subsequence, offset=offset)

    def step_normal(mut self, mean: Float32 = 0.0, stddev: Float32 = 1.0) -> SIMD[DType.float32, 8]:
        """Eight numbers.

        Args:
            mean: Middle of the distribution.
            stddev: Its width.
        """
        var u = SIMD[DType.float32, 4](1.0) - self.uniform.step_uniform()
        var angle = self.uniform.step_uniform() * SIMD[DType.float32, 4](6.283185307179586)
        var radius = sqrt(SIMD[DType.float32, 4](-2.0) * log(u)) * SIMD[DType.float32, 4](stddev)
        return (radius * cos(angle)).join(radius * sin(angle)) + SIMD[DType.float32, 8](mean)
