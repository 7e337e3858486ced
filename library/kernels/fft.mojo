"""Fourier transforms of any length: `FftPlan` for complex numbers, `RealFftPlan` for real ones. Roots of unity are computed once, in a plan.

Lengths whose prime factors are at most 13 go through stages of small radices (`fft_stage.mojo`); others become a convolution with a chirp, whose length is
such a number: L. Bluestein, "A linear filtering approach to the computation of the discrete Fourier transform", 1970.
"""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .fft_stage import ComplexArray, ComplexVector, root_of_unity, stage_of_lanes, stage_of_runs
from .matrix_view import MatrixView
from .sorting import for_rows


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
        var x = source.as_any_origin()
        var y = target.as_any_origin()
        var count = self.count
        if count % 2 == 1:
            var pairs = alloc[Scalar[Self.dtype]](2 * count, alignment=64)
            for i in range(count):
                pairs[2 * i] = x[i]
                pairs[2 * i + 1] = 0
            self.plan.forward(pairs, pairs)
            for i in range(2 * (count // 2 + 1)):
                y[i] = pairs[i]
            pairs.free()
            return
        var half = count // 2
        # Neighbours are pairs
        self.plan.forward(y, x)
        y[2 * half] = y[0] - y[1]
        y[2 * half + 1] = 0
        y[0] = y[0] + y[1]
        y[1] = 0
        self._turn(y, False)

    def inverse(self, target: UnsafePointer[Scalar[Self.dtype], _], source: UnsafePointer[Scalar[Self.dtype], _]):
        """What `forward` undoes: the real numbers that have this transform.

        Args:
            target: The results, [count]; must not be the source.
            source: The numbers, [count / 2 + 1] pairs; imaginary parts of the first and, for an even count, the last do not count.
        """
        var x = source.as_any_origin()
        var y = target.as_any_origin()
        var count = self.count
        var half = count // 2
        var pairs = alloc[Scalar[Self.dtype]](2 * (half + 1) if count % 2 == 0 else 2 * count, alignment=64)
        for i in range(2 * (half + 1)):
            pairs[i] = x[i]
        pairs[1] = 0
        if count % 2 == 1:
            for i in range(half + 1, count):
                pairs[2 * i] = x[2 * (count - i)]
                pairs[2 * i + 1] = -x[2 * (count - i) + 1]
            self.plan.inverse(pairs, pairs)
            for i in range(count):
                y[i] = pairs[2 * i]
        else:
            var last = pairs[2 * half]
            self._turn(pairs, True)
            pairs[1] = (pairs[0] - last) / 2
            pairs[0] = (pairs[0] + last) / 2
            self.plan.inverse(y, pairs)
        pairs.free()

    def _turn(self, y: UnsafePointer[Scalar[Self.dtype]], is_inverse: Bool):
        """Numbers k and half - k of the transform of pairs, to those of the real numbers, or back; k from 1 on."""
        var half = self.count // 2
        for k in range(1, half // 2 + 1):
            var a = ComplexVector[Self.dtype, 1](y[2 * k], y[2 * k + 1])
            var b = ComplexVector[Self.dtype, 1](y[2 * (half - k)], -y[2 * (half - k) + 1])
            var root = ComplexVector[Self.dtype, 1](self.roots[2 * k], self.roots[2 * k + 1])
            var sum = (a + b) * Scalar[Self.dtype](0.5)
            var difference = (a - b) * Scalar[Self.dtype](0.5)
            if is_inverse:
                root.imaginary = -root.imaginary
                difference = difference.times_minus_i() * Scalar[Self.dtype](-1) * root
            else:
                difference = difference.times_minus_i() * root
            var first = sum + difference
            var second = sum - difference
            y[2 * k] = first.real
            y[2 * k + 1] = first.imaginary
            y[2 * (half - k)] = second.real
            y[2 * (half - k) + 1] = -second.imaginary


struct StagePlan[dtype: DType](Movable):
    """The stages for a length whose prime factors are small, with their roots of unity.

    Parameters:
        dtype: float32 or float64.
    """

    comptime width = simd_width_of[Self.dtype]()
    comptime first_radix = 4 if Self.width == 16 or Self.width == 4 else 8
    """Of the first stage where there are enough factors of two."""

    var count: Int
    """How many numbers."""
    var radices: List[Int]
    """The radix of each stage."""
    var starts: List[Int]
    """Where its roots start."""
    var roots: UnsafePointer[Scalar[Self.dtype]]
    """Roots of all stages, in the order in which each wants them."""

    def __init__(out self, count: Int):
        """Chooses stages and computes their roots.

        Args:
            count: How many numbers; its prime factors are at most 13.
        """
        self.count = count
        self.radices = _radices[Self.width](count)
        self.starts = List[Int]()
        var size = 0
        var run = 1
        for radix in self.radices:
            self.starts.append(size)
            var parts = count // (run * radix)
            size += 2 * (radix - 1) * parts * (run if Self.is_short(run) else 1)
            size = (size + 15) // 16 * 16
            run *= radix
        self.roots = alloc[Scalar[Self.dtype]](max(1, size), alignment=64)
        run = 1
        for stage in range(len(self.radices)):
            var radix = self.radices[stage]
            var parts = count // (run * radix)
            var place = self.roots + self.starts[stage]
            for p in range(parts):
                for j in range(1, radix):
                    var root = root_of_unity(j * p, radix * parts)
                    var real = root.real.cast[Self.dtype]()
                    var imaginary = root.imaginary.cast[Self.dtype]()
                    if Self.is_short(run):
                        for q in range(run):
                            place[2 * (j - 1) * run * parts + run * p + q] = real
                            place[(2 * j - 1) * run * parts + run * p + q] = imaginary
                    else:
                        place[2 * (p * (radix - 1) + j - 1)] = real
                        place[2 * (p * (radix - 1) + j - 1) + 1] = imaginary
            run *= radix

    def __deinit__(deinit self):
        """Gives the memory back."""
        self.roots.free()

    @staticmethod
    def is_short(run: Int) -> Bool:
        """Whether a run is too short for vectors of its own.

        Args:
            run: Its length.
        """
        return run == 1 or run < Self.width // 4 or (Self.width == 16 and run == 4)

    def run(self, source: ComplexArray[Self.dtype], room: ComplexArray[Self.dtype]) -> ComplexArray[Self.dtype]:
        """A transform of numbers with parts apart, to and fro between two places.

        Args:
            source: The numbers, which are lost.
            room: Room for as many.

        Returns: The one of the two that has the results.
        """
        return self._stages(source, room, 0, len(self.radices))

    def _stages(
        self, source: ComplexArray[Self.dtype], room: ComplexArray[Self.dtype], first: Int, end: Int
    ) -> ComplexArray[Self.dtype]:
        """Some of the stages; gives the one of the two that has the results."""
        var here = source
        var there = room
        var run = 1
        for stage in range(end):
            if stage >= first:
                self._stage[False, False](stage, run, there, here)
                swap(here, there)
            run *= self.radices[stage]
        return here

    def run_pairs(
        self, target: ComplexArray[Self.dtype], source: ComplexArray[Self.dtype], one: ComplexArray[Self.dtype], other: ComplexArray[Self.dtype]
    ):
        """A transform of numbers in pairs: the first stage takes them apart and the last one brings them together.

        Args:
            target: The results, in pairs.
            source: The numbers, in pairs.
            one: Room for as many, parts apart.
            other: Likewise.
        """
        var stages = len(self.radices)
        var last_run = 1
        for stage in range(stages - 1):
            last_run *= self.radices[stage]
        var here = one
        if stages >= 2 and (self.radices[0] == Self.first_radix or self.radices[0] == 5 or self.radices[0] == 3):
            self._stage[True, False](0, 1, one, source)
            here = self._stages(one, other, 1, stages - 1)
        else:
            for i in range(0, self.count, Self.width):
                one.store[False](i, source.load[Self.width, True](i, self.count - i), self.count - i)
            here = self._stages(one, other, 0, max(0, stages - 1))
        if stages >= 2 and not Self.is_short(last_run):
            self._stage[False, True](stages - 1, last_run, target, here)
            return
        var result = self._stages(here, other if here.real == one.real else one, max(0, stages - 1), stages)
        for i in range(0, self.count, Self.width):
            target.store[True](i, result.load[Self.width, False](i, self.count - i), self.count - i)

    @always_inline
    def _stage[from_pairs: Bool, to_pairs: Bool](self, stage: Int, run: Int, target: ComplexArray[Self.dtype], source: ComplexArray[Self.dtype]):
        """A stage, by the kernel for its radix and run."""
        var radix = self.radices[stage]
        var roots = self.roots + self.starts[stage]
        var parts = self.count // (run * radix)
        comptime if from_pairs:
            # Few of them, so that a program with a transform compiles sooner
            if radix == Self.first_radix:
                stage_of_lanes[Self.first_radix, 1, True](target, source, roots, run, parts)
            elif radix == 5:
                stage_of_lanes[5, 0, True](target, source, roots, run, parts)
            else:
                stage_of_lanes[3, 0, True](target, source, roots, run, parts)
        else:
            comptime if not to_pairs:
                if Self.is_short(run):
                    if radix == Self.first_radix and run == 1:
                        stage_of_lanes[Self.first_radix, 1, False](target, source, roots, run, parts)
                        return
                    comptime if Self.width == 16:
                        if radix == 4 and run == 4:
                            stage_of_lanes[4, 4, False](target, source, roots, run, parts)
                            return
                    comptime for r in [2, 3, 4, 5, 7, 11, 13]:
                        if radix == r:
                            stage_of_lanes[r, 0, False](target, source, roots, run, parts)
                    return
            comptime for r in [2, 3, 4, 5, 7, 8, 11, 13]:
                if radix == r:
                    stage_of_runs[r, to_pairs](target, source, roots, run, parts)


def is_smooth(count: Int) -> Bool:
    """Whether all prime factors are at most 13.

    Args:
        count: A number, at least 1.
    """
    var rest = count
    for prime in [2, 3, 5, 7, 11, 13]:
        while rest % prime == 0:
            rest //= prime
    return rest == 1


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


def _radices[width: Int](count: Int) -> List[Int]:
    """Radices of the stages: powers of two first, until runs fill vectors; then large ones."""
    var result = List[Int]()
    var rest = count
    var twos = 0
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    if width == 16 or width == 4:
        var run = 1
        while run < width and twos >= 2:
            result.append(4)
            twos -= 2
            run *= 4
    elif twos >= 3:
        result.append(8)
        twos -= 3
    while twos >= 3 and twos != 4:
        result.append(8)
        twos -= 3
    while twos >= 2:
        result.append(4)
        twos -= 2
    if twos == 1:
        result.append(2)
    for prime in [5, 3, 7, 11, 13]:
        while rest % prime == 0:
            result.append(prime)
            rest //= prime
    return result^
