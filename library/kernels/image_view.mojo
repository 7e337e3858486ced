"""`ImageView`: images with channels in somebody's memory, in any of the usual layouts, and `BlockedImage`, which owns some.

Layouts differ in how channels lie: each in a plane of its own (NCHW), all of a pixel side by side (NHWC), or in blocks of as many as a
vector has lanes (NCHWc), which is what convolutions read and write fastest.
"""

from memory import UnsafePointer, alloc
from sys import simd_width_of


struct ImageView[mut: Bool, //, dtype: DType, origin: Origin[mut] = MutAnyOrigin](ImplicitlyCopyable, TrivialRegisterPassable):
    """`images` x `channels` x `height` x `width` elements. With `d = first_channel + c`, channel c of pixel (y, x) lies
    `d // lanes * block_stride + d % lanes + y * row_stride + x * pixel_stride` elements after the image's first.

    Views of a `BlockedImage` keep it alive; other memory must outlive its views.

    Parameters:
        mut: Whether the origin is one of something that may change.
        dtype: Kind of element.
        origin: What owns the memory.
    """

    var data: UnsafePointer[Scalar[Self.dtype]]
    """The first channel of the first pixel of the first block."""
    var images: Int
    """Number of images."""
    var channels: Int
    """Channels of each."""
    var height: Int
    """Rows of each."""
    var width: Int
    """Pixels of each row."""
    var lanes: Int
    """Channels that lie side by side."""
    var image_stride: Int
    """From image to image, in elements."""
    var block_stride: Int
    """From one group of `lanes` channels to the next."""
    var row_stride: Int
    """From row to row."""
    var pixel_stride: Int
    """From pixel to pixel of a row."""
    var first_channel: Int
    """Where in its block the first channel lies."""
    var margin: Int
    """Pixels on each side of the image that are there too and hold zeros."""

    @always_inline
    def __init__(
        out self,
        data: UnsafePointer[Scalar[Self.dtype], _],
        images: Int,
        channels: Int,
        height: Int,
        width: Int,
        *,
        lanes: Int,
        image_stride: Int,
        block_stride: Int,
        row_stride: Int,
        pixel_stride: Int,
        margin: Int = 0,
    ):
        """Any layout.

        Args:
            data: The first channel of the first pixel.
            images: Number of images.
            channels: Channels of each.
            height: Rows of each.
            width: Pixels of each row.
            lanes: Channels that lie side by side.
            image_stride: From image to image.
            block_stride: From one group of `lanes` channels to the next.
            row_stride: From row to row.
            pixel_stride: From pixel to pixel.
            margin: Pixels of zeros on each side.
        """
        self.data = data.as_any_origin()
        self.images = images
        self.channels = channels
        self.height = height
        self.width = width
        self.lanes = lanes
        self.image_stride = image_stride
        self.block_stride = block_stride
        self.row_stride = row_stride
        self.pixel_stride = pixel_stride
        self.first_channel = 0
        self.margin = margin

    @staticmethod
    def planar(data: UnsafePointer[Scalar[Self.dtype], _], images: Int, channels: Int, height: Int, width: Int) -> Self:
        """Planes without gaps: NCHW. A filter too: output channels as images, OIHW.

        Args:
            data: The first element.
            images: Number of images.
            channels: Channels of each.
            height: Rows of each.
            width: Pixels of each row.
        """
        var plane = height * width
        return Self(
            data, images, channels, height, width, lanes=1, image_stride=channels * plane, block_stride=plane, row_stride=width, pixel_stride=1
        )

    @staticmethod
    def channels_last(data: UnsafePointer[Scalar[Self.dtype], _], images: Int, channels: Int, height: Int, width: Int) -> Self:
        """All channels of a pixel side by side: NHWC.

        Args:
            data: The first element.
            images: Number of images.
            channels: Channels of each.
            height: Rows of each.
            width: Pixels of each row.
        """
        return Self(
            data,
            images,
            channels,
            height,
            width,
            lanes=max(1, channels),
            image_stride=height * width * channels,
            block_stride=0,
            row_stride=width * channels,
            pixel_stride=channels,
        )

    @staticmethod
    def blocked(data: UnsafePointer[Scalar[Self.dtype], _], images: Int, channels: Int, height: Int, width: Int, lanes: Int, margin: Int = 0) -> Self:
        """Channels in blocks, the last one padded: NCHWc.

        Args:
            data: The first element of the memory, that is, of the margin.
            images: Number of images.
            channels: Channels of each.
            height: Rows of each.
            width: Pixels of each row.
            lanes: Channels of a block.
            margin: Pixels of zeros on each side.
        """
        var row = (width + 2 * margin) * lanes
        var block = (height + 2 * margin) * row
        return Self(
            data + margin * (row + lanes),
            images,
            channels,
            height,
            width,
            lanes=lanes,
            image_stride=(channels + lanes - 1) // lanes * block,
            block_stride=block,
            row_stride=row,
            pixel_stride=lanes,
            margin=margin,
        )

    @always_inline
    def at(self, image: Int, channel: Int, y: Int, x: Int) -> UnsafePointer[Scalar[Self.dtype]]:
        """The address of an element.

        Args:
            image: Number of the image.
            channel: Its channel.
            y: Its row.
            x: Its pixel in the row.
        """
        return self.data + (image * self.image_stride + self.channel_offset(channel) + y * self.row_stride + x * self.pixel_stride)

    @always_inline
    def channel_offset(self, channel: Int) -> Int:
        """Elements from the first block's first channel to this channel of the same pixel.

        Args:
            channel: The channel.
        """
        var number = self.first_channel + channel
        if self.lanes == 1:
            return number * self.block_stride
        # Often so, and divisions take longer than some rows of an image
        if number < self.lanes:
            return number
        return number // self.lanes * self.block_stride + number % self.lanes

    @always_inline
    def neighbours(self, channel: Int) -> Int:
        """How many channels lie side by side from this one on.

        Args:
            channel: The channel.
        """
        var number = self.first_channel + channel
        return self.lanes - (number if number < self.lanes else number % self.lanes)

    @always_inline
    def channel_slice(self, first: Int, count: Int) -> Self:
        """Some of the channels.

        Args:
            first: The first one.
            count: How many.
        """
        var result = self
        var number = self.first_channel + first
        result.channels = count
        result.first_channel = number
        if number >= self.lanes:
            result.data += number // self.lanes * self.block_stride
            result.first_channel = number % self.lanes
        return result

    @always_inline
    def as_any_origin(self) -> ImageView[Self.dtype]:
        """The same, of which is not known what owns the memory."""
        var result = ImageView[Self.dtype](
            self.data,
            self.images,
            self.channels,
            self.height,
            self.width,
            lanes=self.lanes,
            image_stride=self.image_stride,
            block_stride=self.block_stride,
            row_stride=self.row_stride,
            pixel_stride=self.pixel_stride,
            margin=self.margin,
        )
        result.first_channel = self.first_channel
        return result

    @always_inline
    def has_whole_rows(self) -> Bool:
        """Whether each row begins where the one before ends."""
        return self.row_stride == self.width * self.pixel_stride

    @always_inline
    def in_one_row(self) -> Self:
        """The same pixels as one row; `has_whole_rows` must hold."""
        var result = self
        result.width = self.height * self.width
        result.height = 1
        result.row_stride = result.width * result.pixel_stride
        result.margin = 0
        return result

    @always_inline
    def __getitem__(self, image: Int, channel: Int, y: Int, x: Int) -> Scalar[Self.dtype]:
        """An element.

        Args:
            image: Number of the image.
            channel: Its channel.
            y: Its row.
            x: Its pixel in the row.
        """
        return self.at(image, channel, y, x)[]

    @always_inline
    def __setitem__(self, image: Int, channel: Int, y: Int, x: Int, value: Scalar[Self.dtype]):
        """Writes an element.

        Args:
            image: Number of the image.
            channel: Its channel.
            y: Its row.
            x: Its pixel in the row.
            value: What to write.
        """
        self.at(image, channel, y, x)[] = value


struct BlockedImage[dtype: DType, lanes: Int = simd_width_of[dtype]()](Movable):
    """Images in blocks of channels, as convolutions like them, in memory of their own. All zeros at first; a margin stays so.

    Parameters:
        dtype: Kind of element.
        lanes: Channels of a block.
    """

    var data: UnsafePointer[Scalar[Self.dtype]]
    """The memory."""
    var images: Int
    """Number of images."""
    var channels: Int
    """Channels of each."""
    var height: Int
    """Rows of each."""
    var width: Int
    """Pixels of each row."""
    var margin: Int
    """Pixels of zeros on each side."""

    def __init__(out self, images: Int, channels: Int, height: Int, width: Int, margin: Int = 0):
        """Reserves memory.

        Args:
            images: Number of images.
            channels: Channels of each.
            height: Rows of each.
            width: Pixels of each row.
            margin: Pixels of zeros on each side: with as many as a window's padding, nothing is copied for it.
        """
        self.images = images
        self.channels = channels
        self.height = height
        self.width = width
        self.margin = margin
        var size = images * ((channels + Self.lanes - 1) // Self.lanes) * (height + 2 * margin) * (width + 2 * margin) * Self.lanes
        self.data = alloc[Scalar[Self.dtype]](max(1, size), alignment=64)
        for i in range(size):
            self.data[i] = 0

    @always_inline
    def view(ref self) -> ImageView[Self.dtype, origin_of(self)]:
        """The images."""
        return ImageView[Self.dtype, origin_of(self)].blocked(self.data, self.images, self.channels, self.height, self.width, Self.lanes, self.margin)

    def __deinit__(deinit self):
        """Gives the memory back."""
        self.data.free()
