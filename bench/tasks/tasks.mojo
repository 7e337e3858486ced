# What tasks and parallel loops cost. Prints lines `name value`; the programs in C beside this one print some of the same.
from algorithm import parallelize, sync_parallelize
from runtime.asyncrt import TaskGroup, create_task
from std.atomic import Atomic
from std.ffi import external_call
from time import perf_counter_ns, sleep

comptime empty_tasks = 1_000_000
comptime loops = 20_000
comptime probes = 400


async def nothing():
    pass


def spin(ns: Int):
    var start = perf_counter_ns()
    while perf_counter_ns() - start < ns:
        pass


async def spin_task(ns: Int):
    spin(ns)


def processor_ns() -> Int:
    """Processor time of all threads so far."""
    var reading = InlineArray[Int64, 2](fill=0)
    _ = external_call["clock_gettime", Int32](Int32(2), reading.unsafe_ptr())
    return Int(reading[0]) * 1_000_000_000 + Int(reading[1])


def measure_empty_tasks():
    var start = perf_counter_ns()
    var processor_start = processor_ns()
    var group = TaskGroup()
    for _ in range(empty_tasks):
        group.create_task(nothing())
    group.wait()
    print("empty_task_ns", Float64(perf_counter_ns() - start) / empty_tasks)
    print("empty_task_processor_ns", Float64(processor_ns() - processor_start) / empty_tasks)


def measure_fork_join():
    var cells = List[Int](length=64, fill=0)
    var data = cells.unsafe_ptr()

    @parameter
    def small(index: Int):
        data[index * 32] += index

    var start = perf_counter_ns()
    for _ in range(loops):
        parallelize[small](2, 2)
    print("fork_join_ns", Float64(perf_counter_ns() - start) / loops)


def measure_handover():
    """Both pieces wait until both have begun: each loop really uses two threads."""
    var begun = Atomic[DType.int64](0)
    var round = 0

    @parameter
    def meet(index: Int):
        _ = begun.fetch_add(1)
        while begun.load() < 2 * Int64(round):
            pass

    var start = perf_counter_ns()
    for i in range(loops):
        round = i + 1
        parallelize[meet](2, 2)
    print("handover_ns", Float64(perf_counter_ns() - start) / loops)


def measure_wake_up():
    """The same after other work of the caller, in which the helper fell asleep: the median."""
    var begun = Atomic[DType.int64](0)
    var round = 0

    @parameter
    def meet(index: Int):
        _ = begun.fetch_add(1)
        while begun.load() < 2 * Int64(round):
            pass

    var times = List[Int]()
    for i in range(probes):
        spin(300_000)
        round = i + 1
        var start = perf_counter_ns()
        parallelize[meet](2, 2)
        times.append(perf_counter_ns() - start)
    sort(times)
    print("wake_up_us", Float64(times[probes // 2]) / 1000)


def measure_nested():
    var total = Atomic[DType.int64](0)

    @parameter
    def outer(x: Int):
        @parameter
        def middle(y: Int):
            @parameter
            def inner(z: Int):
                _ = total.fetch_add(1)

            parallelize[inner](8)

        parallelize[middle](8)

    var start = perf_counter_ns()
    for _ in range(1000):
        parallelize[outer](8)
    print("nested_us", Float64(perf_counter_ns() - start) / 1_000_000)
    if total.load() != 512_000:
        print("WRONG", total.load())


def measure_latency():
    """A task of 100 microseconds every millisecond, beside tasks that wait for children all the time.

    The thread that waits for it helps, so it mostly runs the task itself; in the blocking pool a worker has to come for it.
    """
    var is_over = Atomic[DType.int64](0)

    @parameter
    async def load():
        while is_over.load() == 0:
            var children = TaskGroup()
            for _ in range(4):
                children.create_task(spin_task(20_000))
            await children

    var background = TaskGroup()
    for _ in range(2):
        background.create_task(load())
    var latencies = List[Int]()
    for _ in range(probes):
        sleep(0.001)
        var done = 0

        @parameter
        async def probe():
            spin(100_000)
            done = perf_counter_ns()

        var start = perf_counter_ns()
        var task = create_task(probe())
        _ = task.wait()
        latencies.append(done - start)
    is_over.store(1)
    background.wait()
    sort(latencies)
    print("latency_p50_us", Float64(latencies[probes // 2]) / 1000)
    print("latency_p99_us", Float64(latencies[probes * 99 // 100]) / 1000)


def measure_rest():
    """Processor time from 10 ms after the end of work on, in percent of one processor."""

    @parameter
    def work(index: Int):
        spin(1000)

    parallelize[work](1000)
    sleep(0.010)
    var start = processor_ns()
    sleep(0.200)
    print("rest_percent", Float64(processor_ns() - start) / 2_000_000)


def main():
    measure_empty_tasks()
    measure_fork_join()
    measure_handover()
    measure_wake_up()
    measure_nested()
    measure_latency()
    measure_rest()
