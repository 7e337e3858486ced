"""The innermost loops of a convolution: a tile of sums in registers, neighbouring pixels times output channels.

In: a table of places in the input, one for each few channels of each tap of the filter, and a packed filter
(`convolution_filter.mojo`). Out: a tile of complete or partial sums. Not here: the loops over tiles (`convolution.mojo`).
"""

from memory import UnsafePointer
from sys.info import CompilationTarget
from sys.intrinsics import PrefetchOptions, prefetch

from .vector_memory import multiply_add

comptime channels_at_once = 4
"""Input channels behind one long entry of the table."""


struct PairsToCome(TrivialRegisterPassable):
    """Memory that is needed soon: pairs of lines of the cache, to be brought near while a tile is computed. Those that there is no time for
    are left out."""

    var address: Int
    """The first line."""
    var other: Int
    """Bytes from it to the line that makes it a pair."""
    var stride_bytes: Int
    """From pair to pair."""
    var pairs: Int
    """Their number."""

    @always_inline
    def __init__(out self, address: Int, other: Int, stride_bytes: Int, pairs: Int):
        """Names the memory.

        Args:
            address: The first line.
            other: Bytes to the line that makes it a pair.
            stride_bytes: From pair to pair.
            pairs: Their number.
        """
        self.address = address
        self.other = other
        self.stride_bytes = stride_bytes
        self.pairs = pairs


struct LinesToCome(TrivialRegisterPassable):
    """Neighbouring lines of the cache that are needed soon, in pairs."""

    var address: Int
    """The first line."""
    var pairs: Int
    """Their number."""

    @always_inline
    def __init__(out self, address: Int, pairs: Int):
        """Names the memory.

        Args:
            address: The first line.
            pairs: Number of pairs of lines.
        """
        self.address = address
        self.pairs = pairs


struct ComingUp(TrivialRegisterPassable):
    """What is needed after a tile."""

    var output: PairsToCome
    """Of the output."""
    var beside: Int
    """Bytes from there to what the epilogue reads."""
    var filter: LinesToCome
    """Of the filter."""
    var input: LinesToCome
    """Of the input."""

    @always_inline
    def __init__(out self, output: PairsToCome, beside: Int, filter: LinesToCome, input: LinesToCome):
        """All of it.

        Args:
            output: Of the output.
            beside: Bytes from there to what the epilogue reads.
            filter: Of the filter.
            input: Of the input.
        """
        self.output = output
        self.beside = beside
        self.filter = filter
        self.input = input


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


@always_inline
def convolve_tile[
    acc: DType, width: Int, most_pixels: Int, most_vectors: Int
](pixels: Int, vectors: Int, source: TileInput[acc], target: TileOutput[acc], coming_up: ComingUp):
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
](source: TileInput[acc], target: TileOutput[acc], coming_up: ComingUp):
    """Outer products of a channel of some pixels and vectors of the filter, added up in registers."""
    comptime Vector = SIMD[acc, width]
    comptime half = (pixels + 1) // 2
    comptime steps = min(channels_at_once, width)
    var sums = InlineArray[Vector, pixels * vectors](fill=Vector(0))
    var filter = source.filter
    var vector_stride = source.vector_stride
    var pixel_stride = source.pixel_stride
    # A few lines are fetched for each entry, since many at once would hold up the other loads. One loop after the other: a branch in the loop
    # makes LLVM spill sums
    var entry = 0
    comptime for what in range(3):
        var count = source.long_entries - entry
        var near = coming_up.output.address
        comptime if what == 0:
            count = min(count, coming_up.output.pairs)
        elif what == 1:
            count = min(count, coming_up.filter.pairs)
            near = coming_up.filter.address
        for number in range(count):
            comptime if what == 0:
                _bring_near(near, coming_up.output.other)
                _bring_near(near + coming_up.beside, coming_up.output.other)
                near += coming_up.output.stride_bytes
            else:
                comptime if what == 2:
                    near = coming_up.input.address + min(number, coming_up.input.pairs) * 128
                _bring_near(near, 64)
                comptime if what == 1:
                    near += 128
            var left = source.first + source.offsets[entry]
            var right = left + source.jump
            comptime for step in range(steps):
                _outer_product[pixels, vectors](sums, left, right, pixel_stride, filter, vector_stride)
            entry += 1
    var near_output = coming_up.output.address
    for number in range(source.short_entries):
        _bring_near(near_output, coming_up.output.other)
        _bring_near(near_output + coming_up.beside, coming_up.output.other)
        near_output += coming_up.output.stride_bytes if number < coming_up.output.pairs else 0
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
def bring_rest(coming_up: ComingUp, entries: Int):
    """What there was no time for while a tile of few products was computed: of the output and the input.

    Args:
        coming_up: What is needed soon.
        entries: Entries of the table that the tile had.
    """
    var done = min(entries, coming_up.output.pairs)
    var near = coming_up.output.address + done * coming_up.output.stride_bytes
    for _ in range(coming_up.output.pairs - done):
        _bring_near(near, coming_up.output.other)
        _bring_near(near + coming_up.beside, coming_up.output.other)
        near += coming_up.output.stride_bytes
    for pair in range(max(0, entries - coming_up.output.pairs - coming_up.filter.pairs), coming_up.input.pairs):
        _bring_near(coming_up.input.address + pair * 128, 64)


