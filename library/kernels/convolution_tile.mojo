"""`ConvolutionTile`: how a convolution is cut to fit registers and caches."""

from sys.info import CompilationTarget


struct ConvolutionTile(ImplicitlyCopyable, TrivialRegisterPassable, Writable):
    """Sizes of the pieces of a convolution.

    `pixels` x `vectors` sums stay in registers. A band of some rows of the image, of about `band_bytes`, stays in the second cache while all
    output channels are computed from it; 0: chosen at run time from the size of that cache.
    """

    var pixels: Int
    """Output pixels of the register tile."""
    var vectors: Int
    """Vectors of output channels of the register tile."""
    var band_bytes: Int
    """Bytes of the input of a band."""

    @always_inline
    def __init__(out self, pixels: Int, vectors: Int, band_bytes: Int = 0):
        """A choice of sizes.

        Args:
            pixels: Output pixels of the register tile.
            vectors: Vectors of output channels of the register tile.
            band_bytes: Bytes of the input of a band.
        """
        self.pixels = pixels
        self.vectors = vectors
        self.band_bytes = band_bytes

    def write_to(self, mut writer: Some[Writer]):
        """Writes the sizes.

        Args:
            writer: Where to.
        """
        writer.write(self.pixels, " x ", self.vectors, ", bands of ", self.band_bytes)


def default_convolution_tile() -> ConvolutionTile:
    """All vector registers but those for the filter and one pixel."""
    comptime if CompilationTarget.is_x86() and not CompilationTarget.has_avx512f():
        return ConvolutionTile(6, 2)
    else:
        return ConvolutionTile(14, 2)
