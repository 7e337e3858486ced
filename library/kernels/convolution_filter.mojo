"""`PackedFilter`: the filter of a convolution in the order in which the kernel reads it, packed once (weights stay the same); and the
table of places in the input that goes with that order.

Order of the products in a sum: whole blocks of as many input channels as a vector has lanes, for each of them the taps row by row, for each tap
its channels; then the channels that are left, in fours, then what is left of those, channel by channel with all taps.
"""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .convolution_kernel import channels_at_once
from .image_view import ImageView
from .window import Window


struct PackedFilter[dtype: DType](Movable):
    """Filters [groups][ceil(output channels of a group / lanes)][products][lanes]. Owns its memory.

    Parameters:
        dtype: Kind of element, that of the accumulators of the convolution.
    """

    var data: UnsafePointer[Scalar[Self.dtype]]
    """The vectors of output channels."""
    var groups: Int
    """Groups of channels that have nothing to do with each other."""
    var out_channels: Int
    """Output channels of a group."""
    var in_channels: Int
    """Input channels of a group."""
    var height: Int
    """Taps in a column."""
    var width: Int
    """Taps in a row."""

    var owns: Bool
    """Whether the memory is given back in the end."""

    def __init__(out self, *, packed: UnsafePointer[Scalar[Self.dtype]], out_channels: Int, in_channels: Int, height: Int, width: Int, groups: Int):
        """A filter that was packed before, in somebody's memory, which must outlive it.

        Args:
            packed: What `data` of the packed filter was.
            out_channels: Output channels of all groups.
            in_channels: Input channels of a group.
            height: Taps in a column.
            width: Taps in a row.
            groups: Groups of channels.
        """
        self.owns = False
        self.groups = groups
        self.out_channels = out_channels // groups
        self.in_channels = in_channels
        self.height = height
        self.width = width
        self.data = packed

    @always_inline
    def count(self) -> Int:
        """Elements of the memory."""
        comptime lanes = simd_width_of[Self.dtype]()
        return self.groups * self.vectors() * self.products() * lanes

    def __init__[f_type: DType](out self, filter: ImageView[f_type, _], *, groups: Int = 1):
        """Packs a filter.

        Parameters:
            f_type: Kind of element.

        Args:
            filter: One image for each output channel, with as many channels as each group has input channels. Any layout: OIHW is
                `planar`; not needed any more afterwards.
            groups: Groups of channels: the first output channels see the first input channels only, and so on.
        """
        comptime lanes = simd_width_of[Self.dtype]()
        debug_assert(filter.images % groups == 0, "output channels cannot be shared out to the groups")
        self.owns = True
        self.groups = groups
        self.out_channels = filter.images // groups
        self.in_channels = filter.channels
        self.height = filter.height
        self.width = filter.width
        var vectors = (self.out_channels + lanes - 1) // lanes
        var products = self.in_channels * self.height * self.width
        self.data = alloc[Scalar[Self.dtype]](max(1, groups * vectors * products * lanes), alignment=64)
        var order = ProductOrder(self.in_channels, self.height, self.width, lanes)
        for group in range(groups):
            for vector in range(vectors):
                var target = self.data + (group * vectors + vector) * products * lanes
                for lane in range(lanes):
                    var channel = vector * lanes + lane
                    for run in range(order.runs()):
                        var first = order.run(run)
                        for i in range(first.channels):
                            var place = target + (first.product + i) * lanes + lane
                            if channel < self.out_channels:
                                var value = filter[group * self.out_channels + channel, first.channel + i, first.y, first.x]
                                place[] = value.cast[Self.dtype]()
                            else:
                                place[] = 0

    @always_inline
    def products(self) -> Int:
        """Products in each sum."""
        return self.in_channels * self.height * self.width

    @always_inline
    def vectors(self) -> Int:
        """Vectors of output channels in a group."""
        comptime lanes = simd_width_of[Self.dtype]()
        return (self.out_channels + lanes - 1) // lanes

    @always_inline
    def vector(self, group: Int, number: Int) -> UnsafePointer[Scalar[Self.dtype]]:
        """A vector of output channels for the first product; those for the others follow.

        Args:
            group: The group.
            number: Number of the vector in it.
        """
        comptime lanes = simd_width_of[Self.dtype]()
        return self.data + (group * self.vectors() + number) * self.products() * lanes

    def __deinit__(deinit self):
        """Gives the memory back."""
        if self.owns:
            self.data.free()


