"""Fourier transforms of complex numbers, of any length: `FftPlan`. Roots of unity are computed once, in a plan.

Lengths whose prime factors are at most 13 go through stages of small radices (`fft_stages.mojo`); others become a convolution with a chirp, whose length is
such a number: L. Bluestein, "A linear filtering approach to the computation of the discrete Fourier transform", 1970. Not here: real numbers (`fft_real.mojo`).
"""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .fft_stage import ComplexArray, ComplexVector, root_of_unity
from .fft_stages import StagePlan, is_smooth
from .matrix_view import MatrixView
from .row_parts import for_rows


struct FftPlan[dtype: DType](Movable):
    """What is needed to transform `count` complex numbers: X[j] = sum of x[k] exp(-2 pi i j k / count).

    Numbers lie in pairs, real part first, as in C and numpy. A plan may be used by several threads at once.

    Parameters:
        dtype: float32 or float64.
    """

    var count: Int
    """How many numbers."""
    var stages: StagePlan[Self.dtype]
    """Of the transform itself, or of the convolution."""
    var chirp: UnsafePointer[Scalar[Self.dtype]]
    """exp(-pi i k k / count), real parts, then imaginary ones, or null."""
    var spectrum: UnsafePointer[Scalar[Self.dtype]]
    """Transform of its conjugate around 0, over the length of the convolution; likewise."""

    def __init__(out self, count: Int) raises:
        """Prepares for a length.

        Args:
            count: How many numbers, at least 1.

        Raises:
            If it is less.
        """
        if count < 1:
            raise Error("a Fourier transform needs at least one number, not ", count)
        comptime Number = Scalar[Self.dtype]
        self.count = count
        self.chirp = UnsafePointer[Number]()
        self.spectrum = UnsafePointer[Number]()
        if is_smooth(count):
            self.stages = StagePlan[Self.dtype](count)
            return
        var length = _convolution_length(2 * count - 1)
        self.stages = StagePlan[Self.dtype](length)
        self.chirp = alloc[Number](2 * count, alignment=64)
        self.spectrum = alloc[Number](2 * length, alignment=64)
        var real = alloc[Number](2 * length, alignment=64)
        for i in range(2 * length):
            real[i] = 0
        for k in range(count):
            # k * k modulo 2 count, so that angles stay small and precise
            var root = root_of_unity(k * k % (2 * count), 2 * count)
            self.chirp[k] = root.real.cast[Self.dtype]()
            self.chirp[count + k] = root.imaginary.cast[Self.dtype]()
            for place in [k, (length - k) % length]:
                real[place] = self.chirp[k]
                real[length + place] = -self.chirp[count + k]
        var work = alloc[Number](2 * length, alignment=64)
        var result = self.stages.run(
            ComplexArray[Self.dtype](real, real + length), ComplexArray[Self.dtype](work, work + length)
        )
        for i in range(length):
            self.spectrum[i] = result.real[i] / Number(length)
            self.spectrum[length + i] = result.imaginary[i] / Number(length)
        real.free()
        work.free()

    def __deinit__(deinit self):
        """Gives the memory back."""
        self.chirp.free()
        self.spectrum.free()

    def work_size(self) -> Int:
        """Numbers of type `dtype` that a transform needs as room."""
        return 4 * self.stages.count

    def forward(self, target: UnsafePointer[Scalar[Self.dtype], _], source: UnsafePointer[Scalar[Self.dtype], _]):
        """X[j] = sum of x[k] exp(-2 pi i j k / count).

        Args:
            target: The results, [count] pairs; may be the source.
            source: The numbers, [count] pairs.
        """
        var work = alloc[Scalar[Self.dtype]](self.work_size(), alignment=64)
        self.transform(target.as_any_origin(), source.as_any_origin(), False, work)
        work.free()

    def inverse(self, target: UnsafePointer[Scalar[Self.dtype], _], source: UnsafePointer[Scalar[Self.dtype], _]):
        """x[k] = sum of X[j] exp(2 pi i j k / count), over count: what `forward` undoes.

        Args:
            target: The results, [count] pairs; may be the source.
            source: The numbers, [count] pairs.
        """
        var work = alloc[Scalar[Self.dtype]](self.work_size(), alignment=64)
        self.transform(target.as_any_origin(), source.as_any_origin(), True, work)
        work.free()

    def transform_rows(self, target: MatrixView[Self.dtype], source: MatrixView[Self.dtype], *, inverse: Bool = False, threads: Int = 1):
        """Transforms each row.

        Args:
            target: The results, [rows, 2 count], rows without gaps between neighbours; may be the source.
            source: The numbers, likewise.
            inverse: Whether the inverse transform is meant.
            threads: Most threads to use.
        """
        debug_assert(source.columns == 2 * self.count and target.columns == 2 * self.count, "rows of a transform have `count` pairs")
        debug_assert(source.column_stride == 1 and target.column_stride == 1, "transforms work on rows without gaps")

        @parameter
        def some(first: Int, end: Int):
            var work = alloc[Scalar[Self.dtype]](self.work_size(), alignment=64)
            for row in range(first, end):
                self.transform(target.at(row, 0), source.at(row, 0), inverse, work)
            work.free()

        for_rows[some](source.rows, source.columns, threads)

    def transform(
        self,
        target: UnsafePointer[Scalar[Self.dtype]],
        source: UnsafePointer[Scalar[Self.dtype]],
        is_inverse: Bool,
        work: UnsafePointer[Scalar[Self.dtype]],
    ):
        """A transform, with room given by the caller.

        Args:
            target: The results, [count] pairs; may be the source.
            source: The numbers, [count] pairs.
            is_inverse: Whether the inverse transform is meant.
            work: Room for `work_size` numbers.
        """
        # The inverse transform of x is that of x with its parts exchanged, with its parts exchanged
        var scale = 1 / Scalar[Self.dtype](self.count) if is_inverse else Scalar[Self.dtype](1)
        var to = ComplexArray[Self.dtype](pairs=target, is_swapped=is_inverse, scale=scale)
        var from_pairs = ComplexArray[Self.dtype](pairs=source, is_swapped=is_inverse)
        var length = self.stages.count
        var one = ComplexArray[Self.dtype](work, work + length)
        var other = ComplexArray[Self.dtype](work + 2 * length, work + 3 * length)
        if not self.chirp:
            self.stages.run_pairs(to, from_pairs, one, other)
        else:
            self._convolve(to, from_pairs, one, other)

    def _convolve(
        self, target: ComplexArray[Self.dtype], source: ComplexArray[Self.dtype], one: ComplexArray[Self.dtype], other: ComplexArray[Self.dtype]
    ):
        """Bluestein's: times the chirp, convolved with its conjugate, times the chirp."""
        comptime width = simd_width_of[Self.dtype]()
        var count = self.count
        var length = self.stages.count
        var chirp = ComplexArray[Self.dtype](self.chirp, self.chirp + count)
        var spectrum = ComplexArray[Self.dtype](self.spectrum, self.spectrum + length)
        var zero = ComplexVector[Self.dtype, width](0, 0)
        for i in range(0, length, width):
            var value = zero
            if i < count:
                value = source.load[width, True](i, count - i) * chirp.load[width, False](i, count - i)
            one.store[False](i, value, length - i)
        var product = self.stages.run(one, other)
        for i in range(0, length, width):
            var value = product.load[width, False](i, length - i) * spectrum.load[width, False](i, length - i)
            # Exchanged parts, so that the next transform is the inverse one
            product.store[False](i, ComplexVector[Self.dtype, width](value.imaginary, value.real), length - i)
        var room = other if product.real == one.real else one
        var result = self.stages.run(product, room)
        for i in range(0, count, width):
            var value = result.load[width, False](i, count - i)
            var turned = ComplexVector[Self.dtype, width](value.imaginary, value.real) * chirp.load[width, False](i, count - i)
            target.store[True](i, turned, count - i)


def _convolution_length(least: Int) -> Int:
    """The least number from `least` on that is a power of two, or 3 or 5 times one that is not small."""
    var power = 64
    while power < least:
        power *= 2
    var best = power
    for factor in [3, 5]:
        var other = factor * 64
        while other < least:
            other *= 2
        best = min(best, other)
    return best
