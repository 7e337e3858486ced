"""Mandelbrot set, 960 x 960 pixels, 200 iterations, point after point, with machine types in a file of Python: as mandelbrot.c here."""
from time import perf_counter_ns


def escape_count(cx: Float64, cy: Float64, limit: Int) -> Int:
    var x: Float64 = 0
    var y: Float64 = 0
    for i in range(limit):
        var x2 = x * x
        var y2 = y * y
        if x2 + y2 > 4.0:
            return i
        y = 2 * x * y + cy
        x = x2 - y2 + cx
    return limit


def picture(width: Int, height: Int, limit: Int) -> Int:
    var sum = 0
    var scale_x = 2.6 / Float64(width)
    var scale_y = 3.0 / Float64(height)
    for row in range(height):
        for column in range(width):
            sum += escape_count(Float64(column) * scale_x - 2.0, Float64(row) * scale_y - 1.5, limit)
    return sum


start = perf_counter_ns()
result = picture(960, 960, 200)
seconds = (perf_counter_ns() - start) * 1e-9
print("checksum", result)
print("seconds", seconds)
