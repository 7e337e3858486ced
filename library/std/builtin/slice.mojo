"""`Slice`: what stands between the brackets of `x[start:end:step]`; each part may be missing."""


struct Slice(Equatable, Representable, Stringable, ImplicitlyCopyable, Writable):
    var start: Optional[Int]
    var end: Optional[Int]
    var step: Optional[Int]

    @always_inline
    def __init__(out self, start: Int, end: Int):
        self.start = start
        self.end = end
        self.step = None

    @always_inline
    def __init__(out self, start: Optional[Int], end: Optional[Int], step: Optional[Int] = None):
        self.start = start
        self.end = end
        self.step = step

    @always_inline
    def __init__(out self, end: Int):
        self.start = None
        self.end = end
        self.step = None

    def indices(self, length: Int) -> Tuple[Int, Int, Int]:
        """Start, end and step in a sequence of `length` elements, brought into range as Python does."""
        var step = self.step.or_else(1)
        var start: Int
        var end: Int
        if step > 0:
            start = _clamp(self.start.value(), length, 0, length) if self.start else 0
            end = _clamp(self.end.value(), length, 0, length) if self.end else length
        else:
            start = _clamp(self.start.value(), length, -1, length - 1) if self.start else length - 1
            end = _clamp(self.end.value(), length, -1, length - 1) if self.end else -1
        return (start, end, step)

    def __eq__(self, other: Self) -> Bool:
        return self.start == other.start and self.end == other.end and self.step == other.step

    def write_to[W: Writer](self, mut writer: W):
        writer.write("slice(", self.start, ", ", self.end, ", ", self.step, ")")

    def write_repr_to[W: Writer](self, mut writer: W):
        self.write_to(writer)

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)

    def unsafe_indices(self) -> Int:
        """2023: the number of elements, when start and end are given."""
        var step = self.step.or_else(1)
        return max((self.end.or_else(0) - self.start.or_else(0) + step - 1) // step, 0)

    @always_inline
    def _has_end(self) -> Bool:
        return self.end.__bool__()


def slice(end: Int) -> Slice:
    return Slice(end)


def slice(start: Int, end: Int) -> Slice:
    return Slice(start, end)


def slice(start: Optional[Int], end: Optional[Int], step: Optional[Int]) -> Slice:
    return Slice(start, end, step)


comptime ContiguousSlice = Slice
comptime StridedSlice = Slice


def _clamp(position: Int, length: Int, low: Int, high: Int) -> Int:
    var result = position + length if position < 0 else position
    return min(max(result, low), high)
