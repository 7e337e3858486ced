/* The peer of batched.mojo: one call of OpenBLAS for each product. Usage: batched THREADS REPETITIONS. */
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static float *filled(size_t count, int period) {
  float *data = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64);
  for (size_t i = 0; i < count; i++) data[i] = (i % period) * 0.25f - 1;
  return data;
}

static void measure(int count, int m, int n, int k, int repetitions) {
  float *a = filled((size_t)count * m * k, 13), *b = filled((size_t)count * k * n, 11), *c = filled((size_t)count * m * n, 7);
  double least = 1e9;
  for (int r = 0; r < repetitions; r++) {
    double start = now();
    for (int i = 0; i < count; i++)
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a + (size_t)i * m * k, k, b + (size_t)i * k * n, n, 0,
                  c + (size_t)i * m * n, n);
    double seconds = now() - start;
    if (seconds < least) least = seconds;
  }
  printf("time %dx%dx%dx%d %.9g %.9g\n", count, m, n, k, least, c[(size_t)(count / 2) * m * n + (m / 2) * n + n / 2]);
  free(a), free(b), free(c);
}

int main(int argumentCount, char **arguments) {
  int repetitions = argumentCount > 2 ? atoi(arguments[2]) : 10;
  measure(1000, 16, 16, 16, repetitions);
  measure(256, 64, 64, 64, repetitions);
  measure(96, 128, 128, 64, repetitions);
  measure(12, 512, 64, 512, repetitions);
  measure(12, 512, 512, 64, repetitions);
  measure(8, 500, 300, 200, repetitions);
}
