"""Mandelbrot set, 960 x 960 pixels, 200 iterations: the formula of mandelbrot.mojo in plain Python.

Only every fourth row is calculated and the time multiplied by four: it is long enough as it is.
"""

import time

WIDTH, HEIGHT, LIMIT, STEP = 960, 960, 200, 4
MIN_X, MAX_X, MIN_Y, MAX_Y = -2.0, 0.6, -1.5, 1.5


def escape_count(cx, cy):
    x = 0.0
    y = 0.0
    count = 0
    for _ in range(LIMIT):
        y2 = y * y
        if x * x + y2 > 4.0:
            break
        count += 1
        y = (x + x) * y + cy
        x = x * x + (cx - y2)
    return count


def main():
    scale_x = (MAX_X - MIN_X) / WIDTH
    scale_y = (MAX_Y - MIN_Y) / HEIGHT
    total = 0
    start = time.perf_counter()
    for row in range(0, HEIGHT, STEP):
        cy = MIN_Y + row * scale_y
        for column in range(WIDTH):
            total += escape_count(MIN_X + column * scale_x, cy)
    seconds = (time.perf_counter() - start) * STEP
    print("partial", total)
    print("seconds %.6f" % seconds)


main()
