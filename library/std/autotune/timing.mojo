"""`seconds_of`: how long a function takes, for cost functions."""
from time import perf_counter_ns


def seconds_of[function: def() -> None](*, batches: Int = 9, batch_seconds: Float64 = 0.002) -> Float64:
    """Seconds of one call: the least average of several batches, so that what else the machine does counts little.

    Parameters:
        function: What is measured. It should use what it computes, or keep it with `benchmark.keep`.

    Args:
        batches: Number of averages.
        batch_seconds: How long a batch takes at least.
    """
    function()
    var calls = 1
    while _batch[function](calls) < batch_seconds and calls < 1 << 40:
        calls *= 2
    var best = Float64.MAX
    for _ in range(batches):
        best = min(best, _batch[function](calls) / Float64(calls))
    return best


def _batch[function: def() -> None](calls: Int) -> Float64:
    var start = perf_counter_ns()
    for _ in range(calls):
        function()
    return Float64(perf_counter_ns() - start) * 1e-9
