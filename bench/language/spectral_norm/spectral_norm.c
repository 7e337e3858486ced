// The largest singular value of an infinite matrix, cut to 3000 rows, by power iteration, in doubles.
#include <math.h>
#include <stdio.h>
#include <time.h>

enum { N = 3000, ROUNDS = 10 };

static double u[N], v[N], t[N];

static double element(int i, int j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void multiply(const double *x, double *y) {
  for (int i = 0; i < N; i++) {
    double sum = 0;
    for (int j = 0; j < N; j++) sum += element(i, j) * x[j];
    y[i] = sum;
  }
}

static void multiply_transposed(const double *x, double *y) {
  for (int i = 0; i < N; i++) {
    double sum = 0;
    for (int j = 0; j < N; j++) sum += element(j, i) * x[j];
    y[i] = sum;
  }
}

int main(void) {
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (int i = 0; i < N; i++) u[i] = 1;
  for (int k = 0; k < ROUNDS; k++) {
    multiply(u, t);
    multiply_transposed(t, v);
    multiply(v, t);
    multiply_transposed(t, u);
  }
  double dot = 0, square = 0;
  for (int i = 0; i < N; i++) {
    dot += u[i] * v[i];
    square += v[i] * v[i];
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("checksum %.9f\n", sqrt(dot / square));
  printf("seconds %.6f\n", (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9);
  return 0;
}
