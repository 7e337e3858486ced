/* The peer of reductions.mojo: plain loops in the order in which the numbers lie, as clang vectorises them. Usage: reductions REPETITIONS. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static int outer, count, inner;
static float *data, *results;
static int *places;

static __attribute__((noinline)) void sum(void) {
  for (int o = 0; o < outer; o++) {
    const float *from = data + (size_t)o * count * inner;
    float *restrict to = results + (size_t)o * inner;
    if (inner == 1) {
      float total = 0;
      for (int k = 0; k < count; k++) total += from[k];
      to[0] = total;
      continue;
    }
    for (int i = 0; i < inner; i++) to[i] = 0;
    for (int k = 0; k < count; k++)
      for (int i = 0; i < inner; i++) to[i] += from[(size_t)k * inner + i];
  }
}

static __attribute__((noinline)) void greatest(void) {
  for (int o = 0; o < outer; o++) {
    const float *from = data + (size_t)o * count * inner;
    float *restrict to = results + (size_t)o * inner;
    if (inner == 1) {
      float best = -INFINITY;
      for (int k = 0; k < count; k++) best = from[k] > best ? from[k] : best;
      to[0] = best;
      continue;
    }
    for (int i = 0; i < inner; i++) to[i] = -INFINITY;
    for (int k = 0; k < count; k++)
      for (int i = 0; i < inner; i++) to[i] = from[(size_t)k * inner + i] > to[i] ? from[(size_t)k * inner + i] : to[i];
  }
}

static __attribute__((noinline)) void argmax(void) {
  for (int o = 0; o < outer; o++) {
    const float *from = data + (size_t)o * count * inner;
    float *restrict best = results + (size_t)o * inner;
    int *restrict to = places + (size_t)o * inner;
    if (inner == 1) {
      float value = -INFINITY;
      int place = 0;
      for (int k = 0; k < count; k++)
        if (from[k] > value) value = from[k], place = k;
      to[0] = place;
      continue;
    }
    for (int i = 0; i < inner; i++) best[i] = -INFINITY, to[i] = 0;
    for (int k = 0; k < count; k++)
      for (int i = 0; i < inner; i++) {
        float value = from[(size_t)k * inner + i];
        to[i] = value > best[i] ? k : to[i];
        best[i] = value > best[i] ? value : best[i];
      }
  }
}

static void measure(int o, int k, int i, int repetitions) {
  outer = o, count = k, inner = i;
  int size = o * k * i, calls = 1000000 / size > 1 ? 1000000 / size : 1;
  data = aligned_alloc(64, (size * sizeof(float) + 63) / 64 * 64);
  results = malloc((size_t)o * i * sizeof(float)), places = malloc((size_t)o * i * sizeof(int));
  for (int j = 0; j < size; j++) data[j] = (j * 7 % 1013) * 0.25f - 100;
  const char *names[] = {"sum", "greatest", "argmax"};
  void (*bodies[])(void) = {sum, greatest, argmax};
  for (int kind = 0; kind < 3; kind++) {
    double least = 1e9;
    for (int r = 0; r < repetitions; r++) {
      double start = now();
      for (int call = 0; call < calls; call++) bodies[kind]();
      double seconds = (now() - start) / calls;
      if (seconds < least) least = seconds;
    }
    int middle = o * i / 2;
    printf("time %s-%dx%dx%d %.9g %.9g\n", names[kind], o, k, i, least, kind < 2 ? results[middle] : (float)places[middle]);
  }
  free(data), free(results), free(places);
}

int main(int argumentCount, char **arguments) {
  int repetitions = argumentCount > 1 ? atoi(arguments[1]) : 10;
  measure(100, 100, 1, repetitions);
  measure(1, 100, 100, repetitions);
  measure(1000, 1000, 1, repetitions);
  measure(1, 1000, 1000, repetitions);
  measure(30, 64, 500, repetitions);
  measure(4000, 16, 8, repetitions);
}
