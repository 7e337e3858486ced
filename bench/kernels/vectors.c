/* The peer of vectors.mojo: the same kernels as a C programmer writes them and clang vectorises them. Usage: vectors REPETITIONS. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static int rows, columns, count;
static float *x, *y;

static __attribute__((noinline)) float dot(void) {
  float sum = 0;
  for (int i = 0; i < count; i++) sum += x[i] * y[i];
  return sum;
}

static __attribute__((noinline)) float sum(void) {
  float sum = 0;
  for (int i = 0; i < count; i++) sum += x[i];
  return sum;
}

static __attribute__((noinline)) float greatest(void) {
  float best = -INFINITY;
  for (int i = 0; i < count; i++) best = x[i] > best ? x[i] : best;
  return best;
}

static volatile float zero = 0;
static __attribute__((noinline)) float axpy(void) {
  float factor = zero, *restrict to = y;
  for (int i = 0; i < count; i++) to[i] += factor * x[i];
  return y[count / 2];
}

static __attribute__((noinline)) float soft(void) {
  for (int row = 0; row < rows; row++) {
    const float *from = x + (size_t)row * columns;
    float *restrict to = y + (size_t)row * columns;
    float best = from[0], total = 0;
    for (int j = 1; j < columns; j++) best = from[j] > best ? from[j] : best;
    for (int j = 0; j < columns; j++) total += to[j] = expf(from[j] - best);
    float scale = 1 / total;
    for (int j = 0; j < columns; j++) to[j] *= scale;
  }
  return y[count / 2];
}

static __attribute__((noinline)) float layer(void) {
  for (int row = 0; row < rows; row++) {
    const float *from = x + (size_t)row * columns, *gain = x, *bias = x;
    float *restrict to = y + (size_t)row * columns;
    float mean = 0, variance = 0;
    for (int j = 0; j < columns; j++) mean += from[j];
    mean /= columns;
    for (int j = 0; j < columns; j++) variance += (from[j] - mean) * (from[j] - mean);
    float scale = 1 / sqrtf(variance / columns + 1e-5f);
    for (int j = 0; j < columns; j++) to[j] = (from[j] - mean) * scale * gain[j] + bias[j];
  }
  return y[count / 2];
}

static __attribute__((noinline)) float root(void) {
  for (int row = 0; row < rows; row++) {
    const float *from = x + (size_t)row * columns, *gain = x;
    float *restrict to = y + (size_t)row * columns;
    float squares = 0;
    for (int j = 0; j < columns; j++) squares += from[j] * from[j];
    float scale = 1 / sqrtf(squares / columns + 1e-5f);
    for (int j = 0; j < columns; j++) to[j] = from[j] * scale * gain[j];
  }
  return y[count / 2];
}

/* In squares of 32, which fit the first cache. */
static __attribute__((noinline)) float turn(void) {
  float *restrict to = y;
  for (int top = 0; top < rows; top += 32)
    for (int left = 0; left < columns; left += 32)
      for (int j = left; j < left + 32 && j < columns; j++)
        for (int i = top; i < top + 32 && i < rows; i++) to[(size_t)j * rows + i] = x[(size_t)i * columns + j];
  return y[count / 2];
}

static void measure(const char *name, float (*body)(void), int repetitions) {
  double least = 1e9;
  volatile float checksum = 0;
  int calls = 4000000 / count > 1 ? 4000000 / count : 1;
  for (int r = 0; r < repetitions; r++) {
    double start = now();
    for (int i = 0; i < calls; i++) checksum = body();
    double seconds = (now() - start) / calls;
    if (seconds < least) least = seconds;
  }
  printf("time %s %d %.9g %.9g\n", name, count, least, checksum);
}

int main(int argumentCount, char **arguments) {
  int repetitions = argumentCount > 1 ? atoi(arguments[1]) : 10;
  int shapes[] = {4, 100, 4000};
  for (int s = 0; s < 3; s++) {
    rows = shapes[s], columns = 1000, count = rows * columns;
    x = aligned_alloc(64, count * sizeof(float)), y = aligned_alloc(64, count * sizeof(float));
    for (int i = 0; i < count; i++) x[i] = (i % 13) * 0.25f - 1, y[i] = (i % 7) * 0.25f;
    measure("dot", dot, repetitions);
    measure("sum", sum, repetitions);
    measure("greatest", greatest, repetitions);
    measure("axpy", axpy, repetitions);
    measure("softmax", soft, repetitions);
    measure("layer-norm", layer, repetitions);
    measure("rms-norm", root, repetitions);
    measure("transpose", turn, repetitions);
    free(x), free(y);
  }
}