@always_inline
def _bring_near(address: Int, other: Int):
    """Two lines into the second cache. Assembly, because LLVM keeps loads away from its own operation for that, and then spills sums."""
    if __op.interpreting():
        return
    comptime if CompilationTarget.is_x86():
        __op.assembly["prefetcht1 ($0)\n\tprefetcht1 ($0,$1)", "r,r", NoneType, side_effects=True](address.value, other.value)
    else:
        prefetch[PrefetchOptions().medium_locality()](UnsafePointer[UInt8](unsafe_from_address=address))
        prefetch[PrefetchOptions().medium_locality()](UnsafePointer[UInt8](unsafe_from_address=address + other))


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
    var weights = InlineArray[SIMD[acc, width], vectors](uninitialized=True)
    comptime for j in range(vectors):
        weights[j] = (filter + j * vector_stride).load[width=width]()
    comptime for i in range(pixels):
        var place = left + i * pixel_stride
        comptime if i >= half:
            place = right + (i - half) * pixel_stride
        var element = SIMD[acc, width](place[])
        comptime for j in range(vectors):
            sums[i * vectors + j] = multiply_add(element, weights[j], sums[i * vectors + j])
        # The next pixel's load comes behind these sums
        comptime if i + 1 < half or i + 1 == pixels:
            left = _after(sums[i * vectors], sums[i * vectors + vectors - 1], element, left)
        comptime if i + 1 >= half:
            right = _after(sums[i * vectors], sums[i * vectors + vectors - 1], element, right)
    left += 1
    right += 1
    filter = _after(sums[last], weights[0], weights[vectors - 1], filter) + width


@always_inline
def _after[
    acc: DType, width: Int, //
](a: SIMD[acc, width], b: SIMD[acc, width], c: SIMD[acc, width], address: UnsafePointer[Scalar[acc]]) -> UnsafePointer[Scalar[acc]]:
    """The address, known only when the vectors are, and they keep their registers until then. No instruction; but without it LLVM loads what
    belongs to several pixels and channels first, or puts sums into the registers of factors, and then has too few."""
    if __op.interpreting():
        return address
    comptime if CompilationTarget.is_x86():
        comptime constraints = "=r,0,v,v,v" if CompilationTarget.has_avx512f() else "=r,0,x,x,x"
        var number = __op.assembly["", constraints, __type.index, side_effects=False](Int(address).value, a.value, b.value, c.value)
        return UnsafePointer[Scalar[acc]](unsafe_from_address=Int(raw=number))
    else:
        return address
