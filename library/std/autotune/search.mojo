"""`search`: the cheapest of several values, each measured in the middle of compilation.

Also what `explore` is made of: measuring a batch of candidates in one native program, and telling of it.
"""
from io.output import write_descriptor


def search[T: Copyable & Writable, //, cost: def[value: T]() -> Float64, values: List[T]]() -> T:
    """The value with the least cost; the first of equals, and the first of all where nothing may be measured.

    Parameters:
        T: Type of the values.
        cost: Runs natively while the program is compiled, once for each value; seconds, or anything else to be small.
        values: The candidates. All of them are compiled.
    """
    comptime assert len(values) > 0, "there is nothing to search: `values` is empty"
    comptime costs = _measured[cost, values]()
    comptime best = _least(costs)
    return values[best].copy()


def _measured[T: Copyable & Writable, //, cost: def[value: T]() -> Float64, values: List[T]]() -> InlineArray[Float64, len(values)]:
    """Costs of all values; infinite where nothing may be measured."""
    return __op.run_native[_costs[cost, values]](InlineArray[Float64, len(values)](fill=Float64.MAX))


def _costs[T: Copyable & Writable, //, cost: def[value: T]() -> Float64, values: List[T]]() -> InlineArray[Float64, len(values)]:
    comptime count = len(values)
    var costs = InlineArray[Float64, count](fill=0.0)
    comptime for i in range(count):
        costs[i] = cost[values[i]]()
        _tell(__op.function_name[cost]().as_string_slice(), String(materialize[values[i]]()), costs[i])
    return costs^


def _tell(name: StringSlice, value: String, cost: Float64):
    """A line for the compiler's report: descriptor 4 is open in programs that it measures with."""
    write_descriptor(4, String(name, "\t", value, "\t", cost, "\n").as_string_slice())


def _least[count: Int](costs: InlineArray[Float64, count]) -> Int:
    var best = 0
    for i in range(1, count):
        if costs[i] < costs[best]:
            best = i
    return best
