/* The peer for parallel loops: OpenMP's, two small pieces at a time. Prints lines `name value`. */
#include <stdio.h>
#include <time.h>

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

int main(void) {
    static long cells[64];
    const int loops = 20000;
    long start = now();
    for (int i = 0; i < loops; i++) {
#pragma omp parallel for num_threads(2)
        for (int index = 0; index < 2; index++) cells[index * 32] += index;
    }
    printf("fork_join_ns %f\n", (double)(now() - start) / loops);
    static volatile long begun;
    start = now();
    for (long i = 0; i < loops; i++) {
#pragma omp parallel for num_threads(2) schedule(static, 1)
        for (int index = 0; index < 2; index++) {
            __atomic_fetch_add(&begun, 1, __ATOMIC_SEQ_CST);
            while (__atomic_load_n(&begun, __ATOMIC_SEQ_CST) < 2 * (i + 1)) {}
        }
    }
    printf("handover_ns %f\n", (double)(now() - start) / loops);
    return 0;
}
