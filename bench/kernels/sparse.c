/* The peer of sparse.mojo: the same products as a C programmer writes them and clang vectorises them. Usage: sparse REPETITIONS. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

#define PRODUCTS(T, name)                                                                                                  \
  static __attribute__((noinline)) void vector_##name(T *restrict y, const int *starts, const int *indices,                \
                                                      const T *restrict values, const T *restrict x, int rows) {           \
    for (int i = 0; i < rows; i++) {                                                                                       \
      T sum = 0;                                                                                                           \
      for (int p = starts[i]; p < starts[i + 1]; p++) sum += values[p] * x[indices[p]];                                    \
      y[i] = sum;                                                                                                          \
    }                                                                                                                      \
  }                                                                                                                        \
  static __attribute__((noinline)) void matrix_##name(T *restrict y, const int *starts, const int *indices,                \
                                                      const T *restrict values, const T *restrict x, int rows, int n) {    \
    for (int i = 0; i < rows; i++) {                                                                                       \
      T *restrict to = y + (size_t)i * n;                                                                                  \
      for (int j = 0; j < n; j++) to[j] = 0;                                                                               \
      for (int p = starts[i]; p < starts[i + 1]; p++) {                                                                    \
        T factor = values[p];                                                                                              \
        const T *from = x + (size_t)indices[p] * n;                                                                        \
        for (int j = 0; j < n; j++) to[j] += factor * from[j];                                                             \
      }                                                                                                                    \
    }                                                                                                                      \
  }                                                                                                                        \
  static void measure_##name(const char *label, int kind, int rows, int columns, int repetitions) {                        \
    uint64_t state = 1;                                                                                                    \
    int *starts = malloc((rows + 1) * sizeof(int)), total = 0;                                                             \
    for (int i = 0; i < rows; i++) {                                                                                       \
      starts[i] = total;                                                                                                   \
      state = state * 6364136223846793005u + 1442695040888963407u;                                                         \
      int draw = (state >> 40) % 1000, many = 1000 / (draw + 1) + 1;                                                       \
      total += kind == 0 ? 5 : kind == 1 ? 100 : many < 1000 ? many : 1000;                                                \
    }                                                                                                                      \
    starts[rows] = total;                                                                                                  \
    int *indices = malloc(total * sizeof(int));                                                                            \
    T *values = malloc(total * sizeof(T));                                                                                 \
    for (int i = 0; i < rows; i++)                                                                                         \
      for (int p = starts[i]; p < starts[i + 1]; p++) {                                                                    \
        state = state * 6364136223846793005u + 1442695040888963407u;                                                       \
        int near = i + (p - starts[i] - 2) * 10;                                                                           \
        indices[p] = kind == 0 ? (near < 0 ? 0 : near >= rows ? rows - 1 : near) : (int)((state >> 40) % rows);            \
        values[p] = (p % 7) * (T)0.25 - (T)0.5;                                                                            \
      }                                                                                                                    \
    T *x = malloc((size_t)rows * columns * sizeof(T)), *y = malloc((size_t)rows * columns * sizeof(T));                    \
    for (int i = 0; i < rows * columns; i++) x[i] = (i % 11) * (T)0.5 - 2;                                                 \
    double least = 1e9;                                                                                                    \
    for (int r = 0; r < repetitions; r++) {                                                                                \
      double start = now();                                                                                                \
      if (columns == 1) vector_##name(y, starts, indices, values, x, rows);                                                \
      else matrix_##name(y, starts, indices, values, x, rows, columns);                                                    \
      double seconds = now() - start;                                                                                      \
      if (seconds < least) least = seconds;                                                                                \
    }                                                                                                                      \
    printf("time %sx%d %.9g %.9g\n", label, columns, least, (double)y[(size_t)(rows / 2) * columns + columns / 2]);        \
    free(starts), free(indices), free(values), free(x), free(y);                                                           \
  }

PRODUCTS(float, float)
PRODUCTS(double, double)

int main(int argumentCount, char **arguments) {
  int repetitions = argumentCount > 1 ? atoi(arguments[1]) : 10;
  measure_float("f32-short", 0, 200000, 1, repetitions);
  measure_double("f64-short", 0, 200000, 1, repetitions);
  measure_float("f32-long", 1, 10000, 1, repetitions);
  measure_double("f64-long", 1, 10000, 1, repetitions);
  measure_float("f32-mixed", 2, 50000, 1, repetitions);
  measure_double("f64-mixed", 2, 50000, 1, repetitions);
  int widths[] = {8, 32, 128, 200};
  for (int i = 0; i < 4; i++) measure_float("f32-long", 1, 2000, widths[i], repetitions);
  measure_float("f32-short", 0, 20000, 64, repetitions);
}
