"""Loops as functions: `vectorize`, `tile`, `unroll`, `unswitch`, `map`, `elementwise`.

Every spelling since 2023 is here: `vectorize[width, func](n)`, `vectorize[func, width](n)`, `vectorize[func, width, size=n]()` and
`vectorize[width](n, closure)`. Not here: threads (`parallel.mojo`), reductions (`reduction.mojo`).
"""

from ..utils.index import IndexList
from ..utils.loop import unroll
from .parallel import parallelize, sync_parallelize

comptime Static1DTileUnitFunc = def[width: Int](Int) capturing [_] -> None
"""Works on a tile of a size known at compile time; the argument says where it starts."""
comptime Dynamic1DTileUnitFunc = def(Int, Int) capturing [_] -> None
"""Works on a tile; the arguments say where it starts and how long it is."""
comptime Static2DTileUnitFunc = def[tile_x: Int, tile_y: Int](Int, Int) capturing [_] -> None
"""Works on a tile of two dimensions; the arguments say where it starts."""
comptime SwitchedFunction = def[static_switch: Bool]() capturing [_] -> None
"""Work in two variants."""

# One vector after the other

comptime _wide = 32
"""From this width on the rest may be many vectors long: it is done in quarters first, if the function cannot tell."""


@always_inline
def vectorize[func: def[width: Int](Int) capturing [_] -> None, simd_width: Int, /, *, unroll_factor: Int = 1](size: Int):
    """Calls `func[simd_width]` for 0, `simd_width`, ... and `func[1]` for what is left.

    The rest after vectors of 32 and more is taken in quarters of them first where `func` does the same for every width: the
    width is only handed on in brackets in it.

    Parameters:
        func: Works on `width` elements from an index on.
        simd_width: Elements for each call.
        unroll_factor: Calls for each round of the loop.

    Args:
        size: Number of elements.
    """
    comptime step = simd_width * unroll_factor
    var index = 0
    comptime if unroll_factor > 1:
        while index + step <= size:
            comptime for part in range(unroll_factor):
                func[simd_width](index + part * simd_width)
            index += step
    while index + simd_width <= size:
        func[simd_width](index)
        index += simd_width
    comptime if simd_width >= _wide and Bool(raw=__op.is_width_generic[func]()):
        comptime quarter = simd_width // 4
        while index + quarter <= size:
            func[quarter](index)
            index += quarter
    comptime if simd_width > 1:
        while index < size:
            func[1](index)
            index += 1


@always_inline
def vectorize[func: def[width: Int](Int) capturing [_] -> None, simd_width: Int, /, *, size: Int, unroll_factor: Int = 1]():
    """Calls `func[simd_width]` for 0, `simd_width`, ... and `func[1]` for what is left.

    Parameters:
        func: Works on `width` elements from an index on.
        simd_width: Elements for each call.
        size: Number of elements.
        unroll_factor: Calls for each round of the loop.
    """
    vectorize[func, simd_width, unroll_factor=unroll_factor](size)


@always_inline
def vectorize[simd_width: Int, func: def[width: Int](Int) capturing [_] -> None](size: Int):
    """The same with the parameters the other way round, as in 2023.

    Parameters:
        simd_width: Elements for each call.
        func: Works on `width` elements from an index on.

    Args:
        size: Number of elements.
    """
    vectorize[func, simd_width](size)


