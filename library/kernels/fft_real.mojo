"""Fourier transforms of real numbers, of any length: `RealFftPlan`."""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .fft import FftPlan
from .fft_stage import ComplexArray, ComplexVector, root_of_unity
from .matrix_view import MatrixView
from .row_parts import for_rows


struct RealFftPlan[dtype: DType](Movable):
    """What is needed to transform `count` real numbers to the first count / 2 + 1 complex ones (the others are conjugates of these), and back.

    An even number is transformed as half as many complex ones: J. Cooley, P. Lewis and P. Welch, "The fast Fourier transform algorithm: programming
    considerations in the calculation of sine, cosine and Laplace transforms", 1970.

    Parameters:
        dtype: float32 or float64.
    """

    var count: Int
    """How many numbers."""
    var plan: FftPlan[Self.dtype]
    """For half of them, or for all if the number is odd."""
    var roots: UnsafePointer[Scalar[Self.dtype]]
    """exp(-2 pi i k / count) in pairs, for k to count / 4."""

    def __init__(out self, count: Int) raises:
        """Prepares for a length.

        Args:
            count: How many numbers, at least 1.

        Raises:
            If it is less.
        """
        if count < 1:
            raise Error("a Fourier transform needs at least one number, not ", count)
        self.count = count
        self.plan = FftPlan[Self.dtype](count // 2 if count % 2 == 0 else count)
        self.roots = alloc[Scalar[Self.dtype]](2 * (count // 4 + 1), alignment=64)
        for k in range(count // 4 + 1):
            var root = root_of_unity(k, count)
            self.roots[2 * k] = root.real.cast[Self.dtype]()
            self.roots[2 * k + 1] = root.imaginary.cast[Self.dtype]()

    def __deinit__(deinit self):
        """Gives the memory back."""
        self.roots.free()

    def forward(self, target: UnsafePointer[Scalar[Self.dtype], _], source: UnsafePointer[Scalar[Self.dtype], _]):
        """X[j] = sum of x[k] exp(-2 pi i j k / count), for j to count / 2.

        Args:
            target: The results, [count / 2 + 1] pairs; must not be the source.
            source: The numbers, [count].
        """
        var work = alloc[Scalar[Self.dtype]](self.work_size(), alignment=64)
        self._forward(target.as_any_origin(), source.as_any_origin(), work)
        work.free()

    def inverse(self, target: UnsafePointer[Scalar[Self.dtype], _], source: UnsafePointer[Scalar[Self.dtype], _]):
        """What `forward` undoes: the real numbers that have this transform.

        Args:
            target: The results, [count]; must not be the source.
            source: The numbers, [count / 2 + 1] pairs; imaginary parts of the first and, for an even count, the last do not count.
        """
        var work = alloc[Scalar[Self.dtype]](self.work_size(), alignment=64)
        self._inverse(target.as_any_origin(), source.as_any_origin(), work)
        work.free()

    def forward_rows(self, target: MatrixView[Self.dtype], source: MatrixView[Self.dtype], *, threads: Int = 1):
        """`forward` for each row.

        Args:
            target: The results, [rows, 2 (count / 2 + 1)], rows without gaps between neighbours; must not be the source.
            source: The numbers, [rows, count], likewise.
            threads: Most threads to use.
        """
        self._rows[False](target, source, threads)

    def inverse_rows(self, target: MatrixView[Self.dtype], source: MatrixView[Self.dtype], *, threads: Int = 1):
        """`inverse` for each row.

        Args:
            target: The results, [rows, count], rows without gaps between neighbours; must not be the source.
            source: The numbers, [rows, 2 (count / 2 + 1)], likewise.
            threads: Most threads to use.
        """
        self._rows[True](target, source, threads)

    def work_size(self) -> Int:
        """Numbers of type `dtype` that a transform needs as room."""
        return self.plan.work_size() + 2 * self.count + 2

    def _rows[is_inverse: Bool](self, target: MatrixView[Self.dtype], source: MatrixView[Self.dtype], threads: Int):
        debug_assert(source.column_stride == 1 and target.column_stride == 1, "transforms work on rows without gaps")
        var transformed = source if is_inverse else target
        var real = target if is_inverse else source
        debug_assert(real.columns == self.count and transformed.columns == self.count // 2 * 2 + 2, "rows of a transform of real numbers do not fit")

        @parameter
        def some(first: Int, end: Int):
            var work = alloc[Scalar[Self.dtype]](self.work_size(), alignment=64)
            for row in range(first, end):
                comptime if is_inverse:
                    self._inverse(target.at(row, 0), source.at(row, 0), work)
                else:
                    self._forward(target.at(row, 0), source.at(row, 0), work)
            work.free()

        for_rows[some](source.rows, source.columns, threads)

    def _forward(self, y: UnsafePointer[Scalar[Self.dtype]], x: UnsafePointer[Scalar[Self.dtype]], work: UnsafePointer[Scalar[Self.dtype]]):
        var count = self.count
        var pairs = work + self.plan.work_size()
        if count % 2 == 1:
            for i in range(count):
                pairs[2 * i] = x[i]
                pairs[2 * i + 1] = 0
            self.plan.transform(pairs, pairs, False, work)
            for i in range(2 * (count // 2 + 1)):
                y[i] = pairs[i]
            return
        var half = count // 2
        # Neighbours are pairs
        self.plan.transform(y, x, False, work)
        y[2 * half] = y[0] - y[1]
        y[2 * half + 1] = 0
        y[0] = y[0] + y[1]
        y[1] = 0
        self._turn[False](y)

    def _inverse(self, y: UnsafePointer[Scalar[Self.dtype]], x: UnsafePointer[Scalar[Self.dtype]], work: UnsafePointer[Scalar[Self.dtype]]):
        var count = self.count
        var half = count // 2
        var pairs = work + self.plan.work_size()
        for i in range(2 * (half + 1)):
            pairs[i] = x[i]
        pairs[1] = 0
        if count % 2 == 1:
            for i in range(half + 1, count):
                pairs[2 * i] = x[2 * (count - i)]
                pairs[2 * i + 1] = -x[2 * (count - i) + 1]
            self.plan.transform(pairs, pairs, True, work)
            for i in range(count):
                y[i] = pairs[2 * i]
            return
        var last = pairs[2 * half]
        self._turn[True](pairs)
        pairs[1] = (pairs[0] - last) / 2
        pairs[0] = (pairs[0] + last) / 2
        self.plan.transform(y, pairs, True, work)

    def _turn[is_inverse: Bool](self, y: UnsafePointer[Scalar[Self.dtype]]):
        """Numbers k and half - k of the transform of pairs, to those of the real numbers, or back; k from 1 on."""
        comptime width = simd_width_of[Self.dtype]()
        var half = self.count // 2
        var k = 1
        while 2 * (k + width - 1) < half:
            self._turn_some[is_inverse, width](y, k)
            k += width
        while k <= half // 2:
            self._turn_some[is_inverse, 1](y, k)
            k += 1

    @always_inline
    def _turn_some[is_inverse: Bool, width: Int](self, y: UnsafePointer[Scalar[Self.dtype]], k: Int):
        """`width` numbers from k on, and those as far from the end."""
        var mirrored = self.count // 2 - k - width + 1
        var a = _pairs_at[width](y, k)
        var b = _pairs_at[width](y, mirrored).backwards()
        b.imaginary = -b.imaginary
        var root = _pairs_at[width](self.roots, k)
        var sum = (a + b) * Scalar[Self.dtype](0.5)
        var difference = (a - b) * Scalar[Self.dtype](0.5)
        comptime if is_inverse:
            root.imaginary = -root.imaginary
            difference = difference.times_minus_i() * Scalar[Self.dtype](-1) * root
        else:
            difference = difference.times_minus_i() * root
        var first = sum + difference
        var second = (sum - difference).backwards()
        second.imaginary = -second.imaginary
        _set_pairs(y, k, first)
        _set_pairs(y, mirrored, second)


@always_inline
def _pairs_at[dtype: DType, //, width: Int](pairs: UnsafePointer[Scalar[dtype]], index: Int) -> ComplexVector[dtype, width]:
    comptime if width == 1:
        return ComplexVector[dtype, width](SIMD[dtype, width](pairs[2 * index]), SIMD[dtype, width](pairs[2 * index + 1]))
    else:
        return ComplexArray[dtype](pairs=pairs, is_swapped=False).load[width, True](index, width)


@always_inline
def _set_pairs[dtype: DType, width: Int, //](pairs: UnsafePointer[Scalar[dtype]], index: Int, value: ComplexVector[dtype, width]):
    comptime if width == 1:
        pairs[2 * index] = value.real[0]
        pairs[2 * index + 1] = value.imaginary[0]
    else:
        ComplexArray[dtype](pairs=pairs, is_swapped=False).store[True](index, value, width)
