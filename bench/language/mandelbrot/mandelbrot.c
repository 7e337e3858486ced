// Mandelbrot set, 960 x 960 pixels, 200 iterations, doubles: AVX-512 by hand, two vectors in flight.
//
// A point that has left the circle of radius two never comes back, so the test is made once in BLOCK iterations;
// when it finds that a point has left, the block is repeated with a test in every iteration.
// Usage: mandelbrot [threads]. Prints a checksum and the seconds of one picture (the best of REPEATS).
#include <immintrin.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDTH = 960, HEIGHT = 960, LIMIT = 200, BLOCK = 5, LANES = 8, FLIGHT = 2, REPEATS = 40 };

static const double MIN_X = -2.0, MAX_X = 0.6, MIN_Y = -1.5, MAX_Y = 1.5;
static int32_t image[HEIGHT * WIDTH];
static atomic_int next_row;

static void mandelbrot_row(int row) {
  const double scale_x = (MAX_X - MIN_X) / WIDTH;
  const double scale_y = (MAX_Y - MIN_Y) / HEIGHT;
  const __m512d cy = _mm512_set1_pd(MIN_Y + row * scale_y);
  const __m512d four = _mm512_set1_pd(4.0);
  const __m512d lane = _mm512_set_pd(7, 6, 5, 4, 3, 2, 1, 0);
  for (int col = 0; col < WIDTH; col += LANES * FLIGHT) {
    __m512d cx[FLIGHT], x[FLIGHT], y[FLIGHT];
    __m512i count[FLIGHT];
    for (int k = 0; k < FLIGHT; k++) {
      __m512d column = _mm512_add_pd(_mm512_set1_pd(col + k * LANES), lane);
      cx[k] = _mm512_fmadd_pd(column, _mm512_set1_pd(scale_x), _mm512_set1_pd(MIN_X));
      x[k] = y[k] = _mm512_setzero_pd();
      count[k] = _mm512_setzero_si512();
    }
    for (int i = 0; i < LIMIT; i += BLOCK) {
      __m512d x0[FLIGHT], y0[FLIGHT];
      for (int k = 0; k < FLIGHT; k++) x0[k] = x[k], y0[k] = y[k];
      __mmask8 all = 0xFF;
      for (int step = 0; step < BLOCK; step++) {
        for (int k = 0; k < FLIGHT; k++) {
          __m512d y2 = _mm512_mul_pd(y[k], y[k]);
          if (step == BLOCK - 1) all &= _mm512_cmp_pd_mask(_mm512_fmadd_pd(x[k], x[k], y2), four, _CMP_LE_OQ);
          y[k] = _mm512_fmadd_pd(_mm512_add_pd(x[k], x[k]), y[k], cy);
          x[k] = _mm512_fmadd_pd(x[k], x[k], _mm512_sub_pd(cx[k], y2));
        }
      }
      if (all == 0xFF) {
        for (int k = 0; k < FLIGHT; k++) count[k] = _mm512_add_epi64(count[k], _mm512_set1_epi64(BLOCK));
        continue;
      }
      __mmask8 alive = 0;
      for (int k = 0; k < FLIGHT; k++) x[k] = x0[k], y[k] = y0[k];
      for (int step = 0; step < BLOCK; step++) {
        alive = 0;
        for (int k = 0; k < FLIGHT; k++) {
          __m512d y2 = _mm512_mul_pd(y[k], y[k]);
          __mmask8 inside = _mm512_cmp_pd_mask(_mm512_fmadd_pd(x[k], x[k], y2), four, _CMP_LE_OQ);
          count[k] = _mm512_mask_add_epi64(count[k], inside, count[k], _mm512_set1_epi64(1));
          y[k] = _mm512_fmadd_pd(_mm512_add_pd(x[k], x[k]), y[k], cy);
          x[k] = _mm512_fmadd_pd(x[k], x[k], _mm512_sub_pd(cx[k], y2));
          alive |= inside;
        }
      }
      if (alive == 0) break;
    }
    for (int k = 0; k < FLIGHT; k++)
      _mm256_storeu_si256((__m256i *)&image[row * WIDTH + col + k * LANES], _mm512_cvtepi64_epi32(count[k]));
  }
}

static void *worker(void *unused) {
  (void)unused;
  for (int row; (row = atomic_fetch_add(&next_row, 1)) < HEIGHT;) mandelbrot_row(row);
  return NULL;
}

static void picture(int threads) {
  pthread_t other[64];
  atomic_store(&next_row, 0);
  for (int t = 1; t < threads; t++) pthread_create(&other[t], NULL, worker, NULL);
  worker(NULL);
  for (int t = 1; t < threads; t++) pthread_join(other[t], NULL);
}

int main(int argc, char **argv) {
  int threads = argc > 1 ? atoi(argv[1]) : 1;
  struct timespec start, end;
  double best = 1e9;
  for (int repeat = 0; repeat < REPEATS; repeat++) {
    clock_gettime(CLOCK_MONOTONIC, &start);
    picture(threads);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9;
    if (seconds < best) best = seconds;
  }
  int64_t sum = 0;
  for (int i = 0; i < HEIGHT * WIDTH; i++) sum += image[i];
  printf("checksum %lld\n", (long long)sum);
  printf("seconds %.6f\n", best);
  return 0;
}
