"""The innermost loops of a convolution: a tile of sums in registers, neighbouring pixels times output channels.

In: a table of places in the input, one for each few channels of each tap of the filter, and a packed filter
(`convolution_filter.mojo`). Out: a tile of complete or partial sums. Not here: the loops over tiles (`convolution.mojo`).
"""

from memory import UnsafePointer

from .gemm_kernel import ComingUp, _bring_near
from .vector_memory import multiply_add

comptime channels_at_once = 4
"""Input channels behind one long entry of the table."""


struct TileInput[acc: DType](TrivialRegisterPassable):
    """What a tile reads: pixel i of the tile at tap and channel e lies at `first + i * pixel_stride + offsets[e]`; pixels of the second half
    start `jump` after the first one, so that a tile can cover parts of two rows.

    Parameters:
        acc: Kind of element.
    """

    var first: UnsafePointer[Scalar[Self.acc]]
    """Where the window of the first pixel starts."""
    var pixel_stride: Int
    """From pixel to pixel of the tile, in elements of the input."""
    var jump: Int
    """From the first pixel of the tile to the first one of its second half."""
    var offsets: UnsafePointer[Int]
    """The table: long entries (`channels_at_once` neighbouring channels), then short ones (one channel)."""
    var long_entries: Int
    """Their number."""
    var short_entries: Int
    """Their number."""
    var filter: UnsafePointer[Scalar[Self.acc]]
    """Vectors of output channels, one for each channel in the order of the table."""
    var vector_stride: Int
    """From a vector of output channels to the next for the same input channel."""

    @always_inline
    def __init__(
        out self,
        first: UnsafePointer[Scalar[Self.acc]],
        pixel_stride: Int,
        jump: Int,
        offsets: UnsafePointer[Int],
        long_entries: Int,
        short_entries: Int,
        filter: UnsafePointer[Scalar[Self.acc]],
        vector_stride: Int,
    ):
        """All of it.

        Args:
            first: Where the window of the first pixel starts.
            pixel_stride: From pixel to pixel, in elements of the input.
            jump: From the first pixel to the first one of the second half.
            offsets: The table.
            long_entries: Number of its long entries.
            short_entries: Number of its short entries.
            filter: The packed filter for the tile's output channels.
            vector_stride: From a vector of output channels to the next.
        """
        self.first = first
        self.pixel_stride = pixel_stride
        self.jump = jump
        self.offsets = offsets
        self.long_entries = long_entries
        self.short_entries = short_entries
        self.filter = filter
        self.vector_stride = vector_stride


struct TileOutput[acc: DType](TrivialRegisterPassable):
    """Where the sums of a tile go: a vector of channels for each pixel.

    Parameters:
        acc: Kind of element.
    """

    var first: UnsafePointer[Scalar[Self.acc]]
    """The first vector of the first pixel."""
    var pixel_stride: Int
    """From pixel to pixel."""
    var jump: Int
    """From the first pixel to the first one of the second half."""
    var vector_stride: Int
    """From vector to vector of a pixel."""
    var add: Bool
    """Whether to add to what is there."""

    @always_inline
    def __init__(out self, first: UnsafePointer[Scalar[Self.acc]], pixel_stride: Int, jump: Int, vector_stride: Int, add: Bool):
        """All of it.

        Args:
            first: The first vector of the first pixel.
            pixel_stride: From pixel to pixel.
            jump: From the first pixel to the first one of the second half.
            vector_stride: From vector to vector of a pixel.
            add: Whether to add to what is there.
        """
        self.first = first
        self.pixel_stride = pixel_stride
        self.jump = jump
        self.vector_stride = vector_stride
        self.add = add


comptime ComingList = InlineArray[ComingUp, 4]
"""What is needed soon, one after the other; `pairs` of the last one does not count: it goes on to the end."""


