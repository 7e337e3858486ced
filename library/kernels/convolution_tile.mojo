"""`ConvolutionTile`: how a convolution is cut to fit registers and caches."""

from sys.info import CompilationTarget


struct ConvolutionTile(ImplicitlyCopyable, TrivialRegisterPassable, Writable):
    """Sizes of the pieces of a convolution.

    `pixels` x `vectors` sums stay in registers. A band of some rows of the image, of about `band_bytes`, stays in the second cache while all
    output channels are computed from it, and so does the filter for the tile's output channels: of longer sums `depth` products are added up
    at a time. 0 for one of the last two: chosen at run time from the size of that cache.
    """

    var pixels: Int
    """Output pixels of the register tile."""
    var vectors: Int
    """Vectors of output channels of the register tile."""
    var band_bytes: Int
    """Bytes of the input of a band."""
    var depth: Int
    """Most products added up in registers."""

    @always_inline
    def __init__(out self, pixels: Int, vectors: Int, band_bytes: Int = 0, depth: Int = 0):
        """A choice of sizes.

        Args:
            pixels: Output pixels of the register tile.
            vectors: Vectors of output channels of the register tile.
            band_bytes: Bytes of the input of a band.
            depth: Most products added up in registers.
        """
        self.pixels = pixels
        self.vectors = vectors
        self.band_bytes = band_bytes
        self.depth = depth

    def write_to(self, mut writer: Some[Writer]):
        """Writes the sizes.

        Args:
            writer: Where to.
        """
        writer.write(self.pixels, " x ", self.vectors, ", bands of ", self.band_bytes, ", depth ", self.depth)


def default_convolution_tile() -> ConvolutionTile:
    """All vector registers but those for the filter and one pixel."""
    comptime if CompilationTarget.is_x86() and not CompilationTarget.has_avx512f():
        return ConvolutionTile(6, 2)
    else:
        return ConvolutionTile(14, 2)
