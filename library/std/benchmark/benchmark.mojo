"""`run` calls a function until its duration is known, and `Report` tells it.

After warming up, batches of calls are timed; their length grows with what is known of the duration of a call, so that reading the clock
does not count. It stops after `max_iters` calls, or after `min_runtime_secs` when ten batches agree, at the latest after `max_runtime_secs`.
"""

from ..time.time import perf_counter_ns


struct Unit:
    """Units of time."""

    comptime ns: StaticString = "ns"
    """Nanoseconds."""
    comptime us: StaticString = "us"
    """Microseconds."""
    comptime ms: StaticString = "ms"
    """Milliseconds."""
    comptime s: StaticString = "s"
    """Seconds."""

    @staticmethod
    def _divisor(unit: StaticString) -> Float64:
        """Nanoseconds in a unit."""
        if unit == "ns":
            return 1.0
        if unit == "us":
            return 1.0e3
        if unit == "ms":
            return 1.0e6
        return 1.0e9


struct Batch(ImplicitlyCopyable, TrivialRegisterPassable):
    """Some calls timed together."""

    var duration: Int
    """Nanoseconds of all calls."""
    var iterations: Int
    """Number of calls."""
    var _is_significant: Bool

    @always_inline
    def __init__(out self, duration: Int, iterations: Int, is_significant: Bool = True):
        """Field by field.

        Args:
            duration: Nanoseconds of all calls.
            iterations: Number of calls.
            is_significant: Whether it counts.
        """
        self.duration = duration
        self.iterations = iterations
        self._is_significant = is_significant

    def mean(self, unit: StaticString = Unit.s) -> Float64:
        """Duration of a call.

        Args:
            unit: Unit of the result.
        """
        return Float64(self.duration) / Float64(max(1, self.iterations)) / Unit._divisor(unit)


struct Report(Copyable, Defaultable, ImplicitlyCopyable, Movable):
    """What was measured."""

    var warmup_duration: Int
    """Nanoseconds of warming up."""
    var runs: List[Batch]
    """The batches."""

    def __init__(out self):
        """Nothing measured."""
        self.warmup_duration = 0
        self.runs = List[Batch]()

    @no_inline
    def iters(self) -> Int:
        """Number of calls."""
        var total = 0
        for i in range(len(self.runs)):
            total += self.runs[i].iterations
        return total

    @no_inline
    def duration(self, unit: StaticString = Unit.s) -> Float64:
        """Duration of all calls.

        Args:
            unit: Unit of the result.
        """
        var total = 0
        for i in range(len(self.runs)):
            total += self.runs[i].duration
        return Float64(total) / Unit._divisor(unit)

    @no_inline
    def mean(self, unit: StaticString = Unit.s) -> Float64:
        """Duration of a call.

        Args:
            unit: Unit of the result.
        """
        return self.duration(unit) / Float64(max(1, self.iters()))

    def min(self, unit: StaticString = Unit.s) -> Float64:
        """Duration of a call in the fastest batch.

        Args:
            unit: Unit of the result.
        """
        if len(self.runs) == 0:
            return 0.0
        var result = self.runs[0].mean(unit)
        for i in range(1, len(self.runs)):
            result = min(result, self.runs[i].mean(unit))
        return result

    def max(self, unit: StaticString = Unit.s) -> Float64:
        """Duration of a call in the slowest batch.

        Args:
            unit: Unit of the result.
        """
        if len(self.runs) == 0:
            return 0.0
        var result = self.runs[0].mean(unit)
        for i in range(1, len(self.runs)):
            result = max(result, self.runs[i].mean(unit))
        return result

    def as_string(self, unit: StaticString = Unit.s) -> String:
        """A table of the results.

        Args:
            unit: Unit of the times.
        """
        var line = "-" * 80
        var text = String()
        text.write(line, "\nBenchmark Report (", unit, ")\n", line, "\n")
        text.write("Mean: ", self.mean(unit), "\n")
        text.write("Total: ", self.duration(unit), "\n")
        text.write("Iters: ", self.iters(), "\n")
        text.write("Warmup Total: ", Float64(self.warmup_duration) / Unit._divisor(unit), "\n")
        text.write("Fastest Mean: ", self.min(unit), "\n")
        text.write("Slowest Mean: ", self.max(unit), "\n")
        return text

    def print(self, unit: StaticString = Unit.s):
        """Prints the results.

        Args:
            unit: Unit of the times.
        """
        print(self.as_string(unit))

    def print_full(self, unit: StaticString = Unit.s):
        """Prints the results and each batch.

        Args:
            unit: Unit of the times.
        """
        print(self.as_string(unit))
        for i in range(len(self.runs)):
            print("Batch:", i + 1)
            print("Iterations:", self.runs[i].iterations)
            print("Mean:", self.runs[i].mean(unit))
            print("Duration:", Float64(self.runs[i].duration) / Unit._divisor(unit))
            print()


