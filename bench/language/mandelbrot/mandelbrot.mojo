"""Mandelbrot set, 960 x 960 pixels, 200 iterations, doubles, on SIMD vectors of two registers.

A point that has left the circle of radius two never comes back, so the test is made once in `BLOCK` iterations; when it
finds that a point has left, the block is repeated with a test in every iteration. The same plan as mandelbrot.c.
Usage: mandelbrot [threads]. Prints a checksum and the seconds of one picture (the best of `REPEATS`).
"""

from std.algorithm import parallelize
from std.math import iota
from std.memory import alloc
from std.sys import argv, simd_width_of
from std.time import perf_counter_ns

comptime WIDTH = 960
comptime HEIGHT = 960
comptime LIMIT = 200
comptime BLOCK = 5
comptime REPEATS = 40
comptime LANES = 2 * simd_width_of[DType.float64]()

comptime MIN_X = -2.0
comptime MAX_X = 0.6
comptime MIN_Y = -1.5
comptime MAX_Y = 1.5

comptime Vector = SIMD[DType.float64, LANES]
comptime Counts = SIMD[DType.int64, LANES]
comptime Mask = SIMD[DType.bool, LANES]


@always_inline
def inside(x: Vector, y: Vector) -> Mask:
    return x.fma(x, y * y).le(4)


@always_inline
def step(mut x: Vector, mut y: Vector, cx: Vector, cy: Vector):
    var y2 = y * y
    y = (x + x).fma(y, cy)
    x = x.fma(x, cx - y2)


@always_inline
def escape_counts(cx: Vector, cy: Vector) -> Counts:
    var x = Vector(0)
    var y = Vector(0)
    var count = Counts(0)
    for _ in range(LIMIT // BLOCK):
        var old_x = x
        var old_y = y
        comptime for _ in range(BLOCK - 1):
            step(x, y, cx, cy)
        var all_inside = inside(x, y).reduce_and()
        step(x, y, cx, cy)
        if all_inside:
            count += BLOCK
            continue
        x = old_x
        y = old_y
        var alive = Mask(False)
        comptime for _ in range(BLOCK):
            alive = inside(x, y)
            count = alive.select(count + 1, count)
            step(x, y, cx, cy)
        if not alive.reduce_or():
            break
    return count


def main() raises:
    var arguments = argv()
    var threads = atol(arguments[1]) if len(arguments) > 1 else 1
    var image = alloc[Int32](HEIGHT * WIDTH)
    var scale_x: Float64 = MAX_X - MIN_X
    var scale_y: Float64 = MAX_Y - MIN_Y
    scale_x /= WIDTH
    scale_y /= HEIGHT

    @parameter
    def row(y: Int):
        var cy = Vector(Float64(y).fma(scale_y, MIN_Y))
        for column in range(0, WIDTH, LANES):
            var cx = (iota[DType.float64, LANES]() + Float64(column)).fma(scale_x, MIN_X)
            image.store(y * WIDTH + column, escape_counts(cx, cy).cast[DType.int32]())

    @parameter
    def picture():
        if threads == 1:
            for y in range(HEIGHT):
                row(y)
        else:
            parallelize[row](HEIGHT, threads)

    var seconds = 1e9
    for _ in range(REPEATS):
        var start = perf_counter_ns()
        picture()
        seconds = min(seconds, Float64(perf_counter_ns() - start) * 1e-9)
    var sum = 0
    for i in range(HEIGHT * WIDTH):
        sum += Int(image[i])
    image.free()
    print("checksum", sum)
    print("seconds", seconds)
