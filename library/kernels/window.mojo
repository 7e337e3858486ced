"""`Window`: how a filter or a pool moves over an image."""


struct Window(ImplicitlyCopyable, TrivialRegisterPassable):
    """`height` x `width` taps, `dilation` pixels apart, that move in steps of `stride` pixels; `padding` pixels are imagined around the image."""

    var height: Int
    """Taps in a column."""
    var width: Int
    """Taps in a row."""
    var stride_y: Int
    """Steps downwards."""
    var stride_x: Int
    """Steps to the right."""
    var dilation_y: Int
    """From tap to tap downwards."""
    var dilation_x: Int
    """From tap to tap to the right."""
    var top: Int
    """Padding above."""
    var left: Int
    """Padding to the left."""
    var bottom: Int
    """Padding below."""
    var right: Int
    """Padding to the right."""

    @always_inline
    def __init__(out self, height: Int, width: Int, *, stride: Int = 1, dilation: Int = 1, padding: Int = 0):
        """The same in both directions.

        Args:
            height: Taps in a column.
            width: Taps in a row.
            stride: Steps.
            dilation: From tap to tap.
            padding: Pixels on each side.
        """
        self = Self(height, width, stride, stride, dilation, dilation, padding, padding, padding, padding)

    @always_inline
    def __init__(
        out self,
        height: Int,
        width: Int,
        stride_y: Int,
        stride_x: Int,
        dilation_y: Int,
        dilation_x: Int,
        top: Int,
        left: Int,
        bottom: Int,
        right: Int,
    ):
        """Everything by itself.

        Args:
            height: Taps in a column.
            width: Taps in a row.
            stride_y: Steps downwards.
            stride_x: Steps to the right.
            dilation_y: From tap to tap downwards.
            dilation_x: From tap to tap to the right.
            top: Padding above.
            left: Padding to the left.
            bottom: Padding below.
            right: Padding to the right.
        """
        self.height = height
        self.width = width
        self.stride_y = stride_y
        self.stride_x = stride_x
        self.dilation_y = dilation_y
        self.dilation_x = dilation_x
        self.top = top
        self.left = left
        self.bottom = bottom
        self.right = right

    @always_inline
    def reach_y(self) -> Int:
        """Pixels from the first to the last tap of a column, both counted."""
        return (self.height - 1) * self.dilation_y + 1

    @always_inline
    def reach_x(self) -> Int:
        """Pixels from the first to the last tap of a row, both counted."""
        return (self.width - 1) * self.dilation_x + 1

    @always_inline
    def output_height(self, height: Int) -> Int:
        """Places of the window in a column of the image.

        Args:
            height: Height of the image.
        """
        return max(0, (height + self.top + self.bottom - self.reach_y()) // self.stride_y + 1)

    @always_inline
    def output_width(self, width: Int) -> Int:
        """Places of the window in a row of the image.

        Args:
            width: Width of the image.
        """
        return max(0, (width + self.left + self.right - self.reach_x()) // self.stride_x + 1)

    @always_inline
    def is_one_pixel(self) -> Bool:
        """Whether each output pixel hangs on the input pixel at the same place alone."""
        return (
            self.height == 1
            and self.width == 1
            and self.stride_y == 1
            and self.stride_x == 1
            and self.top | self.left | self.bottom | self.right == 0
        )
