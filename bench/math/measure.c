/* Times the library's functions and glibc's vector functions in turn, and measures the error of both.
   Prints: function type, largest error of ours (and where), of glibc's, nanoseconds per element of ours and of glibc's. */
#include <immintrin.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double worst_f64(const char *, const double *, const double *, long, double *);
double worst_f32(const char *, const float *, const float *, long, double *);

#define EACH(F) F(exp) F(log) F(tanh) F(erf) F(sin) F(cos)
#define DECLARE(name)                                                                                                  \
  void mojo_##name##_f32(const float *, float *, long);                                                                \
  void mojo_##name##_f64(const double *, double *, long);                                                              \
  __m512 _ZGVeN16v_##name##f(__m512);                                                                                  \
  __m512d _ZGVeN8v_##name(__m512d);                                                                                    \
  static void glibc_##name##_f32(const float *x, float *y, long n) {                                                   \
    for (long i = 0; i < n; i += 16) _mm512_storeu_ps(y + i, _ZGVeN16v_##name##f(_mm512_loadu_ps(x + i)));             \
  }                                                                                                                    \
  static void glibc_##name##_f64(const double *x, double *y, long n) {                                                 \
    for (long i = 0; i < n; i += 8) _mm512_storeu_pd(y + i, _ZGVeN8v_##name(_mm512_loadu_pd(x + i)));                  \
  }
EACH(DECLARE)

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

enum { timed = 4096, dense = 1 << 21 };
static uint64_t state = 88172645463325252u;
static double uniform(void) {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return (state >> 11) * 0x1p-53;
}

/* Where a function is interesting, and where programs call it. */
static double ordinary(const char *name) {
  if (!strcmp(name, "exp")) return -20 + 40 * uniform();
  if (!strcmp(name, "log")) return exp(-20 + 40 * uniform());
  if (!strcmp(name, "tanh") || !strcmp(name, "erf")) return -4 + 8 * uniform();
  return -10 + 20 * uniform();
}

static double anywhere(const char *name, int isDouble, long i) {
  static const double specials[] = {0.0, -0.0, 1, -1, INFINITY, -INFINITY, NAN, 0x1p-1074, -0x1p-1074, 0x1p-1022, 0x1p-149, 0x1p-126, 709.78271289338397, 709.8, -745.13, -745.2, -708.4, 88.72283, 88.8, -87.33, -103.97, -104, 0.5, 2, 3.141592653589793, 1.5707963267948966, 0x1.fffffffffffffp1023, 0x1.fffffep127};
  long count = sizeof specials / sizeof *specials;
  if (i < count) return specials[i];
  if (i % 2) return ordinary(name);
  /* Where everything cancels: next to 1, and next to multiples of pi / 2. */
  if (!strcmp(name, "log") && i % 4 == 0) return 1 + ldexp(uniform() - 0.5, -(int)(uniform() * 40));
  if (i % 4 == 0 && (!strcmp(name, "sin") || !strcmp(name, "cos"))) return floor(uniform() * 4000 - 2000) * M_PI_2 * (1 + ldexp(uniform() - 0.5, -(int)(uniform() * 50)));
  if (!strcmp(name, "log")) return isDouble ? exp(-700 + 1400 * uniform()) : exp(-100 + 188 * uniform());
  if (!strcmp(name, "exp")) return isDouble ? -750 + 1465 * uniform() : -105 + 195 * uniform();
  /* Magnitudes of all sizes. */
  double x = ldexp(1 + uniform(), (int)(uniform() * 60) - 40);
  return uniform() < 0.5 ? -x : x;
}

#define BEST(type, call)                                                                                               \
  ({                                                                                                                   \
    double best = 1e9;                                                                                                 \
    for (int round = 0; round < 60; round++) {                                                                         \
      double start = now();                                                                                            \
      for (int repeat = 0; repeat < 8; repeat++) call;                                                                 \
      double seconds = (now() - start) / 8;                                                                            \
      if (seconds < best) best = seconds;                                                                              \
    }                                                                                                                  \
    best * 1e9 / timed;                                                                                                \
  })

#define MEASURE(name, suffix, type, isDouble)                                                                          \
  if (!wanted || !strcmp(wanted, #name)) {                                                                             \
    type *x = aligned_alloc(64, dense * sizeof(type)), *y = aligned_alloc(64, dense * sizeof(type));                   \
    double ours = 1e9, theirs = 1e9, at = 0, there = 0;                                                                \
    for (long i = 0; i < timed; i++) x[i] = ordinary(#name);                                                           \
    for (int turn = 0; turn < 5; turn++) {                                                                             \
      double a = BEST(type, mojo_##name##_##suffix(x, y, timed)), b = BEST(type, glibc_##name##_##suffix(x, y, timed)); \
      if (a < ours) ours = a;                                                                                          \
      if (b < theirs) theirs = b;                                                                                      \
    }                                                                                                                  \
    for (long i = 0; i < dense; i++) x[i] = anywhere(#name, isDouble, i);                                              \
    mojo_##name##_##suffix(x, y, dense);                                                                               \
    double error = worst_##suffix(#name, x, y, dense, &at);                                                            \
    glibc_##name##_##suffix(x, y, dense);                                                                              \
    double other = worst_##suffix(#name, x, y, dense, &there);                                                         \
    printf("%s %s %.3f %.17g %.3g %.4f %.4f\n", #name, #suffix, error, at, other, ours, theirs);                       \
    fflush(stdout);                                                                                                    \
    free(x), free(y);                                                                                                  \
  }

int main(int argc, char **argv) {
  const char *wanted = argc > 1 ? argv[1] : NULL;
#define BOTH(name) MEASURE(name, f32, float, 0) MEASURE(name, f64, double, 1)
  EACH(BOTH)
  return 0;
}
