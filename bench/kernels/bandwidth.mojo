"""Bytes per second between a core and the level of memory that holds its data: reading, copying, changing in place, adding to a vector.

A kernel that reads and writes has to be set against data that move the same way: what is written is brought to the core first and taken
away later. For each way a few plain loops run in turn (whole vectors and halves, several streams, asking for lines early, stores that go around the caches) and the
best counts, since nothing tells which one a processor likes. Bytes are those that a program asks for: lines that are only fetched to be
overwritten do not count, as in J. McCalpin, "Memory bandwidth and machine balance in current high performance computers", 1995.
"""

from std.algorithm import sync_parallelize
from std.benchmark import keep
from std.memory import UnsafePointer
from std.sys import PrefetchOptions, prefetch, simd_width_of
from std.time import perf_counter_ns

comptime F = DType.float32
comptime WIDTH = simd_width_of[F]()
comptime Floats = UnsafePointer[Scalar[F]]
comptime UNROLL = 8
comptime AHEAD = 512
"""Elements between what is used and what is asked for."""


def fastest[body: def() capturing [_]](size_bytes: Int, repetitions: Int) -> Float64:
    """Seconds of one call, the least of some rounds; as many calls in a round as move a few megabytes."""
    var calls = max(1, (4 << 20) // max(1, size_bytes))
    var least = Float64.MAX
    for _ in range(repetitions):
        var start = perf_counter_ns()
        for _ in range(calls):
            body()
        least = min(least, Float64(perf_counter_ns() - start) * 1e-9 / Float64(calls))
    return least


def read_rate(data: Floats, count: Int, threads: Int, repetitions: Int) -> Float64:
    """Bytes per second of reading, with each of `count` elements read by some thread."""
    return max(_read_rate[WIDTH](data, count, threads, repetitions), _read_rate[WIDTH // 2](data, count, threads, repetitions))


def copy_rate(data: Floats, count: Int, threads: Int, repetitions: Int) -> Float64:
    """Bytes per second, read and written, of copying the first half to the second one."""
    return max(_copy_rate[WIDTH](data, count, threads, repetitions), _copy_rate[WIDTH // 2](data, count, threads, repetitions))


def update_rate(data: Floats, count: Int, threads: Int, repetitions: Int) -> Float64:
    """Bytes per second, read and written, of changing each element where it is."""
    return max(_update_rate[WIDTH](data, count, threads, repetitions), _update_rate[WIDTH // 2](data, count, threads, repetitions))


def add_rate(data: Floats, count: Int, threads: Int, repetitions: Int) -> Float64:
    """Bytes per second, read and written, of adding the first half to the second one: two are read, one is written."""
    return max(_add_rate[WIDTH](data, count, threads, repetitions), _add_rate[WIDTH // 2](data, count, threads, repetitions))


def _read_rate[width: Int](data: Floats, count: Int, threads: Int, repetitions: Int) -> Float64:
    var best = 0.0
    comptime for streams in [1, 4]:
        comptime for is_early in [False, True]:

            @parameter
            def whole():
                @parameter
                def part(number: Int):
                    _read[width, streams, is_early](data + number * _share_of(count, threads), _share_of(count, threads))

                _share[part](threads)

            best = max(best, Float64(4 * count) / fastest[whole](4 * count, repetitions))
    return best


def _copy_rate[width: Int](data: Floats, count: Int, threads: Int, repetitions: Int) -> Float64:
    var best = 0.0
    var half = _share_of(count, 2)
    comptime for way in range(5):

        @parameter
        def whole():
            @parameter
            def part(number: Int):
                var start = data + number * _share_of(half, threads)
                comptime if way == 4:
                    _copy_blocks(start + half, start, _share_of(half, threads))
                else:
                    _copy[width, way % 2 == 1, way >= 2](start + half, start, _share_of(half, threads))

            _share[part](threads)

        best = max(best, Float64(8 * half) / fastest[whole](8 * half, repetitions))
    return best


def _update_rate[width: Int](data: Floats, count: Int, threads: Int, repetitions: Int) -> Float64:
    var best = 0.0
    comptime for is_early in [False, True]:

        @parameter
        def whole():
            @parameter
            def part(number: Int):
                _update[width, is_early](data + number * _share_of(count, threads), _share_of(count, threads))

            _share[part](threads)

        best = max(best, Float64(8 * count) / fastest[whole](4 * count, repetitions))
    return best


def _add_rate[width: Int](data: Floats, count: Int, threads: Int, repetitions: Int) -> Float64:
    var best = 0.0
    var half = _share_of(count, 2)
    comptime for is_early in [False, True]:

        @parameter
        def whole():
            @parameter
            def part(number: Int):
                var start = data + number * _share_of(half, threads)
                _add[width, is_early](start + half, start, _share_of(half, threads))

            _share[part](threads)

        best = max(best, Float64(12 * half) / fastest[whole](8 * half, repetitions))
    return best


def _share_of(count: Int, parts: Int) -> Int:
    """Whole rounds of the loops, so that parts begin at lines."""
    return count // parts // (UNROLL * WIDTH) * (UNROLL * WIDTH)


@always_inline
def _share[part: def(Int) capturing [_]](threads: Int):
    if threads == 1:
        part(0)
    else:
        sync_parallelize[part](threads)


@no_inline
def _read[width: Int, streams: Int, is_early: Bool](data: Floats, count: Int):
    """The stream at once, or several parts of it side by side."""
    comptime each = UNROLL // streams
    var sums = InlineArray[SIMD[F, width], UNROLL](fill=SIMD[F, width](0))
    var part = count // streams
    for i in range(0, part - each * width + 1, each * width):
        comptime for j in range(UNROLL):
            var at = data + (j // each * part + i + j % each * width)
            comptime if is_early:
                prefetch(at + AHEAD)
            sums[j] += at.load[width=width]()
    keep(sums)


@no_inline
def _copy[width: Int, is_early: Bool, is_around: Bool](target: Floats, source: Floats, count: Int):
    for i in range(0, count - UNROLL * width + 1, UNROLL * width):
        comptime for j in range(UNROLL):
            comptime if is_early:
                prefetch(source + (i + j * width + AHEAD))
                comptime if not is_around:
                    prefetch[PrefetchOptions().for_write()](target + (i + j * width + AHEAD))
            var vector = (source + (i + j * width)).load[width=width]()
            comptime if is_around:
                __op.simd_store[alignment = 4 * width, nontemporal=True](
                    __op.pointer_cast[__type.simd[F, 1]]((target + (i + j * width)).address), vector.value
                )
            else:
                (target + (i + j * width)).store(vector)


@no_inline
def _copy_blocks(target: Floats, source: Floats, count: Int):
    """Reads a page, then writes it around the caches: memory turns from reading to writing less often."""
    comptime block = 1024
    for start in range(0, count, block):
        var end = min(count, start + block)
        var sum = SIMD[F, WIDTH](0)
        for i in range(start, end, WIDTH):
            sum += (source + i).load[width=WIDTH]()
        keep(sum)
        for i in range(start, end, WIDTH):
            prefetch(source + (i + block))
            var vector = (source + i).load[width=WIDTH]()
            __op.simd_store[alignment = 4 * WIDTH, nontemporal=True](
                __op.pointer_cast[__type.simd[F, 1]]((target + i).address), vector.value
            )


@no_inline
def _update[width: Int, is_early: Bool](data: Floats, count: Int):
    for i in range(0, count - UNROLL * width + 1, UNROLL * width):
        comptime for j in range(UNROLL):
            var at = data + (i + j * width)
            comptime if is_early:
                prefetch[PrefetchOptions().for_write()](at + AHEAD)
            at.store(at.load[width=width]() + 1)


@no_inline
def _add[width: Int, is_early: Bool](target: Floats, source: Floats, count: Int):
    for i in range(0, count - UNROLL * width + 1, UNROLL * width):
        comptime for j in range(UNROLL):
            var at = target + (i + j * width)
            comptime if is_early:
                prefetch(source + (i + j * width + AHEAD))
                prefetch[PrefetchOptions().for_write()](at + AHEAD)
            at.store(at.load[width=width]() + (source + (i + j * width)).load[width=width]())