@always_inline
def vectorize[F: def[width: Int](Int) -> None, //, simd_width: Int, /, *, unroll_factor: Int = 1](size: Int, func: F):
    """Calls `func[simd_width]` for 0, `simd_width`, ... and `func[1]` for what is left.

    Parameters:
        simd_width: Elements for each call.
        unroll_factor: Calls for each round of the loop.

    Args:
        size: Number of elements.
        func: Works on `width` elements from an index on.
    """
    comptime step = simd_width * unroll_factor
    var index = 0
    comptime if unroll_factor > 1:
        while index + step <= size:
            comptime for part in range(unroll_factor):
                func[simd_width](index + part * simd_width)
            index += step
    while index + simd_width <= size:
        func[simd_width](index)
        index += simd_width
    comptime if simd_width >= _wide and Bool(raw=__op.is_width_generic[F]()):
        comptime quarter = simd_width // 4
        while index + quarter <= size:
            func[quarter](index)
            index += quarter
    comptime if simd_width > 1:
        while index < size:
            func[1](index)
            index += 1


@always_inline
def vectorize_unroll[simd_width: Int, unroll_factor: Int, func: def[width: Int](Int) capturing [_] -> None](size: Int):
    """`vectorize` with several calls for each round of the loop, as in 2023.

    Parameters:
        simd_width: Elements for each call.
        unroll_factor: Calls for each round.
        func: Works on `width` elements from an index on.

    Args:
        size: Number of elements.
    """
    vectorize[func, simd_width, unroll_factor=unroll_factor](size)


@always_inline
def async_parallelize[func: def(Int) capturing [_] -> None](num_work_items: Int):
    """`parallelize`.

    Parameters:
        func: What is called.

    Args:
        num_work_items: Number of calls.
    """
    parallelize[func](num_work_items)


# Each index


@always_inline
def map[func: def(Int) capturing [_] -> None](size: Int):
    """Calls a function for 0, 1, ...

    Parameters:
        func: What is called.

    Args:
        size: Number of calls.
    """
    for index in range(size):
        func(index)


@always_inline
def unswitch[func: def[static_switch: Bool]() capturing [_] -> None](dynamic_switch: Bool):
    """Turns a run-time condition into a compile-time one.

    Parameters:
        func: Work in two variants.

    Args:
        dynamic_switch: Which variant runs.
    """
    if dynamic_switch:
        func[True]()
    else:
        func[False]()


# Tiles


@always_inline
def tile[func: def[width: Int](Int) capturing [_] -> None, tile_sizes: List[Int]](offset: Int, upper_bound: Int):
    """Covers a range with tiles: as many as fit of the first size, then of the second, and so on.

    Parameters:
        func: Works on a tile of a size known at compile time.
        tile_sizes: The sizes, falling; 1 last covers everything.

    Args:
        offset: Where to start.
        upper_bound: Where to stop.
    """
    var index = offset
    comptime for i in range(len(tile_sizes)):
        comptime width = tile_sizes[i]
        while index + width <= upper_bound:
            func[width](index)
            index += width


@always_inline
def tile[func: def(Int, Int) capturing [_] -> None](offset: Int, upper_bound: Int, tile_sizes: List[Int]):
    """Covers a range with tiles: as many as fit of the first size, then of the second, and so on.

    Parameters:
        func: Works on a tile; its arguments are start and length.

    Args:
        offset: Where to start.
        upper_bound: Where to stop.
        tile_sizes: The sizes, falling; 1 last covers everything.
    """
    var index = offset
    for i in range(len(tile_sizes)):
        var width = tile_sizes[i]
        while index + width <= upper_bound:
            func(index, width)
            index += width


@always_inline
def tile[
    func: def[tile_x: Int, tile_y: Int](Int, Int) capturing [_] -> None, tile_sizes_x: List[Int], tile_sizes_y: List[Int]
](offset_x: Int, offset_y: Int, upper_bound_x: Int, upper_bound_y: Int):
    """Covers a rectangle with tiles.

    Parameters:
        func: Works on a tile of a size known at compile time.
        tile_sizes_x: Widths, falling.
        tile_sizes_y: Heights, falling.

    Args:
        offset_x: Where to start.
        offset_y: Where to start.
        upper_bound_x: Where to stop.
        upper_bound_y: Where to stop.
    """
    var y = offset_y
    comptime for i in range(len(tile_sizes_y)):
        comptime height = tile_sizes_y[i]
        while y + height <= upper_bound_y:
            var x = offset_x
            comptime for j in range(len(tile_sizes_x)):
                comptime width = tile_sizes_x[j]
                while x + width <= upper_bound_x:
                    func[width, height](x, y)
                    x += width
            y += height


@always_inline
def tile_and_unswitch[
    func: def[width: Int, static_switch: Bool](Int, Int) capturing [_] -> None, tile_size: Int
](offset: Int, upper_bound: Int):
    """Covers a range with tiles of one size, the last of which may reach over the end.

    Parameters:
        func: Works on a tile; the switch says that all of it lies within the range. Its arguments are start and end of the range.
        tile_size: Their size.

    Args:
        offset: Where to start.
        upper_bound: Where to stop.
    """
    var index = offset
    while index + tile_size <= upper_bound:
        func[tile_size, True](index, upper_bound)
        index += tile_size
    if index < upper_bound:
        func[tile_size, False](index, upper_bound)


# Tensors


@always_inline
def elementwise[
    func: def[width: Int, rank: Int](IndexList[rank]) capturing [_] -> None, simd_width: Int, *, use_blocking_impl: Bool = False
](shape: Int):
    """Calls a function for all positions of a row, vector by vector, on several threads if the row is long.

    Parameters:
        func: Works on `width` elements from a position on.
        simd_width: Elements for each call.
        use_blocking_impl: Stay in this thread.

    Args:
        shape: Length of the row.
    """

    @parameter
    def at[width: Int](index: Int):
        func[width, 1](IndexList[1](index))

    comptime block = 16384
    if use_blocking_impl or shape < 2 * block:
        vectorize[at, simd_width](shape)
        return

    @parameter
    def part(number: Int):
        var start = number * block

        @parameter
        def shifted[width: Int](index: Int):
            at[width](start + index)

        vectorize[shifted, simd_width](min(block, shape - start))

    parallelize[part]((shape + block - 1) // block)


@always_inline
def elementwise[
    func: def[width: Int, rank: Int](IndexList[rank]) capturing [_] -> None, simd_width: Int, *, use_blocking_impl: Bool = False, rank: Int
](shape: IndexList[rank]):
    """Calls a function for all positions, vector by vector along the last dimension, on several threads if there are many.

    Parameters:
        func: Works on `width` elements from a position on.
        simd_width: Elements for each call.
        use_blocking_impl: Stay in this thread.
        rank: Number of dimensions.

    Args:
        shape: Extents.
    """
    var row_length = shape[rank - 1]
    var rows = shape.flattened_length() // max(1, row_length)

    @parameter
    def row(number: Int):
        var position = IndexList[rank](0)
        var rest = number
        for dimension in range(rank - 2, -1, -1):
            position[dimension] = rest % shape[dimension]
            rest = rest // shape[dimension]

        @parameter
        def at[width: Int](index: Int):
            var place = position
            place[rank - 1] = index
            func[width, rank](place)

        vectorize[at, simd_width](row_length)

    if use_blocking_impl or rows * row_length < 32768:
        for number in range(rows):
            row(number)
    else:
        parallelize[row](rows)
