// Mandelbrot set, 960 x 960 pixels, 200 iterations, point after point: the same program as mandelbrot.py.
#pragma STDC FP_CONTRACT OFF
#include <stdint.h>
#include <stdio.h>
#include <time.h>

static int64_t escape_count(double cx, double cy, int64_t limit) {
  double x = 0, y = 0;
  for (int64_t i = 0; i < limit; i++) {
    double x2 = x * x, y2 = y * y;
    if (x2 + y2 > 4.0) return i;
    y = 2 * x * y + cy;
    x = x2 - y2 + cx;
  }
  return limit;
}

static int64_t picture(int64_t width, int64_t height, int64_t limit) {
  int64_t sum = 0;
  double scale_x = 2.6 / width, scale_y = 3.0 / height;
  for (int64_t row = 0; row < height; row++)
    for (int64_t column = 0; column < width; column++)
      sum += escape_count(column * scale_x - 2.0, row * scale_y - 1.5, limit);
  return sum;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(void) {
  volatile int64_t size = 960;
  double start = now();
  int64_t result = picture(size, size, 200);
  double seconds = now() - start;
  printf("checksum %lld\nseconds %.9f\n", (long long)result, seconds);
}
