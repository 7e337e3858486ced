"""`GemmTile`: how a matrix product is cut to fit registers and caches."""

from sys import cache_bytes, simd_width_of
from sys.info import CompilationTarget


struct GemmTile(ImplicitlyCopyable, TrivialRegisterPassable, Writable):
    """Sizes of the pieces of a matrix product, after K. Goto and R. van de Geijn, "Anatomy of high-performance matrix
    multiplication", ACM TOMS 34(3), 2008, and F. Van Zee and R. van de Geijn, "BLIS", ACM TOMS 41(3), 2015.

    A tile of `rows` x `vectors` accumulators stays in registers while `depth` products are added to each. A panel of B
    (`depth` x `vectors` vectors) stays in the first cache, a block of A (`block_rows` x `depth`) in the second.
    0 for one of the last three: chosen at run time from the sizes of the caches.
    """

    var rows: Int
    """Rows of the register tile."""
    var vectors: Int
    """Vectors in a row of the register tile."""
    var depth: Int
    """Most products added up in registers."""
    var block_rows: Int
    """Rows of the packed block of A."""
    var block_columns: Int
    """Columns of the packed block of B."""

    @always_inline
    def __init__(out self, rows: Int, vectors: Int, depth: Int = 0, block_rows: Int = 0, block_columns: Int = 0):
        """A choice of sizes.

        Args:
            rows: Rows of the register tile.
            vectors: Vectors in its rows.
            depth: Most products added up in registers.
            block_rows: Rows of the packed block of A.
            block_columns: Columns of the packed block of B.
        """
        self.rows = rows
        self.vectors = vectors
        self.depth = depth
        self.block_rows = block_rows
        self.block_columns = block_columns

    def write_to[W: Writer](self, mut writer: W):
        """As it is written in a program, for reports of searches.

        Args:
            writer: Where to.
        """
        writer.write("GemmTile(", self.rows, ", ", self.vectors, ", ", self.depth, ", ", self.block_rows, ", ", self.block_columns, ")")


def default_tile() -> GemmTile:
    """The register tile for this processor: all vector registers but those for a row of B and one element of A."""
    comptime if CompilationTarget.is_x86() and not CompilationTarget.has_avx512f():
        return GemmTile(6, 2)
    else:
        return GemmTile(14, 2)


struct GemmBlocking(TrivialRegisterPassable):
    """Block sizes for one product, at run time."""

    var depth: Int
    """Products added up in registers, at most."""
    var block_rows: Int
    """Rows of a packed block of A."""
    var block_columns: Int
    """Columns of a packed block of B."""

    def __init__[tile: GemmTile, width: Int](out self, element_bytes: Int, m: Int, n: Int, k: Int, is_packed: Bool):
        """Sizes that share out m, n and k evenly.

        Parameters:
            tile: Sizes that are fixed.
            width: Lanes of a vector.

        Args:
            element_bytes: Size of an accumulator.
            m: Rows of the product.
            n: Columns of the product.
            k: Length of the dot products.
            is_packed: Whether B was packed before.
        """
        comptime panel = tile.vectors * width
        var depth = tile.depth
        if depth == 0:
            depth = gemm_depth[tile, width](element_bytes)
        self.depth = shared_evenly(k, depth, 8)
        var block_rows = tile.block_rows
        if block_rows == 0:
            # A quarter of the second cache. Measured: with two fifths, what streams past drives some of the block out of the cache.
            # A sixteenth if half of the cache has room for a packed B, which then stays there from block to block
            var share = 16 if is_packed and n * k * element_bytes <= cache_bytes(2) // 2 else 4
            block_rows = max(tile.rows, cache_bytes(2) // share // (element_bytes * max(1, self.depth)))
        self.block_rows = shared_evenly(m, block_rows // tile.rows * tile.rows, tile.rows)
        var block_columns = tile.block_columns
        if block_columns == 0:
            block_columns = 3072
        self.block_columns = shared_evenly(n, block_columns, panel)


def gemm_depth[tile: GemmTile, width: Int](element_bytes: Int) -> Int:
    """Rows of a panel of B that takes a sixteenth of the second cache. Measured: better than a panel that fits the first cache, since
    panels stream as fast from the second one, and the product is read and written less often.

    Parameters:
        tile: The register tile.
        width: Lanes of a vector.

    Args:
        element_bytes: Size of an accumulator.
    """
    comptime if tile.depth != 0:
        return tile.depth
    return max(128, cache_bytes(2) // 16 // (element_bytes * tile.vectors * width) // 8 * 8)


def shared_evenly(total: Int, most: Int, multiple: Int) -> Int:
    """A part of a total: at most `most`, all parts of nearly equal size, rounded up to a multiple.

    Args:
        total: What is cut.
        most: Largest part.
        multiple: What a part is a multiple of.
    """
    if total <= 0:
        return multiple
    var parts = (total + most - 1) // most
    var part = (total + parts - 1) // parts
    return (part + multiple - 1) // multiple * multiple


@always_inline
def tile_height(rows_left: Int, most: Int) -> Int:
    """Rows of the next tile, such that all have nearly the same: a low tile at the end would leave the processor waiting for its few sums.

    Args:
        rows_left: Rows that have no tile yet.
        most: Most rows of a tile.
    """
    var tiles = (rows_left + most - 1) // most
    return (rows_left + tiles - 1) // tiles
