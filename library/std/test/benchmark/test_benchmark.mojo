# test: run
# modes: O0 O3 (the interpreter has no clock for it)
# Measuring: the number of calls, the limits, the table.
import benchmark
from benchmark import Bench, BenchConfig, BenchId, BenchMetric, Bencher, Benchmark, Unit, ThroughputMeasure, clobber_memory, keep
from time import sleep
from testing import assert_equal, assert_true


def main() raises:
    var calls = 0

    @parameter
    def count():
        calls += 1
        keep(calls)
        clobber_memory()

    var report = benchmark.run[count](num_warmup_iters=3, max_iters=10)
    assert_equal(report.iters(), 10)
    assert_equal(calls, 13)
    assert_true(report.mean() >= 0.0)
    assert_true(report.min("ns") <= report.mean(Unit.ns) * 1.0001)
    assert_true(report.max("ns") >= report.mean(Unit.ns) * 0.9999)
    assert_true("Mean: " in report.as_string(Unit.ms))

    @parameter
    def nap() raises:
        sleep(0.001)

    var naps = benchmark.run[nap](max_runtime_secs=0.03)
    assert_true(naps.mean(Unit.ms) >= 1.0)
    assert_true(naps.iters() >= 10)

    @parameter
    def quick():
        clobber_memory()

    assert_true(Benchmark(max_iters=100).run[quick]() >= 0)

    @parameter
    def bench(mut bencher: Bencher) raises:
        @parameter
        def work():
            clobber_memory()

        bencher.iter[work]()

    var suite = Bench(BenchConfig(max_iters=50, min_runtime_secs=0.001))
    suite.bench_function[bench](BenchId("nothing"), ThroughputMeasure(BenchMetric.elements, 1000))
    assert_equal(len(suite.info_vec), 1)
    assert_true("nothing" in String(suite) and "GElems/s" in String(suite))
    print("ok")  # prints: ok
