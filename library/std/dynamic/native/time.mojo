"""`time`: clocks and waiting."""

from ...time import perf_counter, perf_counter_ns, sleep, time_ns
from ..arguments import Arguments
from ..cells import float_of
from ..conversions import as_real
from ..errors import VALUE_ERROR, Raised, new_error
from ..natives import define, module_of
from ..integers import as_float
from ..threads import enter_turn, leave_turn
from ..word import Object, Word, none, small


def time_module() raises Raised -> Word:
    var module = module_of("time")
    define(module, "perf_counter", _perf_counter)
    define(module, "perf_counter_ns", _perf_counter_ns)
    define(module, "monotonic", _perf_counter)
    define(module, "monotonic_ns", _perf_counter_ns)
    define(module, "process_time", _perf_counter)
    define(module, "time", _time)
    define(module, "time_ns", _time_ns)
    define(module, "sleep", _sleep)
    return module


def _perf_counter(args: Arguments) raises Raised -> Word:
    args.check_count("perf_counter", 0, 0)
    return float_of(perf_counter())


def _perf_counter_ns(args: Arguments) raises Raised -> Word:
    args.check_count("perf_counter_ns", 0, 0)
    return small(perf_counter_ns())


def _time(args: Arguments) raises Raised -> Word:
    args.check_count("time", 0, 0)
    return float_of(Float64(Int(time_ns())) / 1.0e9)


def _time_ns(args: Arguments) raises Raised -> Word:
    args.check_count("time_ns", 0, 0)
    return small(Int(time_ns()))


def _sleep(args: Arguments) raises Raised -> Word:
    args.check_count("sleep", 1, 1)
    var real = Object(owning=as_real(args[0]))
    var seconds = as_float(real.word)
    if seconds < 0:
        raise new_error(VALUE_ERROR, "sleep length must be non-negative")
    var me = leave_turn()
    sleep(seconds)
    enter_turn(me)
    return none()
