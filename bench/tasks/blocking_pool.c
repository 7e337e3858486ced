/* The peer: a pool with one queue, one mutex and one condition, whose workers block while they wait for children.
   So that they do not all wait, there are four times as many threads as processors. Prints lines `name value`. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define EMPTY_TASKS 1000000
#define PROBES 400

typedef struct Task {
    void (*run)(void *);
    void *argument;
    int *pending;
    struct Task *next;
} Task;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t work = PTHREAD_COND_INITIALIZER, done = PTHREAD_COND_INITIALIZER;
static Task *first, *last;

static long now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void submit(void (*run)(void *), void *argument, int *pending) {
    Task *task = malloc(sizeof *task);
    *task = (Task){run, argument, pending, NULL};
    pthread_mutex_lock(&lock);
    ++*pending;
    if (first == NULL) first = task; else last->next = task;
    last = task;
    pthread_cond_signal(&work);
    pthread_mutex_unlock(&lock);
}

static void wait_for(int *pending) {
    pthread_mutex_lock(&lock);
    while (*pending > 0) pthread_cond_wait(&done, &lock);
    pthread_mutex_unlock(&lock);
}

static void *worker(void *unused) {
    (void)unused;
    pthread_mutex_lock(&lock);
    for (;;) {
        while (first == NULL) pthread_cond_wait(&work, &lock);
        Task *task = first;
        first = task->next;
        pthread_mutex_unlock(&lock);
        task->run(task->argument);
        pthread_mutex_lock(&lock);
        if (--*task->pending == 0) pthread_cond_broadcast(&done);
        free(task);
    }
}

static void nothing(void *unused) { (void)unused; }

static void spin(long ns) {
    long start = now(CLOCK_MONOTONIC);
    while (now(CLOCK_MONOTONIC) - start < ns) {}
}

static void child(void *unused) { (void)unused; spin(20000); }

static volatile int is_over;

static void load(void *unused) {
    (void)unused;
    while (!is_over) {
        int pending = 0;
        for (int i = 0; i < 4; i++) submit(child, NULL, &pending);
        wait_for(&pending);
    }
}

static void probe(void *finished) {
    spin(100000);
    *(long *)finished = now(CLOCK_MONOTONIC);
}

static int ascending(const void *a, const void *b) {
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    int threads = argc > 1 ? atoi(argv[1]) : 8;
    for (int i = 0; i < threads; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, worker, NULL);
    }
    int pending = 0;
    long start = now(CLOCK_MONOTONIC), processor = now(CLOCK_PROCESS_CPUTIME_ID);
    for (int i = 0; i < EMPTY_TASKS; i++) submit(nothing, NULL, &pending);
    wait_for(&pending);
    printf("empty_task_ns %f\n", (double)(now(CLOCK_MONOTONIC) - start) / EMPTY_TASKS);
    printf("empty_task_processor_ns %f\n", (double)(now(CLOCK_PROCESS_CPUTIME_ID) - processor) / EMPTY_TASKS);
    int background = 0;
    for (int i = 0; i < 2; i++) submit(load, NULL, &background);
    static long latencies[PROBES];
    for (int i = 0; i < PROBES; i++) {
        struct timespec pause = {0, 1000000};
        nanosleep(&pause, NULL);
        long finished = 0, begun = now(CLOCK_MONOTONIC);
        pending = 0;
        submit(probe, &finished, &pending);
        wait_for(&pending);
        latencies[i] = finished - begun;
    }
    is_over = 1;
    wait_for(&background);
    qsort(latencies, PROBES, sizeof latencies[0], ascending);
    printf("latency_p50_us %f\n", latencies[PROBES / 2] / 1000.0);
    printf("latency_p99_us %f\n", latencies[PROBES * 99 / 100] / 1000.0);
    return 0;
}
