"""One stage of a Fourier transform: butterflies of a small radix over a whole array, from one place to another.

Stockham's order: with s = product of the radices before, r the radix and m = n / (s r), outputs q + s (r p + j) are the j-th output of a transform of the r
inputs q + s (p + m k), times exp(-2 pi i j p / (r m)), for all q below s and p below m. Nothing is ever permuted by itself.
Sources: J. Cooley and J. Tukey, "An algorithm for the machine calculation of complex Fourier series", 1965; T. Stockham's order as in W. Cochran and others,
"What is the fast Fourier transform?", 1967; C. Van Loan, "Computational frameworks for the fast Fourier transform", 1992.
"""

from math import cos, sin
from memory import UnsafePointer
from sys import simd_width_of
from utils.index import IndexList

from .vector_memory import first_lanes, load_first, multiply_add, store_first

comptime _pi = 3.14159265358979323846


struct ComplexArray[dtype: DType](ImplicitlyCopyable, TrivialRegisterPassable):
    """Complex numbers in memory: real and imaginary parts apart, or (`imaginary` null) in pairs.

    Parameters:
        dtype: Kind of each part.
    """

    var real: UnsafePointer[Scalar[Self.dtype]]
    """The real parts, or the pairs."""
    var imaginary: UnsafePointer[Scalar[Self.dtype]]
    """The imaginary parts, or null."""
    var is_swapped: Bool
    """Pairs only: whether the imaginary part comes first, which turns a transform into the inverse one."""
    var scale: Scalar[Self.dtype]
    """Pairs only: what is stored is multiplied by it."""

    @always_inline
    def __init__(out self, real: UnsafePointer[Scalar[Self.dtype]], imaginary: UnsafePointer[Scalar[Self.dtype]]):
        """Parts that lie apart.

        Args:
            real: The real parts.
            imaginary: The imaginary parts.
        """
        self.real = real
        self.imaginary = imaginary
        self.is_swapped = False
        self.scale = 1

    @always_inline
    def __init__(out self, *, pairs: UnsafePointer[Scalar[Self.dtype]], is_swapped: Bool, scale: Scalar[Self.dtype] = 1):
        """Pairs.

        Args:
            pairs: The first number.
            is_swapped: Whether the imaginary part comes first.
            scale: What is stored is multiplied by it.
        """
        self.real = pairs
        self.imaginary = UnsafePointer[Scalar[Self.dtype]]()
        self.is_swapped = is_swapped
        self.scale = scale

    @always_inline
    def load[width: Int, in_pairs: Bool](self, index: Int, count: Int) -> ComplexVector[Self.dtype, width]:
        """Neighbouring numbers, zeros from `count` on.

        Parameters:
            width: How many.
            in_pairs: Whether they lie in pairs.

        Args:
            index: The first.
            count: How many are loaded.
        """
        comptime if in_pairs:
            var place = self.real + 2 * index
            var low: SIMD[Self.dtype, width]
            var high: SIMD[Self.dtype, width]
            if count >= width:
                low = place.load[width=width]()
                high = (place + width).load[width=width]()
            else:
                low = load_first[width=width](place, 2 * count)
                high = load_first[width=width](place + width, 2 * count - width)
            var parts = low.join(high).deinterleave()
            var first = rebind[SIMD[Self.dtype, width]](parts[0])
            var second = rebind[SIMD[Self.dtype, width]](parts[1])
            if self.is_swapped:
                return ComplexVector[Self.dtype, width](second, first)
            return ComplexVector[Self.dtype, width](first, second)
        else:
            if count >= width:
                return ComplexVector[Self.dtype, width]((self.real + index).load[width=width](), (self.imaginary + index).load[width=width]())
            return ComplexVector[Self.dtype, width](
                load_first[width=width](self.real + index, count), load_first[width=width](self.imaginary + index, count)
            )

    @always_inline
    def store[width: Int, //, in_pairs: Bool](self, index: Int, value: ComplexVector[Self.dtype, width], count: Int):
        """Stores neighbouring numbers.

        Parameters:
            width: How many there are.
            in_pairs: Whether they lie in pairs.

        Args:
            index: The first.
            value: The numbers.
            count: How many are stored.
        """
        comptime if in_pairs:
            var place = self.real + 2 * index
            var first = value.imaginary if self.is_swapped else value.real
            var second = value.real if self.is_swapped else value.imaginary
            var pairs = (first * self.scale).interleave(second * self.scale)
            var low = pairs.slice[width]()
            var high = pairs.slice[width, offset=width]()
            if count >= width:
                place.store(rebind[SIMD[Self.dtype, width]](low))
                (place + width).store(rebind[SIMD[Self.dtype, width]](high))
            else:
                store_first(place, rebind[SIMD[Self.dtype, width]](low), 2 * count)
                store_first(place + width, rebind[SIMD[Self.dtype, width]](high), 2 * count - width)
        else:
            if count >= width:
                (self.real + index).store(value.real)
                (self.imaginary + index).store(value.imaginary)
            else:
                store_first(self.real + index, value.real, count)
                store_first(self.imaginary + index, value.imaginary, count)


struct ComplexVector[dtype: DType, width: Int](ImplicitlyCopyable, TrivialRegisterPassable):
    """Complex numbers in registers.

    Parameters:
        dtype: Kind of each part.
        width: How many.
    """

    var real: SIMD[Self.dtype, Self.width]
    """Their real parts."""
    var imaginary: SIMD[Self.dtype, Self.width]
    """Their imaginary parts."""

    @always_inline
    def __init__(out self, real: SIMD[Self.dtype, Self.width], imaginary: SIMD[Self.dtype, Self.width]):
        """From parts.

        Args:
            real: Real parts.
            imaginary: Imaginary parts.
        """
        self.real = real
        self.imaginary = imaginary

    @always_inline
    def __add__(self, rhs: Self) -> Self:
        """Sums, number by number."""
        return Self(self.real + rhs.real, self.imaginary + rhs.imaginary)

    @always_inline
    def __sub__(self, rhs: Self) -> Self:
        """Differences, number by number."""
        return Self(self.real - rhs.real, self.imaginary - rhs.imaginary)

    @always_inline
    def __mul__(self, rhs: Self) -> Self:
        """Products, number by number."""
        return Self(
            multiply_add(self.real, rhs.real, -(self.imaginary * rhs.imaginary)),
            multiply_add(self.real, rhs.imaginary, self.imaginary * rhs.real),
        )

    @always_inline
    def __mul__(self, rhs: Scalar[Self.dtype]) -> Self:
        """Products with a real number."""
        return Self(self.real * rhs, self.imaginary * rhs)

    @always_inline
    def backwards(self) -> Self:
        """The last number first."""
        return Self(self.real.reversed(), self.imaginary.reversed())

    @always_inline
    def times_minus_i(self) -> Self:
        """Products with -i."""
        return Self(self.imaginary, -self.real)


def root_of_unity(number: Int, count: Int) -> ComplexVector[DType.float64, 1]:
    """exp(-2 pi i number / count): sine and cosine of at most an eighth of a circle, so that they are precise.

    Args:
        number: From 0 to before `count`.
        count: Parts of the circle.
    """
    var eighths = 8 * number
    var octant = eighths // count
    var rest = eighths - octant * count
    if octant % 2 == 1:
        rest = count - rest
    var angle = 2 * _pi * Float64(rest) / Float64(8 * count)
    var near = cos(angle)
    var far = sin(angle)
    if octant % 4 == 1 or octant % 4 == 2:
        swap(near, far)
    if octant >= 2 and octant < 6:
        near = -near
    if octant >= 4:
        far = -far
    return ComplexVector[DType.float64, 1](near, -far)


@always_inline
def butterfly[
    dtype: DType, width: Int, //, radix: Int
](x: InlineArray[ComplexVector[dtype, width], radix]) -> InlineArray[ComplexVector[dtype, width], radix]:
    """A transform of `radix` numbers, lane by lane.

    Parameters:
        dtype: Kind of each part.
        width: Number of lanes.
        radix: 2, 4, 8 or odd.

    Args:
        x: The numbers.
    """
    var y = x
    comptime if radix == 2:
        y[0] = x[0] + x[1]
        y[1] = x[0] - x[1]
    elif radix == 4:
        var even = (x[0] + x[2], x[0] - x[2])
        var odd = (x[1] + x[3], (x[1] - x[3]).times_minus_i())
        y[0] = even[0] + odd[0]
        y[1] = even[1] + odd[1]
        y[2] = even[0] - odd[0]
        y[3] = even[1] - odd[1]
    elif radix == 8:
        comptime half = InlineArray[ComplexVector[dtype, width], 4]
        var even = butterfly[4](half(x[0], x[2], x[4], x[6]))
        var odd = butterfly[4](half(x[1], x[3], x[5], x[7]))
        comptime root = 0.70710678118654752440
        var turned = odd[1].times_minus_i()
        odd[1] = (odd[1] + turned) * Scalar[dtype](root)
        odd[2] = odd[2].times_minus_i()
        turned = odd[3].times_minus_i()
        odd[3] = (turned - odd[3]) * Scalar[dtype](root)
        comptime for j in range(4):
            y[j] = even[j] + odd[j]
            y[j + 4] = even[j] - odd[j]
    else:
        # Numbers at equal distances from the first: their sums meet cosines, their differences sines
        comptime half = radix // 2
        comptime circle = _circle(radix)
        var sums = InlineArray[ComplexVector[dtype, width], half](uninitialized=True)
        var differences = InlineArray[ComplexVector[dtype, width], half](uninitialized=True)
        comptime for k in range(half):
            sums[k] = x[k + 1] + x[radix - 1 - k]
            differences[k] = (x[k + 1] - x[radix - 1 - k]).times_minus_i()
            y[0] = y[0] + sums[k]
        comptime for j in range(1, half + 1):
            var across = x[0]
            var along = ComplexVector[dtype, width](SIMD[dtype, width](0), SIMD[dtype, width](0))
            comptime for k in range(half):
                comptime number = j * (k + 1) % radix
                var cosine = SIMD[dtype, width](circle[2 * number].cast[dtype]())
                var sine = SIMD[dtype, width](circle[2 * number + 1].cast[dtype]())
                across.real = multiply_add(sums[k].real, cosine, across.real)
                across.imaginary = multiply_add(sums[k].imaginary, cosine, across.imaginary)
                along.real = multiply_add(differences[k].real, sine, along.real)
                along.imaginary = multiply_add(differences[k].imaginary, sine, along.imaginary)
            y[j] = across + along
            y[radix - j] = across - along
    return y


def _circle(count: Int) -> List[Float64]:
    """Cosine and sine of each part of a circle."""
    var result = List[Float64]()
    for number in range(count):
        var root = root_of_unity(number, count)
        result.append(root.real[0])
        result.append(-root.imaginary[0])
    return result^


@no_inline
def stage_of_runs[
    dtype: DType, //, radix: Int, to_pairs: Bool
](target: ComplexArray[dtype], source: ComplexArray[dtype], roots: UnsafePointer[Scalar[dtype]], run: Int, parts: Int):
    """A stage with s long enough to fill vectors.

    Parameters:
        dtype: Kind of each part.
        radix: The radix r.
        to_pairs: Whether results lie in pairs.

    Args:
        target: The results.
        source: The numbers.
        roots: exp(-2 pi i j p / (r m)) in pairs, [parts, radix - 1].
        run: s.
        parts: m.
    """
    comptime width = simd_width_of[dtype]()
    var step = run * parts
    for p in range(parts):
        var factors = InlineArray[ComplexVector[dtype, width], radix](uninitialized=True)
        comptime for j in range(1, radix):
            var root = roots + 2 * (p * (radix - 1) + j - 1)
            factors[j] = ComplexVector[dtype, width](SIMD[dtype, width](root[0]), SIMD[dtype, width](root[1]))
        for q in range(0, run, width):
            var x = InlineArray[ComplexVector[dtype, width], radix](uninitialized=True)
            comptime for k in range(radix):
                x[k] = source.load[width, False](q + run * p + step * k, run - q)
            x = butterfly(x)
            target.store[to_pairs](q + run * radix * p, x[0], run - q)
            comptime for j in range(1, radix):
                target.store[to_pairs](q + run * (radix * p + j), x[j] * factors[j], run - q)


@no_inline
def stage_of_lanes[
    dtype: DType, //, radix: Int, run: Int, from_pairs: Bool
](target: ComplexArray[dtype], source: ComplexArray[dtype], roots: UnsafePointer[Scalar[dtype]], given_run: Int, parts: Int):
    """A stage with a short s, on vectors that reach over several p.

    Parameters:
        dtype: Kind of each part.
        radix: The radix r.
        run: s if it and r are powers of two: results of all j are brought together by shuffles. Else 0: they are stored one by one.
        from_pairs: Whether the numbers lie in pairs.

    Args:
        target: The results, parts apart.
        source: The numbers.
        roots: Real parts of exp(-2 pi i j p / (r m)), then imaginary ones, [radix - 1, 2, s m].
        given_run: s.
        parts: m.
    """
    comptime width = simd_width_of[dtype]()
    var step = given_run * parts
    for t in range(0, step, width):
        var count = step - t
        var x = InlineArray[ComplexVector[dtype, width], radix](uninitialized=True)
        comptime for k in range(radix):
            x[k] = source.load[width, from_pairs](t + step * k, count)
        x = butterfly(x)
        comptime for j in range(1, radix):
            var root = roots + 2 * (j - 1) * step + t
            x[j] = x[j] * ComplexVector[dtype, width](load_first[width=width](root, count), load_first[width=width](root + step, count))
        comptime if run > 0:
            if count >= width:
                x = _interleaved[run](x)
                comptime for j in range(radix):
                    target.store[False](radix * t + j * width, x[j], width)
                continue
        for lane in range(min(count, width)):
            var p = (t + lane) // given_run
            var q = (t + lane) % given_run
            comptime for j in range(radix):
                var place = q + given_run * (radix * p + j)
                target.real[place] = x[j].real[lane]
                target.imaginary[place] = x[j].imaginary[lane]


@always_inline
def _interleaved[
    dtype: DType, width: Int, radix: Int, //, run: Int
](x: InlineArray[ComplexVector[dtype, width], radix]) -> InlineArray[ComplexVector[dtype, width], radix]:
    """Blocks of `run` lanes, the first ones of all vectors, then the second ones: a perfect shuffle in each round."""
    comptime half = radix // 2
    comptime low = _interleaving[width](run, 0)
    comptime high = _interleaving[width](run, width)
    var current = x
    comptime for _ in range(_log2(radix)):
        var next = current
        comptime for i in range(half):
            var a = current[i]
            var b = current[i + half]
            next[2 * i] = ComplexVector[dtype, width](a.real.shuffle[mask=low](b.real), a.imaginary.shuffle[mask=low](b.imaginary))
            next[2 * i + 1] = ComplexVector[dtype, width](a.real.shuffle[mask=high](b.real), a.imaginary.shuffle[mask=high](b.imaginary))
        current = next
    return current


def _interleaving[width: Int](run: Int, offset: Int) -> IndexList[width]:
    var lanes = IndexList[width]()
    for i in range(width):
        var block = (i + offset) // run
        lanes[i] = (block // 2) * run + i % run + (width if block % 2 == 1 else 0)
    return lanes


def _log2(number: Int) -> Int:
    var result = 0
    while 1 << (result + 1) <= number:
        result += 1
    return result