struct ProductRun(TrivialRegisterPassable):
    """Neighbouring products of one sum: some channels at one tap."""

    var product: Int
    """Number of the first."""
    var channels: Int
    """How many."""
    var channel: Int
    """Channel of the first."""
    var y: Int
    """Row of the tap."""
    var x: Int
    """Column of the tap."""

    @always_inline
    def __init__(out self, product: Int, channels: Int, channel: Int, y: Int, x: Int):
        """All of it.

        Args:
            product: Number of the first.
            channels: How many.
            channel: Channel of the first.
            y: Row of the tap.
            x: Column of the tap.
        """
        self.product = product
        self.channels = channels
        self.channel = channel
        self.y = y
        self.x = x


struct ProductOrder(TrivialRegisterPassable):
    """The order of the products in a sum, see the top of the file. A run of `step` channels has a long entry in the kernel's table, each
    channel of the others a short one."""

    var channels: Int
    """Input channels."""
    var height: Int
    """Taps in a column."""
    var width: Int
    """Taps in a row."""
    var lanes: Int
    """Channels of a block."""
    var step: Int
    """Channels of a long run."""
    var long_runs: Int
    """Number of long runs."""

    def __init__(out self, channels: Int, height: Int, width: Int, lanes: Int):
        """The order for a filter.

        Args:
            channels: Input channels.
            height: Taps in a column.
            width: Taps in a row.
            lanes: Channels of a block.
        """
        self.channels = channels
        self.height = height
        self.width = width
        self.lanes = lanes
        self.step = min(channels_at_once, lanes)
        self.long_runs = channels // self.step * height * width

    def runs(self) -> Int:
        """Number of runs: the long ones, then one for each channel and tap that is left."""
        return self.long_runs + self.channels % self.step * self.height * self.width

    def run(self, number: Int) -> ProductRun:
        """A run.

        Args:
            number: Its number.
        """
        var taps = self.height * self.width
        if number >= self.long_runs:
            var rest = number - self.long_runs
            var channel = self.channels - self.channels % self.step + rest // taps
            var tap = rest % taps
            return ProductRun(self.long_runs * self.step + rest, 1, channel, tap // self.width, tap % self.width)
        var in_block = self.lanes // self.step
        var block = number // (taps * in_block)
        var rest = number % (taps * in_block)
        if (block + 1) * self.lanes > self.channels:
            in_block = self.channels % self.lanes // self.step
        var tap = rest // in_block
        var channel = block * self.lanes + rest % in_block * self.step
        return ProductRun(number * self.step, self.step, channel, tap // self.width, tap % self.width)


struct InputTable(Movable):
    """Where the kernel finds the factors of each product, relative to the first tap of a window (`TileInput.offsets`). Owns its memory."""

    var offsets: UnsafePointer[Int]
    """In elements."""
    var long_entries: Int
    """Number of those that stand for several channels side by side."""
    var short_entries: Int
    """Number of those that stand for one channel."""
    var step: Int
    """Channels that a long entry stands for."""

    def __init__[dtype: DType](out self, input: ImageView[dtype], order: ProductOrder, window: Window):
        """The table for an image. Channels that do not lie side by side in it have an entry each.

        Parameters:
            dtype: Kind of element.

        Args:
            input: The image: its channels are those of the group.
            order: The order of the products.
            window: The window.
        """
        var is_split = input.lanes % order.step != 0 or input.first_channel % order.step != 0
        self.step = order.step
        self.long_entries = 0 if is_split else order.long_runs
        self.short_entries = order.channels * order.height * order.width - self.long_entries * order.step
        self.offsets = alloc[Int](max(1, self.long_entries + self.short_entries))
        var at = 0
        for number in range(order.runs()):
            var run = order.run(number)
            var tap = run.y * window.dilation_y * input.row_stride + run.x * window.dilation_x * input.pixel_stride
            for i in range(run.channels if is_split else 1):
                self.offsets[at] = input.channel_offset(run.channel + i) + tap
                at += 1

    def __deinit__(deinit self):
        """Gives the memory back."""
        self.offsets.free()
