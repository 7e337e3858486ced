"""`Bench`: a list of benchmarks with names, and a table of their results."""

from ..time.time import perf_counter_ns
from .benchmark import Batch, Report


struct Mode(Equatable, ImplicitlyCopyable, TrivialRegisterPassable):
    """What a `Bench` does with its functions."""

    comptime Benchmark = Mode(0)
    """Times them."""
    comptime Test = Mode(1)
    """Calls them once."""

    var value: Int
    """0 or 1."""

    @always_inline
    def __init__(out self, value: Int):
        """From its number.

        Args:
            value: 0 or 1.
        """
        self.value = value

    def __eq__(self, other: Self) -> Bool:
        """Whether both are the same."""
        return self.value == other.value


struct BenchMetric(Copyable, Movable, ImplicitlyCopyable):
    """A quantity that goes with a throughput."""

    comptime elements = BenchMetric(0, "throughput", "GElems/s")
    """Elements."""
    comptime bytes = BenchMetric(1, "DataMovement", "GB/s")
    """Bytes."""
    comptime flops = BenchMetric(2, "Arithmetic", "GFLOPS/s")
    """Floating-point operations."""

    var code: Int
    """Its number."""
    var name: StaticString
    """Its name."""
    var unit: StaticString
    """Unit of the throughput."""

    def __init__(out self, code: Int, name: StaticString, unit: StaticString):
        """Field by field.

        Args:
            code: Its number.
            name: Its name.
            unit: Unit of the throughput, a thousand million times the quantity for each second.
        """
        self.code = code
        self.name = name
        self.unit = unit


struct ThroughputMeasure(Copyable, Movable, ImplicitlyCopyable):
    """An amount of work in each call."""

    var metric: BenchMetric
    """Of what."""
    var value: Int
    """How much."""

    def __init__(out self, metric: BenchMetric, value: Int):
        """Field by field.

        Args:
            metric: Of what.
            value: How much.
        """
        self.metric = metric
        self.value = value

    def compute(self, elapsed_sec: Float64) -> Float64:
        """Thousand millions for each second.

        Args:
            elapsed_sec: Duration of a call in seconds.
        """
        return Float64(self.value) * 1.0e-9 / elapsed_sec


struct BenchId(Copyable, Movable, ImplicitlyCopyable):
    """Name of a benchmark."""

    var func_name: String
    """What is measured."""
    var input_id: Optional[String]
    """With which input."""

    def __init__(out self, func_name: String, input_id: String):
        """Both parts.

        Args:
            func_name: What is measured.
            input_id: With which input.
        """
        self.func_name = func_name
        self.input_id = input_id

    @implicit
    def __init__(out self, func_name: String):
        """Without input.

        Args:
            func_name: What is measured.
        """
        self.func_name = func_name
        self.input_id = None

    @implicit
    def __init__(out self, func_name: StringLiteral):
        """Without input.

        Args:
            func_name: What is measured.
        """
        self.func_name = String(func_name)
        self.input_id = None


struct BenchConfig(Copyable, Movable, ImplicitlyCopyable):
    """How long to measure."""

    var num_warmup_iters: Int
    """Calls that do not count, before."""
    var max_iters: Int
    """Calls at most."""
    var min_runtime_secs: Float64
    """Seconds at least."""
    var max_runtime_secs: Float64
    """Seconds at most."""
    var max_batch_size: Int
    """Calls timed together at most; 0 for no limit."""
    var num_repetitions: Int
    """How often each benchmark is measured."""
    var verbose_timing: Bool
    """Whether the table is to have all times; it has them anyway."""

    def __init__(
        out self,
        num_warmup_iters: Int = 2,
        max_iters: Int = 1_000_000_000,
        min_runtime_secs: Float64 = 0.1,
        max_runtime_secs: Float64 = 1.0,
        max_batch_size: Int = 0,
        num_repetitions: Int = 1,
    ):
        """Field by field.

        Args:
            num_warmup_iters: Calls that do not count, before.
            max_iters: Calls at most.
            min_runtime_secs: Seconds at least.
            max_runtime_secs: Seconds at most.
            max_batch_size: Calls timed together at most; 0 for no limit.
            num_repetitions: How often each benchmark is measured.
        """
        self.num_warmup_iters = num_warmup_iters
        self.max_iters = max_iters
        self.min_runtime_secs = min_runtime_secs
        self.max_runtime_secs = max_runtime_secs
        self.max_batch_size = max_batch_size
        self.num_repetitions = num_repetitions
        self.verbose_timing = False


struct BenchmarkInfo(Copyable, Movable, ImplicitlyCopyable):
    """A finished benchmark."""

    var name: String
    """Its name."""
    var result: Report
    """What was measured."""
    var measures: List[ThroughputMeasure]
    """Work in each call."""

    def __init__(out self, name: String, result: Report, measures: List[ThroughputMeasure]):
        """Field by field.

        Args:
            name: Its name.
            result: What was measured.
            measures: Work in each call.
        """
        self.name = name
        self.result = result.copy()
        self.measures = measures.copy()


