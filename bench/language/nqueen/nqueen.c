// The number of ways to put 14 queens on a board, by backtracking over three bit masks.
#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum { N = 14 };

static int64_t place(uint32_t full, uint32_t columns, uint32_t left, uint32_t right) {
  if (columns == full) return 1;
  int64_t count = 0;
  uint32_t free_places = full & ~(columns | left | right);
  while (free_places != 0) {
    uint32_t queen = free_places & -free_places;
    free_places ^= queen;
    count += place(full, columns | queen, (left | queen) << 1, (right | queen) >> 1);
  }
  return count;
}

int main(void) {
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  int64_t count = place((1u << N) - 1, 0, 0, 0);
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("checksum %lld\n", (long long)count);
  printf("seconds %.6f\n", (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9);
  return 0;
}
