"""The innermost loops of a convolution: a tile of sums in registers, neighbouring pixels times output channels.

In: a table of places in the input, one for each few channels of each tap of the filter, and a packed filter
(`convolution_filter.mojo`). Out: a tile of complete or partial sums. Not here: the loops over tiles (`convolution.mojo`).
"""

from memory import UnsafePointer
from sys.info import CompilationTarget
from sys.intrinsics import PrefetchOptions, prefetch

from .gemm_kernel import ComingUp
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


comptime ComingList = InlineArray[ComingUp, 2]
"""What is needed soon, one after the other."""


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
    # A pair of lines is fetched for each entry, since many at once would hold up the other loads. One loop after the other: a branch in the
    # loop makes LLVM spill sums
    var entry = 0
    comptime for what in range(2):
        var near = coming_up[what].address
        for _ in range(min(coming_up[what].pairs, source.long_entries - entry)):
            near = _brought_near(near) + coming_up[what].stride_bytes
            var left = source.first + source.offsets[entry]
            var right = left + source.jump
            comptime for step in range(steps):
                _outer_product[pixels, vectors](sums, left, right, pixel_stride, filter, vector_stride)
            entry += 1
    for _ in range(source.long_entries - entry):
        var left = source.first + source.offsets[entry]
        var right = left + source.jump
        comptime for step in range(steps):
            _outer_product[pixels, vectors](sums, left, right, pixel_stride, filter, vector_stride)
        entry += 1
    for _ in range(source.short_entries):
        var left = source.first + source.offsets[entry]
        var right = left + source.jump
        _outer_product[pixels, vectors](sums, left, right, pixel_stride, filter, vector_stride)
        entry += 1
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
def _brought_near(address: Int) -> Int:
    """The address of two lines that come into the second cache. Assembly, because LLVM keeps loads away from its own operation for that, and
    then spills sums."""
    if __op.interpreting():
        return address
    comptime if CompilationTarget.is_x86():
        return Int(
            raw=__op.assembly["prefetcht1 ($0)\n\tprefetcht1 64($0)", "=r,0", __type.index, side_effects=False](address.value)
        )
    else:
        var line = UnsafePointer[UInt8](unsafe_from_address=address)
        prefetch[PrefetchOptions().medium_locality()](line)
        prefetch[PrefetchOptions().medium_locality()](line + 64)
        return address


@always_inline
def _outer_product[
    acc: DType, width: Int, //, pixels: Int, vectors: Int
](
    mut sums: InlineArray[SIMD[acc, width], pixels * vectors],
    mut left: UnsafePointer[Scalar[acc]],
    mut right: UnsafePointer[Scalar[acc]],
    pixel_stride: Int,
    mut filter: UnsafePointer[Scalar[acc]],
    vector_stride: Int,
):
    """Adds an element of each pixel times the vectors of the filter, and goes on to the next channel; the second half of the pixels lies at `right`."""
    comptime half = (pixels + 1) // 2
    comptime last = pixels * vectors - 1
    filter = _after(sums[last], sums[last], filter)
    var weights = InlineArray[SIMD[acc, width], vectors](uninitialized=True)
    comptime for j in range(vectors):
        weights[j] = (filter + j * vector_stride).load[width=width]()
    comptime for i in range(pixels):
        # Each load waits for the sums of the pixel before the last one
        comptime before = ((i + pixels - 2) % pixels) * vectors
        var place = left
        comptime if i < half:
            left = _after(sums[before], sums[before + vectors - 1], left)
            place = left + i * pixel_stride
        else:
            right = _after(sums[before], sums[before + vectors - 1], right)
            place = right + (i - half) * pixel_stride
        var element = SIMD[acc, width](place[])
        comptime for j in range(vectors):
            sums[i * vectors + j] = multiply_add(element, weights[j], sums[i * vectors + j])
    left += 1
    right += 1
    filter += width


@always_inline
def _after[
    acc: DType, width: Int, //
](sum: SIMD[acc, width], other: SIMD[acc, width], address: UnsafePointer[Scalar[acc]]) -> UnsafePointer[Scalar[acc]]:
    """The address, known only when the sums are: no instruction, but LLVM would load what belongs to several pixels and channels first, and
    spill sums for it."""
    if __op.interpreting():
        return address
    comptime if CompilationTarget.is_x86():
        comptime constraints = "=r,0,v,v" if CompilationTarget.has_avx512f() else "=r,0,x,x"
        var number = __op.assembly["", constraints, __type.index, side_effects=False](Int(address).value, sum.value, other.value)
        return UnsafePointer[Scalar[acc]](unsafe_from_address=Int(raw=number))
    else:
        return address
