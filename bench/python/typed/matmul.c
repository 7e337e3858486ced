// The product of two matrices of 600 rows, row by row: the same program as matmul.py.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double *matrix(long n, double seed) {
  double *values = malloc(n * n * sizeof *values);
  for (long i = 0; i < n; i++)
    for (long j = 0; j < n; j++) values[i * n + j] = seed * (double)(i - j) * (double)(i + j);
  return values;
}

static void multiply(const double *a, const double *b, double *restrict c, long n) {
  for (long i = 0; i < n; i++)
    for (long k = 0; k < n; k++) {
      double factor = a[i * n + k];
      for (long j = 0; j < n; j++) c[i * n + j] += factor * b[k * n + j];
    }
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(void) {
  volatile long size = 600;
  double start = now();
  long n = size;
  double *a = matrix(n, 1.0 / n / n), *b = matrix(n, 2.0 / n / n), *c = calloc(n * n, sizeof *c);
  multiply(a, b, c, n);
  double result = c[n / 2 * n + n / 2];
  double seconds = now() - start;
  printf("checksum %.9f\nseconds %.9f\n", result, seconds);
}