struct _Schedule:
    """Decides how many calls come next, and times them. Its methods stay out of the code that is measured."""

    var report: Report
    var max_iters: Int
    var min_runtime_ns: Int
    var max_runtime_ns: Int
    var max_batch_size: Int
    var elapsed: Int
    var iterations: Int
    var batch: Int
    """Number of calls that come next."""
    var is_warm: Bool
    var start: Int
    """Reading of the clock before the first of them."""

    @no_inline
    def __init__(out self, num_warmup_iters: Int, max_iters: Int, min_runtime_secs: Float64, max_runtime_secs: Float64, max_batch_size: Int):
        self.report = Report()
        self.max_iters = max_iters
        self.min_runtime_ns = Int(min_runtime_secs * 1.0e9)
        self.max_runtime_ns = Int(max_runtime_secs * 1.0e9)
        self.max_batch_size = max_batch_size
        self.elapsed = 0
        self.iterations = 0
        self.batch = num_warmup_iters
        self.is_warm = False
        self.start = 0

    @no_inline
    def begin(mut self) -> Bool:
        """Whether `batch` more calls are wanted; starts the clock."""
        if self.is_warm and self._is_done():
            return False
        self.start = perf_counter_ns()
        return True

    @no_inline
    def end(mut self):
        """Takes a batch in and plans the next one."""
        var duration = perf_counter_ns() - self.start
        if not self.is_warm:
            self.is_warm = True
            self.report.warmup_duration = duration
            self.batch = 1
            return
        var iterations = self.batch
        self.report.runs.append(Batch(duration, iterations))
        self.elapsed += duration
        self.iterations += iterations
        # A tenth of the wanted time for each batch, but at most ten times as many calls as before.
        var per_call = max(1, duration // max(1, iterations))
        var wanted = max(1, self.min_runtime_ns // 10 // per_call)
        self.batch = min(wanted, iterations * 10)
        if self.max_batch_size > 0:
            self.batch = min(self.batch, self.max_batch_size)
        self.batch = max(1, min(self.batch, self.max_iters - self.iterations))

    def _is_done(self) -> Bool:
        """Whether enough is known."""
        if self.iterations >= self.max_iters or self.elapsed >= self.max_runtime_ns:
            return True
        return self.elapsed >= self.min_runtime_ns and len(self.report.runs) >= 10


@always_inline
def run[
    func: def() capturing [_] -> None
](
    num_warmup_iters: Int = 1,
    max_iters: Int = 1_000_000_000,
    min_runtime_secs: Float64 = 0.1,
    max_runtime_secs: Float64 = 60,
    max_batch_size: Int = 0,
) -> Report:
    """Times a function.

    Parameters:
        func: What is called.

    Args:
        num_warmup_iters: Calls that do not count, before.
        max_iters: Calls at most.
        min_runtime_secs: Seconds at least, unless `max_iters` is reached.
        max_runtime_secs: Seconds at most; a batch that was begun is finished.
        max_batch_size: Calls timed together at most; 0 for no limit.
    """
    var schedule = _Schedule(num_warmup_iters, max_iters, min_runtime_secs, max_runtime_secs, max_batch_size)
    while schedule.begin():
        for _ in range(schedule.batch):
            func()
        schedule.end()
    return schedule.report^


@always_inline
def run[
    func: def() raises capturing [_] -> None
](
    num_warmup_iters: Int = 1,
    max_iters: Int = 1_000_000_000,
    min_runtime_secs: Float64 = 0.1,
    max_runtime_secs: Float64 = 60,
    max_batch_size: Int = 0,
) raises -> Report:
    """Times a function.

    Parameters:
        func: What is called.

    Args:
        num_warmup_iters: Calls that do not count, before.
        max_iters: Calls at most.
        min_runtime_secs: Seconds at least, unless `max_iters` is reached.
        max_runtime_secs: Seconds at most; a batch that was begun is finished.
        max_batch_size: Calls timed together at most; 0 for no limit.

    Raises:
        What `func` raises.
    """
    var schedule = _Schedule(num_warmup_iters, max_iters, min_runtime_secs, max_runtime_secs, max_batch_size)
    while schedule.begin():
        for _ in range(schedule.batch):
            func()
        schedule.end()
    return schedule.report^


struct Benchmark(ImplicitlyCopyable, TrivialRegisterPassable):
    """The interface of 2023: `Benchmark().run[f]()` gives nanoseconds for each call."""

    var num_warmup: Int
    """Calls that do not count, before."""
    var max_iters: Int
    """Calls at most."""
    var min_time_ns: Int
    """Nanoseconds at least."""
    var max_time_ns: Int
    """Nanoseconds at most."""

    def __init__(out self, num_warmup: Int = 2, max_iters: Int = 100_000, min_time_ns: Int = 500_000_000, max_time_ns: Int = 1_000_000_000):
        """How long to measure.

        Args:
            num_warmup: Calls that do not count, before.
            max_iters: Calls at most.
            min_time_ns: Nanoseconds at least.
            max_time_ns: Nanoseconds at most.
        """
        self.num_warmup = num_warmup
        self.max_iters = max_iters
        self.min_time_ns = min_time_ns
        self.max_time_ns = max_time_ns

    @always_inline
    def run[func: def() capturing [_] -> None](self) -> Int:
        """Nanoseconds of a call.

        Parameters:
            func: What is called.
        """
        var report = run[func](self.num_warmup, self.max_iters, Float64(self.min_time_ns) / 1.0e9, Float64(self.max_time_ns) / 1.0e9)
        return Int(report.mean("ns"))
