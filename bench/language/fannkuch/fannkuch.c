// Pancake flips over all permutations of 10 numbers: the largest number of flips and a checksum.
#include <stdio.h>
#include <time.h>

enum { N = 10 };

static int fannkuch(int n, int *checksum) {
  int permutation[16], work[16], count[16];
  int max_flips = 0, sum = 0, sign = 1, r = n;
  for (int i = 0; i < n; i++) permutation[i] = i;
  for (;;) {
    while (r != 1) {
      count[r - 1] = r;
      r--;
    }
    for (int i = 0; i < n; i++) work[i] = permutation[i];
    int flips = 0;
    for (int first; (first = work[0]) != 0; flips++)
      for (int i = 0, j = first; i < j; i++, j--) {
        int kept = work[i];
        work[i] = work[j];
        work[j] = kept;
      }
    if (flips > max_flips) max_flips = flips;
    sum += sign * flips;
    sign = -sign;
    for (;;) {
      if (r == n) {
        *checksum = sum;
        return max_flips;
      }
      int first = permutation[0];
      for (int i = 0; i < r; i++) permutation[i] = permutation[i + 1];
      permutation[r] = first;
      if (--count[r] > 0) break;
      r++;
    }
  }
}

int main(void) {
  struct timespec start, end;
  int sum;
  clock_gettime(CLOCK_MONOTONIC, &start);
  int flips = fannkuch(N, &sum);
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("checksum %d %d\n", sum, flips);
  printf("seconds %.6f\n", (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9);
  return 0;
}
