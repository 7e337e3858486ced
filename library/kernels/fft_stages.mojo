"""`StagePlan`: a Fourier transform as a row of stages. Not here: what a stage does (`fft_stage.mojo`)."""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .fft_stage import ComplexArray, root_of_unity, stage_of_lanes, stage_of_runs


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