struct Bencher(ImplicitlyCopyable, TrivialRegisterPassable):
    """Handed to a benchmark, which calls `iter` with what is to be timed."""

    var num_iters: Int
    """Number of calls."""
    var elapsed: Int
    """Nanoseconds of all calls."""

    def __init__(out self, num_iters: Int):
        """Nothing measured.

        Args:
            num_iters: Number of calls.
        """
        self.num_iters = num_iters
        self.elapsed = 0

    @always_inline
    def iter[func: def() capturing [_] -> None](mut self):
        """Times the calls.

        Parameters:
            func: What is called.
        """
        var start = perf_counter_ns()
        for _ in range(self.num_iters):
            func()
        self.elapsed = perf_counter_ns() - start

    @always_inline
    def iter[func: def() raises capturing [_] -> None](mut self) raises:
        """Times the calls.

        Parameters:
            func: What is called.

        Raises:
            What it raises.
        """
        var start = perf_counter_ns()
        for _ in range(self.num_iters):
            func()
        self.elapsed = perf_counter_ns() - start

    @always_inline
    def iter_preproc[func: def() capturing [_] -> None, preproc: def() capturing [_] -> None](mut self):
        """Times the calls, not what comes before each.

        Parameters:
            func: What is called.
            preproc: What comes before.
        """
        var total = 0
        for _ in range(self.num_iters):
            preproc()
            var start = perf_counter_ns()
            func()
            total += perf_counter_ns() - start
        self.elapsed = total


struct Bench(Writable):
    """Benchmarks with names, and their results."""

    var config: BenchConfig
    """How long to measure."""
    var mode: Mode
    """Whether to measure at all."""
    var info_vec: List[BenchmarkInfo]
    """The finished ones."""

    def __init__(out self, config: BenchConfig = BenchConfig(), mode: Mode = Mode.Benchmark):
        """No benchmarks yet.

        Args:
            config: How long to measure.
            mode: Whether to measure at all.
        """
        self.config = config.copy()
        self.mode = mode
        self.info_vec = List[BenchmarkInfo]()

    def bench_function[bench_fn: def(mut Bencher) raises capturing [_] -> None](mut self, bench_id: BenchId, *measures: ThroughputMeasure) raises:
        """Measures a function that calls `iter`.

        Parameters:
            bench_fn: The function.

        Args:
            bench_id: Its name.
            measures: Work in each call.

        Raises:
            What it raises.
        """
        if self.mode == Mode.Test:
            var once = Bencher(1)
            bench_fn(once)
            return
        for _ in range(self.config.num_repetitions):
            var report = Report()
            var warmup = Bencher(max(1, self.config.num_warmup_iters))
            bench_fn(warmup)
            report.warmup_duration = warmup.elapsed
            var count = 1
            var elapsed = 0
            var calls = 0
            while calls < self.config.max_iters and elapsed < Int(self.config.max_runtime_secs * 1.0e9):
                var bencher = Bencher(count)
                bench_fn(bencher)
                report.runs.append(Batch(bencher.elapsed, count))
                elapsed += bencher.elapsed
                calls += count
                if elapsed >= Int(self.config.min_runtime_secs * 1.0e9) and len(report.runs) >= 10:
                    break
                var per_call = max(1, bencher.elapsed // count)
                count = max(1, min(Int(self.config.min_runtime_secs * 1.0e8) // per_call, count * 10))
                if self.config.max_batch_size > 0:
                    count = min(count, self.config.max_batch_size)
            var name = bench_id.func_name
            if bench_id.input_id:
                name += "/" + bench_id.input_id.value()
            var work = List[ThroughputMeasure]()
            for i in range(len(measures)):
                work.append(measures[i].copy())
            self.info_vec.append(BenchmarkInfo(name, report, work))

    def bench_with_input[T: AnyType, bench_fn: def(mut Bencher, T) raises capturing [_] -> None](
        mut self, bench_id: BenchId, input: T, *measures: ThroughputMeasure
    ) raises:
        """Measures a function that takes an input and calls `iter`.

        Parameters:
            T: Type of the input.
            bench_fn: The function.

        Args:
            bench_id: Its name.
            input: What it is given.
            measures: Work in each call.

        Raises:
            What it raises.
        """
        @parameter
        def with_input(mut bencher: Bencher) raises capturing -> None:
            bench_fn(bencher, input)

        self.bench_function[with_input](bench_id)
        for i in range(len(measures)):
            self.info_vec[len(self.info_vec) - 1].measures.append(measures[i].copy())

    def dump_report(self) raises:
        """Prints a table of the results.

        Raises:
            Nothing, at present.
        """
        print(self)

    def write_to[W: Writer](self, mut writer: W):
        """Writes a table: name, milliseconds for each call, number of calls, throughputs."""
        var width = 4
        for i in range(len(self.info_vec)):
            width = max(width, self.info_vec[i].name.byte_length())
        writer.write("| name", " " * (width - 4), " | met (ms)              | iters      |\n")
        writer.write("| ", "-" * width, " | --------------------- | ---------- |\n")
        for i in range(len(self.info_vec)):
            ref info = self.info_vec[i]
            var met = String(info.result.mean("ms"))
            var iters = String(info.result.iters())
            writer.write("| ", info.name, " " * (width - info.name.byte_length()), " | ", met, " " * max(0, 21 - met.byte_length()), " | ", iters)
            writer.write(" " * max(0, 10 - iters.byte_length()), " |")
            for j in range(len(info.measures)):
                writer.write(" ", info.measures[j].compute(info.result.mean("s")), " ", info.measures[j].metric.unit)
            writer.write("\n")
