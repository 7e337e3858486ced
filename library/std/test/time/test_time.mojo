# test: run
# modes: O0 O3 (nobody sleeps at compile time)
# Clocks run forward, sleeping takes time, functions can be timed.
from time import monotonic, now, perf_counter, perf_counter_ns, sleep, time_function, time_ns
from testing import assert_true


def main() raises:
    var start = perf_counter_ns()
    sleep(0.02)
    var end = perf_counter_ns()
    assert_true(end - start >= 20_000_000)
    assert_true(now() >= end and monotonic() >= end)
    assert_true(perf_counter() > 0.0)
    # After 2020
    assert_true(time_ns() > 1_577_836_800_000_000_000)
    sleep(0)
    sleep(-1.0)

    @parameter
    def nap():
        sleep(0.001)

    assert_true(time_function[nap]() >= 1_000_000)
    print("ok")  # prints: ok
