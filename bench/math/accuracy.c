/* Largest error of a result in units of its last place, against x87's 64-bit mantissa. Compiled without -ffast-math. */
#include <math.h>
#include <stdint.h>
#include <string.h>

static long double exact(const char *name, long double x) {
  if (!strcmp(name, "exp")) return expl(x);
  if (!strcmp(name, "log")) return logl(x);
  if (!strcmp(name, "tanh")) return tanhl(x);
  if (!strcmp(name, "erf")) return erfl(x);
  if (!strcmp(name, "sin")) return sinl(x);
  return cosl(x);
}

/* Distance from one double (float) to the next one at a value. */
static long double unit(long double value, int mantissa, int least) {
  int exponent;
  frexpl(value, &exponent);
  int place = exponent - mantissa;
  return ldexpl(1, place < least ? least : place);
}

static double distance(long double found, long double right, int mantissa, int least, long double largest) {
  if (isnan(right)) return isnan(found) ? 0 : 1e300;
  /* What rounds to infinity. */
  if (fabsl(right) > largest) return isinf(found) && signbit(found) == signbit(right) ? 0 : fabsl(found) >= largest ? 1 : 1e300;
  if (isnan(found) || isinf(found)) return isinf(right) && found == right ? 0 : 1e300;
  if (right == 0) return found == 0 && signbit(found) == signbit(right) ? 0 : 1e300;
  return (double)(fabsl(found - right) / unit(right, mantissa, least));
}

double worst_f64(const char *name, const double *x, const double *y, long count, double *at) {
  double worst = 0;
  for (long i = 0; i < count; i++) {
    double error = distance(y[i], exact(name, x[i]), 53, -1074, 1.7976931348623157e308L);
    if (error > worst) worst = error, *at = x[i];
  }
  return worst;
}

double worst_f32(const char *name, const float *x, const float *y, long count, double *at) {
  double worst = 0;
  for (long i = 0; i < count; i++) {
    double error = distance(y[i], exact(name, x[i]), 24, -149, 3.4028234663852886e38L);
    if (error > worst) worst = error, *at = x[i];
  }
  return worst;
}
