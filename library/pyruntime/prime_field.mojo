"""`PrimeField`: vectors of whole numbers modulo a prime of 50 bits, held in floats.

A product is two floats, its rounded value and the error, both exact by fused multiplication; an estimate of the quotient, rounded, is taken off
again. Values may lie outside of the range from 0 to the prime by a few times the prime; each method says what it takes and gives.
The method is that of J. van der Hoeven, G. Lecerf and G. Quintin, "Modular SIMD arithmetic in Mathemagix", 2016, section 3.
"""

from memory import UnsafePointer

comptime Floats = UnsafePointer[Float64, MutableAnyOrigin]
"""The address of values."""


struct PrimeField(ImplicitlyCopyable, TrivialRegisterPassable):
    """A prime `k * 2**26 + 1` less than `2**50`. Bounds below are in units of the prime."""

    var modulus: Float64
    """The prime."""
    var reciprocal: Float64
    """One divided by it."""
    var root: Float64
    """A number whose powers are 1 only at multiples of `2**26`."""
    var inverse_root: Float64
    """Its inverse."""

    @always_inline
    def __init__(out self, modulus: Float64, root: Float64, inverse_root: Float64):
        """Puts the parts together.

        Args:
            modulus: The prime.
            root: A number of order `2**26`.
            inverse_root: Its inverse.
        """
        self.modulus = modulus
        self.reciprocal = 1.0 / modulus
        self.root = root
        self.inverse_root = inverse_root

    @always_inline
    def product[width: Int, //](self, a: SIMD[DType.float64, width], b: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
        """A product of at most 8 squares of the prime; the result is at most 0.5 and 0.38 times the product.

        Args:
            a: A factor.
            b: The other factor.
        """
        var high = a * b
        var low = a.fma(b, -high)
        var quotient = (high * SIMD[DType.float64, width](self.reciprocal)).roundeven()
        return quotient.fma(SIMD[DType.float64, width](-self.modulus), high) + low

    @always_inline
    def reduced[width: Int, //](self, a: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
        """The same residue, at most 0.5 (and a rounding error).

        Args:
            a: At most 2 ** 53.
        """
        var quotient = (a * SIMD[DType.float64, width](self.reciprocal)).roundeven()
        return quotient.fma(SIMD[DType.float64, width](-self.modulus), a)

    @always_inline
    def canonical[width: Int, //](self, a: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
        """The same residue, from 0 to the prime less 1.

        Args:
            a: At most 2 ** 53.
        """
        var zero = SIMD[DType.float64, width](0)
        var modulus = SIMD[DType.float64, width](self.modulus)
        var rest = self.reduced(a)
        rest = rest.lt(zero).select(rest + modulus, rest)
        return rest.ge(modulus).select(rest - modulus, rest)
