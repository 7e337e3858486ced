/* The peer of `matmul_reordered` of the matmul example of Mojo 24.6 on one thread: the same loops with the same vectors. Prints `speed GFLOP/s`, the best of some runs. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { rows = 512, columns = 4096, depth = 512, tile = 32, tileDepth = 4, width = 16 };
typedef float Vector __attribute__((vector_size(4 * width), aligned(4)));

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static __attribute__((noinline)) void multiply(float *restrict c, const float *restrict a, const float *restrict b) {
  for (int top = 0; top < rows; top += tile)
    for (int left = 0; left < columns; left += tile) {
      float sums[tile][tile] __attribute__((aligned(64)));
      memset(sums, 0, sizeof sums);
      for (int start = 0; start < depth; start += tileDepth)
        for (int row = 0; row < tile; row++) {
#pragma clang loop unroll(full)
          for (int k = start; k < start + tileDepth; k++)
#pragma clang loop unroll(full)
            for (int column = 0; column < tile; column += width)
              *(Vector *)&sums[row][column] += a[(top + row) * depth + k] * *(const Vector *)&b[k * columns + left + column];
        }
      for (int row = 0; row < tile; row++) memcpy(&c[(top + row) * columns + left], sums[row], sizeof sums[row]);
    }
}

/* In pages of 2 MB, as the library of Salamander allocates. */
static float *filled(int count, int period) {
  float *data = aligned_alloc(2 << 20, ((size_t)count * sizeof(float) + (2 << 20) - 1) & ~(size_t)((2 << 20) - 1));
  madvise(data, count * sizeof(float), MADV_HUGEPAGE);
  for (int i = 0; i < count; i++) data[i] = (float)(i % period);
  return data;
}

int main(void) {
  float *a = filled(rows * depth, 7), *b = filled(depth * columns, 5), *c = filled(rows * columns, 3);
  double least = 1e9;
  for (int run = 0; run < 30; run++) {
    double start = now();
    multiply(c, a, b);
    double seconds = now() - start;
    if (seconds < least) least = seconds;
  }
  volatile float keep = c[77];
  (void)keep;
  printf("speed %.2f\n", 2.0 * rows * columns * depth / least / 1e9);
}
