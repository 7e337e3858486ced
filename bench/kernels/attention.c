/* The peer of attention.mojo: product, softmax, product by OpenBLAS and vectorised loops, head by head. Usage: attention REPETITIONS. */
#include <cblas.h>
#include <math.h>
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
  for (size_t i = 0; i < count; i++) data[i] = (float)(i * 7 % period) / period * 2 - 1;
  return data;
}

static void soften(float *row, int count) {
  float best = row[0], total = 0;
  for (int j = 1; j < count; j++) best = row[j] > best ? row[j] : best;
  for (int j = 0; j < count; j++) total += row[j] = expf(row[j] - best);
  float scale = 1 / total;
  for (int j = 0; j < count; j++) row[j] *= scale;
}

static void measure(int heads, int sharing, int m, int n, int d, int is_causal, int repetitions) {
  int key_heads = heads / sharing;
  float *q = filled((size_t)heads * m * d, 1009), *k = filled((size_t)key_heads * n * d, 1013), *v = filled((size_t)key_heads * n * d, 1019);
  float *target = filled((size_t)heads * m * d, 7), *scores = filled((size_t)m * n, 7);
  float scale = 1 / sqrtf(d);
  double least = 1e9;
  for (int r = 0; r < repetitions; r++) {
    double start = now();
    for (int h = 0; h < heads; h++) {
      const float *keys = k + (size_t)(h / sharing) * n * d, *values = v + (size_t)(h / sharing) * n * d;
      if (m == 1) cblas_sgemv(CblasRowMajor, CblasNoTrans, n, d, scale, keys, d, q + (size_t)h * d, 1, 0, scores, 1);
      else cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, d, scale, q + (size_t)h * m * d, d, keys, d, 0, scores, n);
      for (int i = 0; i < m; i++) {
        int seen = is_causal ? i + 1 + n - m : n;
        soften(scores + (size_t)i * n, seen);
        for (int j = seen; j < n; j++) scores[(size_t)i * n + j] = 0;
      }
      if (m == 1) cblas_sgemv(CblasRowMajor, CblasTrans, n, d, 1, values, d, scores, 1, 0, target + (size_t)h * d, 1);
      else cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, d, n, 1, scores, n, values, d, 0, target + (size_t)h * m * d, d);
    }
    double seconds = now() - start;
    if (seconds < least) least = seconds;
  }
  printf("time %d/%dx%dx%dx%d%s %.9g %.9g\n", heads, key_heads, m, n, d, is_causal ? "-causal" : "", least,
         target[((size_t)(heads / 2) * m + m / 2) * d + d / 2]);
  free(q), free(k), free(v), free(target), free(scores);
}

int main(int argumentCount, char **arguments) {
  int repetitions = argumentCount > 1 ? atoi(arguments[1]) : 5;
  measure(8, 1, 512, 512, 64, 0, repetitions);
  measure(8, 1, 512, 512, 128, 0, repetitions);
  measure(4, 1, 2048, 2048, 64, 0, repetitions);
  measure(4, 1, 2048, 2048, 128, 0, repetitions);
  measure(4, 1, 2048, 2048, 64, 1, repetitions);
  measure(32, 4, 512, 512, 128, 1, repetitions);
  measure(12, 1, 128, 128, 64, 0, repetitions);
  measure(8, 1, 1, 4096, 128, 0, repetitions);
  measure(32, 4, 1, 1024, 128, 0, repetitions);
  return 0;
}