@always_inline
def convolve_tile[
    acc: DType, width: Int, most_pixels: Int, most_vectors: Int
](pixels: Int, vectors: Int, source: TileInput[acc], target: TileOutput[acc], coming_up: ComingList):
    """Chooses the kernel for a tile: each number of pixels and vectors has its own, so that no work is done for what is not there.

    Parameters:
        acc: Kind of accumulator.
        width: Lanes of a vector.
        most_pixels: Largest number of pixels.
        most_vectors: Largest number of vectors.

    Args:
        pixels: Pixels of the tile; with a jump, an even number.
        vectors: Vectors of output channels.
        source: What is read.
        target: Where the sums go.
        coming_up: What is needed soon.
    """
    comptime for v in range(most_vectors, 0, -1):
        if vectors == v:
            comptime for p in range(most_pixels, 0, -1):
                if pixels == p:
                    _kernel[acc, width, p, v](source, target, coming_up)
                    return


@no_inline
def _kernel[
    acc: DType, width: Int, pixels: Int, vectors: Int
](source: TileInput[acc], target: TileOutput[acc], coming_up: ComingList):
    """Outer products of a channel of some pixels and vectors of the filter, added up in registers."""
    comptime Vector = SIMD[acc, width]
    comptime half = (pixels + 1) // 2
    comptime steps = min(channels_at_once, width)
    var sums = InlineArray[Vector, pixels * vectors](fill=Vector(0))
    var filter = source.filter
    var vector_stride = source.vector_stride
    var pixel_stride = source.pixel_stride
    # A pair of lines is fetched for each entry, since many at once would hold up the other loads
    var near = coming_up[0].address
    var near_stride = coming_up[0].stride_bytes
    var number = 0
    var change = coming_up[0].pairs
    for entry in range(source.long_entries):
        if entry >= change:
            number += 1
            near = coming_up[number].address
            near_stride = coming_up[number].stride_bytes
            change += coming_up[number].pairs
            if number == 3:
                change = source.long_entries
        _bring_near(near)
        near += near_stride
        var left = source.first + source.offsets[entry]
        comptime for step in range(steps):
            left = _in_register(left)
            filter = _in_register(filter)
            _outer_product[pixels, vectors](sums, left, left + source.jump, pixel_stride, filter, vector_stride)
            left += 1
            filter += width
    for entry in range(source.short_entries):
        var left = source.first + source.offsets[source.long_entries + entry]
        _outer_product[pixels, vectors](sums, left, left + source.jump, pixel_stride, filter, vector_stride)
        filter += width
    comptime for i in range(pixels):
        var place = target.first + (i * target.pixel_stride if i < half else target.jump + (i - half) * target.pixel_stride)
        if target.add:
            comptime for j in range(vectors):
                sums[i * vectors + j] += (place + j * target.vector_stride).load[width=width]()
    comptime for i in range(pixels):
        var place = target.first + (i * target.pixel_stride if i < half else target.jump + (i - half) * target.pixel_stride)
        comptime for j in range(vectors):
            (place + j * target.vector_stride).store(sums[i * vectors + j])


@always_inline
def _in_register[acc: DType, //](address: UnsafePointer[Scalar[acc]]) -> UnsafePointer[Scalar[acc]]:
    """The address, computed now: where LLVM knows that several loads lie side by side it moves them to the first, and spills sums for them."""
    if __op.interpreting():
        return address
    var number = __op.assembly["", "=r,0", __type.index, side_effects=False](Int(address).value)
    return UnsafePointer[Scalar[acc]](unsafe_from_address=Int(raw=number))


@always_inline
def _outer_product[
    acc: DType, width: Int, //, pixels: Int, vectors: Int
](
    mut sums: InlineArray[SIMD[acc, width], pixels * vectors],
    left: UnsafePointer[Scalar[acc]],
    right: UnsafePointer[Scalar[acc]],
    pixel_stride: Int,
    filter: UnsafePointer[Scalar[acc]],
    vector_stride: Int,
):
    """Adds an element of each pixel times the vectors of the filter; the second half of the pixels lies at `right`."""
    comptime half = (pixels + 1) // 2
    var weights = InlineArray[SIMD[acc, width], vectors](uninitialized=True)
    comptime for j in range(vectors):
        weights[j] = (filter + j * vector_stride).load[width=width]()
    comptime for i in range(pixels):
        var place = left + i * pixel_stride if i < half else right + (i - half) * pixel_stride
        var element = SIMD[acc, width](place[])
        comptime for j in range(vectors):
            sums[i * vectors + j] = multiply_add(element, weights[j], sums[i * vectors + j])
