/* The peer of gemm.mojo: the same products by cblas_sgemm. Usage: gemm REPETITIONS m n k [m n k ...]. */
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
  float *data = aligned_alloc(64, (count * sizeof(float) + 64) / 64 * 64);
  for (size_t i = 0; i < count; i++) data[i] = (i % period) * 0.25f - 1;
  return data;
}

int main(int count, char **arguments) {
  int repetitions = atoi(arguments[1]);
  for (int i = 2; i + 2 < count; i += 3) {
    int m = atoi(arguments[i]), n = atoi(arguments[i + 1]), k = atoi(arguments[i + 2]);
    float *a = filled((size_t)m * k, 13), *b = filled((size_t)k * n, 11), *c = filled((size_t)m * n, 7);
    double least = 1e9, spent = 0;
    for (int done = 0; done < repetitions || (spent < 3e-3 * repetitions && done < 1000 * repetitions); done++) {
      double start = now();
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, k, b, n, 0, c, n);
      double seconds = now() - start;
      if (seconds < least) least = seconds;
      spent += seconds;
    }
    printf("time %d %d %d %.9g %g\n", m, n, k, least, c[(size_t)(m / 2) * n + n / 2]);
    free(a), free(b), free(c);
  }
}
