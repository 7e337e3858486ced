"""Reductions along any axis: `sum_axis`, `mean_axis`, `product_axis`, `greatest_axis`, `least_axis`, `argmax_axis`, `argmin_axis`, `any_axis`, `all_axis`.

Elements along the axis that are neighbours are taken as vectors and brought together at the end; where neighbours belong to different results, lanes are results.
Not here: one long vector (`vector_operations.mojo`).
"""

from algorithm import parallelize
from memory import UnsafePointer
from sys import simd_width_of

from .matmul import accumulator_of
from .vector_memory import first_lanes, load_first, store_first

comptime _chains = 4
"""Vectors of results that do not wait for each other."""
comptime _piece = 1 << 16
"""Numbers of a long axis that one thread takes at once."""


struct AxisView[dtype: DType](ImplicitlyCopyable, TrivialRegisterPassable):
    """Numbers [outer, count, inner] in somebody's memory; `count` is the length of the axis that goes away.

    Parameters:
        dtype: Kind of number.
    """

    var data: UnsafePointer[Scalar[Self.dtype]]
    """The first number."""
    var outer: Int
    """Number of places before the axis."""
    var count: Int
    """Length of the axis."""
    var inner: Int
    """Number of places after the axis."""
    var outer_stride: Int
    """From place to place before the axis, in elements."""
    var count_stride: Int
    """From number to number along the axis."""
    var inner_stride: Int
    """From place to place after the axis."""

    @always_inline
    def __init__(out self, data: UnsafePointer[Scalar[Self.dtype], _], outer: Int, count: Int, inner: Int):
        """Without gaps: a tensor whose dimensions before and after the axis are multiplied out.

        Args:
            data: The first number.
            outer: Number of places before the axis.
            count: Length of the axis.
            inner: Number of places after the axis.
        """
        self = Self(data, outer, count, inner, count * inner, inner, 1)

    @always_inline
    def __init__(
        out self,
        data: UnsafePointer[Scalar[Self.dtype], _],
        outer: Int,
        count: Int,
        inner: Int,
        outer_stride: Int,
        count_stride: Int,
        inner_stride: Int,
    ):
        """Any layout.

        Args:
            data: The first number.
            outer: Number of places before the axis.
            count: Length of the axis.
            inner: Number of places after the axis.
            outer_stride: From place to place before the axis, in elements.
            count_stride: From number to number along the axis.
            inner_stride: From place to place after the axis.
        """
        self.data = data.as_any_origin()
        self.outer = outer
        self.count = count
        self.inner = inner
        self.outer_stride = outer_stride
        self.count_stride = count_stride
        self.inner_stride = inner_stride

    @always_inline
    def at(self, outer: Int, inner: Int) -> UnsafePointer[Scalar[Self.dtype]]:
        """The first number of a result.

        Args:
            outer: Its place before the axis.
            inner: Its place after it.
        """
        return self.data + (outer * self.outer_stride + inner * self.inner_stride)


