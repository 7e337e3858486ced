"""The Mandelbrot set: SIMD within a core, all cores, a picture.

    mojo run examples/mandelbrot.mojo                  draws in the terminal
    mojo run examples/mandelbrot.mojo mandelbrot.ppm   writes a picture of 960 x 960 pixels

Each call of `escape_counts` follows `LANES` points of the plane at once. The rows of the picture are handed to all cores.
"""

from std.algorithm import parallelize, vectorize
from std.math import iota, log2
from std.sys import argv, num_physical_cores, simd_width_of
from std.time import perf_counter_ns

comptime LIMIT = 200
comptime FLOAT = DType.float64
comptime LANES = 2 * simd_width_of[FLOAT]()

comptime MIN_X = -2.0
comptime MAX_X = 0.6
comptime MIN_Y = -1.5
comptime MAX_Y = 1.5


@always_inline
def escape_counts[n: Int](cx: SIMD[FLOAT, n], cy: SIMD[FLOAT, n]) -> SIMD[FLOAT, n]:
    """How many steps of z = z * z + c each point takes to leave the circle of radius 2."""
    var x = SIMD[FLOAT, n](0)
    var y = SIMD[FLOAT, n](0)
    var count = SIMD[FLOAT, n](0)
    for _ in range(LIMIT):
        var y2 = y * y
        var inside = x.fma(x, y2).le(4)
        if not inside.reduce_or():
            break
        count = inside.select(count + 1, count)
        y = (x + x).fma(y, cy)
        x = x.fma(x, cx - y2)
    return count


struct Picture(Movable):
    var width: Int
    var height: Int
    var counts: List[Float64]

    def __init__(out self, width: Int, height: Int):
        self.width = width
        self.height = height
        self.counts = List[Float64](length=width * height, fill=0)

    def calculate(mut self):
        var scale_x = (MAX_X - MIN_X) / Float64(self.width)
        var scale_y = (MAX_Y - MIN_Y) / Float64(self.height)
        var pixels = self.counts.unsafe_ptr()
        var width = self.width

        @parameter
        def row(y: Int):
            var cy = MIN_Y + Float64(y) * scale_y

            @parameter
            def some_columns[n: Int](x: Int):
                var cx = (iota[FLOAT, n]() + Float64(x)) * scale_x + MIN_X
                pixels.store(y * width + x, escape_counts(cx, SIMD[FLOAT, n](cy)))

            vectorize[some_columns, LANES](width)

        parallelize[row](self.height)

    def draw(self):
        var shades = String(" .:-=+*#%@")
        for y in range(self.height):
            var line = String()
            for x in range(self.width):
                var count = Int(self.counts[y * self.width + x])
                var shade = 9 if count == LIMIT else min(count // 3, 8)
                line += shades[byte = shade : shade + 1]
            print(line)

    def write(self, path: String) raises:
        """A PPM file: a short text header, then three bytes a pixel."""
        var bytes = List[UInt8](capacity=3 * len(self.counts))
        for count in self.counts:
            var light = 0.0 if Int(count) == LIMIT else log2(count + 1) / log2(Float64(LIMIT + 1))
            bytes.append(UInt8(255 * light * light))
            bytes.append(UInt8(255 * light))
            bytes.append(UInt8(128 + 127 * (1 - light)) if light > 0 else 0)
        with open(path, "w") as file:
            file.write("P6\n", self.width, " ", self.height, "\n255\n")
            file.write_bytes(bytes)


def main() raises:
    var arguments = argv()
    if len(arguments) < 2:
        var small = Picture(78, 36)
        small.calculate()
        small.draw()

    var picture = Picture(960, 960)
    picture.calculate()  # Wakes the cores up.
    var start = perf_counter_ns()
    picture.calculate()
    var milliseconds = Float64(perf_counter_ns() - start) / 1e6
    print("960 x 960 pixels in", round(milliseconds, 2), "ms on", num_physical_cores(), "cores, vectors of", LANES)
    if len(arguments) > 1:
        picture.write(String(arguments[1]))
        print("written to", arguments[1])
