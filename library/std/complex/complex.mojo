"""`ComplexSIMD`: vectors of complex numbers, real and imaginary parts in a vector each."""

from ..math.power import hypot, sqrt
from ..math.trigonometric import cos, sin


struct ComplexSIMD[dtype: DType, size: Int](Equatable, ImplicitlyCopyable, Stringable, TrivialRegisterPassable, Writable):
    """A vector of complex numbers.

    Parameters:
        dtype: Type of the parts.
        size: Number of lanes.
    """

    comptime type = Self.dtype
    """Name of `dtype` until 2025."""
    comptime element_type = SIMD[Self.dtype, Self.size]
    """Type of the parts."""

    var re: SIMD[Self.dtype, Self.size]
    """Real parts."""
    var im: SIMD[Self.dtype, Self.size]
    """Imaginary parts."""

    @always_inline
    def __init__(out self, re: SIMD[Self.dtype, Self.size], im: SIMD[Self.dtype, Self.size] = 0):
        """From its parts.

        Args:
            re: Real parts.
            im: Imaginary parts.
        """
        self.re = re
        self.im = im

    @staticmethod
    @always_inline
    def from_interleaved(lanes: SIMD[Self.dtype, 2 * Self.size]) -> Self:
        """From real and imaginary parts by turns.

        Args:
            lanes: The parts.
        """
        var parts = lanes.deinterleave()
        return Self(rebind[SIMD[Self.dtype, Self.size]](parts[0]), rebind[SIMD[Self.dtype, Self.size]](parts[1]))

    @staticmethod
    @always_inline
    def from_polar(radius: SIMD[Self.dtype, Self.size], angle: SIMD[Self.dtype, Self.size]) -> Self:
        """From distance and direction.

        Args:
            radius: Distances from 0.
            angle: Angles from the real axis, in radians.
        """
        return Self(radius * cos(angle), radius * sin(angle))

    # Arithmetic

    @always_inline
    def __pos__(self) -> Self:
        """Itself."""
        return self

    @always_inline
    def __neg__(self) -> Self:
        """The opposite."""
        return Self(-self.re, -self.im)

    @always_inline
    def __add__(self, rhs: Self) -> Self:
        """Sum."""
        return Self(self.re + rhs.re, self.im + rhs.im)

    @always_inline
    def __add__(self, rhs: SIMD[Self.dtype, Self.size]) -> Self:
        """Sum with real numbers."""
        return Self(self.re + rhs, self.im)

    @always_inline
    def __sub__(self, rhs: Self) -> Self:
        """Difference."""
        return Self(self.re - rhs.re, self.im - rhs.im)

    @always_inline
    def __sub__(self, rhs: SIMD[Self.dtype, Self.size]) -> Self:
        """Difference with real numbers."""
        return Self(self.re - rhs, self.im)

    @always_inline
    def __mul__(self, rhs: Self) -> Self:
        """Product."""
        return Self(
            self.re * rhs.re - self.im * rhs.im,
            self.re * rhs.im + self.im * rhs.re,
        )

    @always_inline
    def __mul__(self, rhs: SIMD[Self.dtype, Self.size]) -> Self:
        """Product with real numbers."""
        return Self(self.re * rhs, self.im * rhs)

    @always_inline
    def __truediv__(self, rhs: Self) -> Self:
        """Quotient."""
        var scale = rhs.squared_norm()
        return Self(
            (self.re * rhs.re + self.im * rhs.im) / scale,
            (self.im * rhs.re - self.re * rhs.im) / scale,
        )

    @always_inline
    def __truediv__(self, rhs: SIMD[Self.dtype, Self.size]) -> Self:
        """Quotient by real numbers."""
        return Self(self.re / rhs, self.im / rhs)

    @always_inline
    def __radd__(self, lhs: SIMD[Self.dtype, Self.size]) -> Self:
        """Sum with real numbers."""
        return Self(lhs + self.re, self.im)

    @always_inline
    def __rsub__(self, lhs: SIMD[Self.dtype, Self.size]) -> Self:
        """Difference with real numbers."""
        return Self(lhs - self.re, -self.im)

    @always_inline
    def __rmul__(self, lhs: SIMD[Self.dtype, Self.size]) -> Self:
        """Product with real numbers."""
        return Self(lhs * self.re, lhs * self.im)

    @always_inline
    def __iadd__(mut self, rhs: Self):
        """`self = self + rhs`."""
        self = self + rhs

    @always_inline
    def __isub__(mut self, rhs: Self):
        """`self = self - rhs`."""
        self = self - rhs

    @always_inline
    def __imul__(mut self, rhs: Self):
        """`self = self * rhs`."""
        self = self * rhs

    @always_inline
    def __itruediv__(mut self, rhs: Self):
        """`self = self / rhs`."""
        self = self / rhs

    @always_inline
    def fma(self, b: Self, c: Self) -> Self:
        """`self * b + c`, with fused multiply-adds.

        Args:
            b: The second factor.
            c: What is added.
        """
        return Self(
            self.re.fma(b.re, -self.im.fma(b.im, -c.re)),
            self.re.fma(b.im, self.im.fma(b.re, c.im)),
        )

    @always_inline
    def squared_add(self, c: Self) -> Self:
        """`self * self + c`.

        Args:
            c: What is added.
        """
        return Self(
            self.re.fma(self.re, self.im.fma(-self.im, c.re)),
            self.re.fma(self.im + self.im, c.im),
        )

    @always_inline
    def square(self) -> Self:
        """`self * self`."""
        return Self((self.re + self.im) * (self.re - self.im), self.re * (self.im + self.im))

    # Size and direction

    @always_inline
    def squared_norm(self) -> SIMD[Self.dtype, Self.size]:
        """Square of the distance from 0."""
        return self.re.fma(self.re, self.im * self.im)

    @always_inline
    def norm(self) -> SIMD[Self.dtype, Self.size]:
        """Distance from 0."""
        return sqrt(self.squared_norm())

    @always_inline
    def __abs__(self) -> SIMD[Self.dtype, Self.size]:
        """Distance from 0."""
        return hypot(self.re, self.im)

    @always_inline
    def conj(self) -> Self:
        """The mirror image at the real axis."""
        return Self(self.re, -self.im)

    # Comparison

    @always_inline
    def __eq__(self, rhs: Self) -> Bool:
        """Whether all lanes are equal."""
        return (self.re.eq(rhs.re) & self.im.eq(rhs.im)).reduce_and()

    @always_inline
    def __ne__(self, rhs: Self) -> Bool:
        """Whether some lane differs."""
        return not self == rhs

    # Text

    def write_to[W: Writer](self, mut writer: W):
        """Writes `1.0 + 2.0i`, lanes in brackets."""
        comptime if Self.size > 1:
            writer.write("[")
        for lane in range(Self.size):
            if lane != 0:
                writer.write(", ")
            writer.write(self.re[lane])
            var imaginary = self.im[lane]
            if Bool(imaginary < 0):
                writer.write(" - ", -imaginary, "i")
            else:
                writer.write(" + ", imaginary, "i")
        comptime if Self.size > 1:
            writer.write("]")

    def __str__(self) -> String:
        """`1.0 + 2.0i`."""
        return String.write(self)


comptime ComplexScalar[dtype: DType] = ComplexSIMD[dtype, 1]
"""A single complex number."""
comptime ComplexFloat32 = ComplexSIMD[DType.float32, 1]
"""A single complex number in single precision."""
comptime ComplexFloat64 = ComplexSIMD[DType.float64, 1]
"""A single complex number in double precision."""


@always_inline
def abs[dtype: DType, size: Int, //](x: ComplexSIMD[dtype, size]) -> SIMD[dtype, size]:
    """Distance from 0.

    Args:
        x: Complex numbers.
    """
    return x.__abs__()