@no_inline
def reduce_axis[
    target_type: DType,
    dtype: DType,
    //,
    acc: DType,
    *,
    map: def[width: Int](SIMD[dtype, width]) capturing [_] -> SIMD[acc, width],
    combine: def[width: Int](SIMD[acc, width], SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    finish: def[width: Int](SIMD[acc, width]) capturing [_] -> SIMD[target_type, width],
](target: UnsafePointer[Scalar[target_type], _], source: AxisView[dtype], identity: Scalar[acc], *, threads: Int = 1):
    """Numbers along the axis brought together, in an order that depends on nothing but the shape and the processor's vectors.

    Parameters:
        target_type: Kind of result.
        dtype: Kind of number.
        acc: Type in which they are brought together.
        map: What is done with each number.
        combine: Brings two together: what there was and what is new; in any order of the numbers.
        finish: What is done with what comes out.

    Args:
        target: The results, [outer, inner], without gaps.
        source: The numbers.
        identity: Changes nothing when it is combined; the result where the axis is empty.
        threads: Most threads to use.
    """
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    var results = target.as_any_origin()

    @parameter
    def along(first: Int, end: Int):
        """Results from neighbours, or from numbers at equal distances."""
        # Copies, since what is captured may change with every store as far as the compiler knows
        var view = source
        var goal = results
        var none = Vector(identity)
        var outer = first // view.inner
        var inner = first % view.inner
        for row in range(first, end):
            var place = view.at(outer, inner)
            inner += 1
            if inner == view.inner:
                inner = 0
                outer += 1
            var i = 0
            var total = none
            if view.count_stride == 1:
                var parts = InlineArray[Vector, _chains](fill=none)
                while i + _chains * width <= view.count:
                    comptime for chain in range(_chains):
                        parts[chain] = combine(parts[chain], map((place + (i + chain * width)).load[width=width]()))
                    i += _chains * width
                total = combine(combine(parts[0], parts[1]), combine(parts[2], parts[3]))
                while i + width <= view.count:
                    total = combine(total, map((place + i).load[width=width]()))
                    i += width
                if i < view.count:
                    var value = map(load_first[width=width](place + i, view.count - i))
                    total = combine(total, first_lanes[width](view.count - i).select(value, none))
                    i = view.count
            var result = _across[combine](total)
            while i < view.count:
                result = combine(result, map((place + i * view.count_stride)[]))
                i += 1
            goal[row] = finish(result)

    @parameter
    def beside(outer: Int, start: Int, end: Int):
        """Results that are neighbours: a few vectors of them at a time, each row of numbers read from left to right."""
        var inner = start
        while inner < end:
            var place = source.at(outer, inner)
            var goal = results + (outer * source.inner + inner)
            if inner + _chains * width <= end:
                var parts = InlineArray[Vector, _chains](fill=Vector(identity))
                for _ in range(source.count):
                    comptime for chain in range(_chains):
                        parts[chain] = combine(parts[chain], map((place + chain * width).load[width=width]()))
                    place += source.count_stride
                comptime for chain in range(_chains):
                    (goal + chain * width).store(finish(parts[chain]))
                inner += _chains * width
            else:
                var total = Vector(identity)
                for _ in range(source.count):
                    total = combine(total, map(load_first[width=width](place, end - inner)))
                    place += source.count_stride
                store_first(goal, finish(total), end - inner)
                inner += width

    if source.count > _piece and not _is_beside(source):
        _reduce_in_pieces[map, combine, finish](results, source, identity, threads)
    else:
        _for_results[along, beside](source, threads, _chains * width)


@no_inline
def _reduce_in_pieces[
    target_type: DType,
    dtype: DType,
    acc: DType,
    //,
    map: def[width: Int](SIMD[dtype, width]) capturing [_] -> SIMD[acc, width],
    combine: def[width: Int](SIMD[acc, width], SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    finish: def[width: Int](SIMD[acc, width]) capturing [_] -> SIMD[target_type, width],
](results: UnsafePointer[Scalar[target_type]], source: AxisView[dtype], identity: Scalar[acc], threads: Int):
    """A long axis, in pieces whether there are threads for them or not, so that results are always the same."""
    var each = (source.count + _piece - 1) // _piece
    var count = source.outer * source.inner
    var totals = List[Scalar[acc]](length=each * count, fill=identity)
    var goal = totals.unsafe_ptr()

    @parameter
    def piece(number: Int):
        var start = number % each * _piece
        var place = source.at(number // each // source.inner, number // each % source.inner) + start * source.count_stride
        var part = AxisView[dtype](place, 1, min(_piece, source.count - start), 1, 0, source.count_stride, 0)
        reduce_axis[acc, map=map, combine=combine, finish=_cast[acc, acc, _]](goal + number, part, identity)

    if threads > 1:
        parallelize[piece](each * count, threads)
    else:
        for number in range(each * count):
            piece(number)
    for row in range(count):
        var result = identity
        for number in range(each):
            result = combine(result, goal[row * each + number])
        results[row] = finish(result)
    _ = totals^


@always_inline
def _across[acc: DType, width: Int, //, combine: def[width: Int](SIMD[acc, width], SIMD[acc, width]) capturing [_] -> SIMD[acc, width]](
    value: SIMD[acc, width]
) -> Scalar[acc]:
    """All lanes brought together, halves at a time."""
    comptime if width == 1:
        return rebind[Scalar[acc]](value)
    else:
        comptime half = width // 2
        return _across[combine](combine(value.slice[half](), value.slice[half, offset=half]()))


def _is_beside[dtype: DType, //](source: AxisView[dtype]) -> Bool:
    """Whether neighbours belong to different results and are read as vectors."""
    return source.inner_stride == 1 and source.inner > 1 and (source.count_stride != 1 or source.inner >= 8)


@always_inline
def _for_results[
    dtype: DType, //, along: def(Int, Int) capturing [_] -> None, beside: def(Int, Int, Int) capturing [_] -> None
](source: AxisView[dtype], threads: Int, block: Int):
    """Calls `along` for results from `first` to before `end`, or `beside` for neighbouring ones where these are read as vectors; on several threads if there is much to do."""
    var results = source.outer * source.inner
    var is_small = threads <= 1 or results * source.count < 1 << 15
    if _is_beside(source):
        # Blocks of whole lines of the cache, so that threads do not write to the same
        var each = source.inner
        if not is_small and source.outer < 4 * threads:
            var pieces = (4 * threads + source.outer - 1) // source.outer
            each = max(block, (source.inner // pieces + block - 1) // block * block)
        var pieces = (source.inner + each - 1) // each

        @parameter
        def piece(number: Int):
            var start = number % pieces * each
            beside(number // pieces, start, min(source.inner, start + each))

        if is_small:
            for number in range(source.outer * pieces):
                piece(number)
        else:
            parallelize[piece](source.outer * pieces, threads)
        return
    if results == 0:
        return
    if is_small:
        along(0, results)
        return
    var each = max(1, results // (4 * threads))

    @parameter
    def part(number: Int):
        along(number * each, min(results, (number + 1) * each))

    parallelize[part]((results + each - 1) // each, threads)


def sum_axis[
    target_type: DType, dtype: DType, //, acc: DType = accumulator_of(dtype)
](target: UnsafePointer[Scalar[target_type], _], source: AxisView[dtype], *, threads: Int = 1):
    """Sums along the axis; 0 where it is empty.

    Parameters:
        target_type: Kind of result.
        dtype: Kind of number.
        acc: Type in which they are added up.

    Args:
        target: The sums, [outer, inner], without gaps.
        source: The numbers.
        threads: Most threads to use.
    """
    reduce_axis[acc, map=_cast[dtype, acc, _], combine=_add[acc, _], finish=_cast[acc, target_type, _]](target, source, 0, threads=threads)


def mean_axis[
    target_type: DType, dtype: DType, //, acc: DType = accumulator_of(target_type)
](target: UnsafePointer[Scalar[target_type], _], source: AxisView[dtype], *, threads: Int = 1):
    """Means along the axis; NaN where it is empty.

    Parameters:
        target_type: Kind of result, a float.
        dtype: Kind of number.
        acc: Type in which they are added up, a float.

    Args:
        target: The means, [outer, inner], without gaps.
        source: The numbers.
        threads: Most threads to use.
    """
    comptime assert acc.is_floating_point() and target_type.is_floating_point(), "means are floats"
    var count = Scalar[acc](source.count)

    @parameter
    def divided[width: Int](sum: SIMD[acc, width]) -> SIMD[target_type, width]:
        return (sum / count).cast[target_type]()

    reduce_axis[acc, map=_cast[dtype, acc, _], combine=_add[acc, _], finish=divided](target, source, 0, threads=threads)


def product_axis[
    target_type: DType, dtype: DType, //, acc: DType = accumulator_of(dtype)
](target: UnsafePointer[Scalar[target_type], _], source: AxisView[dtype], *, threads: Int = 1):
    """Products along the axis; 1 where it is empty.

    Parameters:
        target_type: Kind of result.
        dtype: Kind of number.
        acc: Type in which they are multiplied.

    Args:
        target: The products, [outer, inner], without gaps.
        source: The numbers.
        threads: Most threads to use.
    """
    reduce_axis[acc, map=_cast[dtype, acc, _], combine=_multiply[acc, _], finish=_cast[acc, target_type, _]](target, source, 1, threads=threads)


def greatest_axis[dtype: DType, //](target: UnsafePointer[Scalar[dtype], _], source: AxisView[dtype], *, threads: Int = 1):
    """The greatest along the axis; the least value of the type (minus infinity for floats) where there is none. NaNs do not count.

    Parameters:
        dtype: Kind of number.

    Args:
        target: The greatest, [outer, inner], without gaps.
        source: The numbers.
        threads: Most threads to use.
    """
    reduce_axis[dtype, map=_cast[dtype, dtype, _], combine=_greater[dtype, _], finish=_cast[dtype, dtype, _]](
        target, source, Scalar[dtype].MIN, threads=threads
    )


def least_axis[dtype: DType, //](target: UnsafePointer[Scalar[dtype], _], source: AxisView[dtype], *, threads: Int = 1):
    """The least along the axis; the greatest value of the type (infinity for floats) where there is none. NaNs do not count.

    Parameters:
        dtype: Kind of number.

    Args:
        target: The least, [outer, inner], without gaps.
        source: The numbers.
        threads: Most threads to use.
    """
    reduce_axis[dtype, map=_cast[dtype, dtype, _], combine=_lesser[dtype, _], finish=_cast[dtype, dtype, _]](
        target, source, Scalar[dtype].MAX, threads=threads
    )


def any_axis[dtype: DType, //](target: UnsafePointer[UInt8, _], source: AxisView[dtype], *, threads: Int = 1):
    """1 where a number along the axis is not zero, else 0.

    Parameters:
        dtype: Kind of number.

    Args:
        target: The results, [outer, inner], without gaps.
        source: The numbers.
        threads: Most threads to use.
    """
    reduce_axis[DType.uint8, map=_is_set[dtype, _], combine=_greater[DType.uint8, _], finish=_cast[DType.uint8, DType.uint8, _]](
        target, source, 0, threads=threads
    )


def all_axis[dtype: DType, //](target: UnsafePointer[UInt8, _], source: AxisView[dtype], *, threads: Int = 1):
    """1 where no number along the axis is zero, else 0.

    Parameters:
        dtype: Kind of number.

    Args:
        target: The results, [outer, inner], without gaps.
        source: The numbers.
        threads: Most threads to use.
    """
    reduce_axis[DType.uint8, map=_is_set[dtype, _], combine=_lesser[DType.uint8, _], finish=_cast[DType.uint8, DType.uint8, _]](
        target, source, 1, threads=threads
    )


def argmax_axis[
    dtype: DType, index_type: DType, //
](target: UnsafePointer[Scalar[index_type], _], source: AxisView[dtype], *, threads: Int = 1):
    """Where along the axis the greatest number is, the first of equal ones; 0 where there is none. NaNs do not count.

    Parameters:
        dtype: Kind of number.
        index_type: Kind of index.

    Args:
        target: The places, [outer, inner], without gaps.
        source: The numbers, fewer than 2**31 along the axis.
        threads: Most threads to use.
    """
    _best_axis[True](target.as_any_origin(), source, threads)


def argmin_axis[
    dtype: DType, index_type: DType, //
](target: UnsafePointer[Scalar[index_type], _], source: AxisView[dtype], *, threads: Int = 1):
    """Where along the axis the least number is, the first of equal ones; 0 where there is none. NaNs do not count.

    Parameters:
        dtype: Kind of number.
        index_type: Kind of index.

    Args:
        target: The places, [outer, inner], without gaps.
        source: The numbers, fewer than 2**31 along the axis.
        threads: Most threads to use.
    """
    _best_axis[False](target.as_any_origin(), source, threads)


@no_inline
def _best_axis[
    dtype: DType, index_type: DType, //, greatest: Bool
](target: UnsafePointer[Scalar[index_type]], source: AxisView[dtype], threads: Int):
    comptime width = simd_width_of[dtype]()

    @parameter
    def along(first_row: Int, end: Int):
        var view = source
        var goal = target
        var outer = first_row // view.inner
        var inner = first_row % view.inner
        for row in range(first_row, end):
            var place = view.at(outer, inner)
            inner += 1
            if inner == view.inner:
                inner = 0
                outer += 1
            var best = _Best[dtype, 1, greatest]()
            var i = 0
            if view.count_stride == 1 and view.count >= width:
                var lanes = InlineArray[_Best[dtype, width, greatest], _chains](fill=_Best[dtype, width, greatest]())
                var first = SIMD[DType.int32, width](raw=__op.iota[DType.int32, width]())
                while i + _chains * width <= view.count:
                    comptime for chain in range(_chains):
                        var at = i + chain * width
                        lanes[chain].see((place + at).load[width=width](), first + Int32(at))
                    i += _chains * width
                while i + width <= view.count:
                    lanes[0].see((place + i).load[width=width](), first + Int32(i))
                    i += width
                comptime for chain in range(1, _chains):
                    lanes[0].see_earliest(lanes[chain])
                best = _best_across(lanes[0])
            while i < view.count:
                best.see((place + i * view.count_stride)[], Int32(i))
                i += 1
            if best.place < 0:
                best.place = _first_number(place, view)
            goal[row] = best.place.cast[index_type]()

    @parameter
    def beside(outer: Int, start: Int, end: Int):
        for inner in range(start, end, width):
            var place = source.at(outer, inner)
            var best = _Best[dtype, width, greatest]()
            for i in range(source.count):
                best.see(load_first[width=width](place, end - inner), SIMD[DType.int32, width](Int32(i)))
                place += source.count_stride
            if best.place.lt(SIMD[DType.int32, width](0)).reduce_or():
                for lane in range(min(width, end - inner)):
                    if best.place[lane] < 0:
                        best.place[lane] = _first_number(source.at(outer, inner + lane), source)
            store_first(target + (outer * source.inner + inner), best.place.cast[index_type](), end - inner)

    _for_results[along, beside](source, threads, _chains * width)


def _first_number[dtype: DType, //](place: UnsafePointer[Scalar[dtype]], source: AxisView[dtype]) -> Int32:
    """The place of the first number that is no NaN where none is better than the worst there can be; 0 where there is none."""
    for i in range(source.count):
        var value = (place + i * source.count_stride)[]
        if value == value:
            return Int32(i)
    return 0


struct _Best[dtype: DType, width: Int, greatest: Bool](ImplicitlyCopyable, TrivialRegisterPassable):
    """The best number that each lane has seen, and where; -1 while it has seen none."""

    var value: SIMD[Self.dtype, Self.width]
    var place: SIMD[DType.int32, Self.width]

    @always_inline
    def __init__(out self):
        self.value = SIMD[Self.dtype, Self.width].MIN if Self.greatest else SIMD[Self.dtype, Self.width].MAX
        self.place = SIMD[DType.int32, Self.width](-1)

    @always_inline
    def see(mut self, value: SIMD[Self.dtype, Self.width], place: SIMD[DType.int32, Self.width]):
        """Numbers that come after those seen before."""
        var is_better = value.gt(self.value) if Self.greatest else value.lt(self.value)
        self.value = is_better.select(value, self.value)
        self.place = is_better.select(place, self.place)

    @always_inline
    def see_earliest(mut self, other: Self):
        """What others have seen; the first of equal ones counts, and lanes that saw none do not."""
        var none = SIMD[DType.int32, Self.width](0)
        var is_better = other.value.gt(self.value) if Self.greatest else other.value.lt(self.value)
        var is_earlier = other.value.eq(self.value) & (other.place.lt(self.place) | self.place.lt(none))
        var is_taken = (is_better | is_earlier) & other.place.ge(none)
        self.value = is_taken.select(other.value, self.value)
        self.place = is_taken.select(other.place, self.place)


@always_inline
def _best_across[dtype: DType, width: Int, greatest: Bool, //](lanes: _Best[dtype, width, greatest]) -> _Best[dtype, 1, greatest]:
    """The best of all lanes, halves at a time."""
    comptime if width == 1:
        return rebind[_Best[dtype, 1, greatest]](lanes)
    else:
        comptime half = width // 2
        var low = _Best[dtype, half, greatest]()
        var high = low
        low.value = lanes.value.slice[half]()
        low.place = lanes.place.slice[half]()
        high.value = lanes.value.slice[half, offset=half]()
        high.place = lanes.place.slice[half, offset=half]()
        low.see_earliest(high)
        return _best_across(low)


@always_inline
def _cast[dtype: DType, target: DType, width: Int](value: SIMD[dtype, width]) -> SIMD[target, width]:
    return value.cast[target]()


@always_inline
def _is_set[dtype: DType, width: Int](value: SIMD[dtype, width]) -> SIMD[DType.uint8, width]:
    return value.ne(SIMD[dtype, width](0)).cast[DType.uint8]()


@always_inline
def _add[acc: DType, width: Int](a: SIMD[acc, width], b: SIMD[acc, width]) -> SIMD[acc, width]:
    return a + b


@always_inline
def _multiply[acc: DType, width: Int](a: SIMD[acc, width], b: SIMD[acc, width]) -> SIMD[acc, width]:
    return a * b


@always_inline
def _greater[acc: DType, width: Int](a: SIMD[acc, width], b: SIMD[acc, width]) -> SIMD[acc, width]:
    # One instruction, which takes `a` where `b` is a NaN
    return b.gt(a).select(b, a)


@always_inline
def _lesser[acc: DType, width: Int](a: SIMD[acc, width], b: SIMD[acc, width]) -> SIMD[acc, width]:
    return b.lt(a).select(b, a)
