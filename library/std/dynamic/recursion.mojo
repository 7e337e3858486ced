"""How deep calls may go: the stack of the process ends somewhere, and before that a `RecursionError` is raised."""

from .errors import RECURSION_ERROR, Raised, new_error

comptime _margin = 256 * 1024
"""What is left for the run time, and for the making of the error."""
comptime _least_known = 1024 * 1024
"""Of a stack whose size the system does not tell."""
comptime _wanted = 64 * 1024 * 1024
comptime _most = 112 * 1024 * 1024
"""Linux keeps that much free below the stack of every process."""
comptime _bytes_of_call = 512
comptime _stack_limit = 3
"""`RLIMIT_STACK`"""
comptime _everywhere = 1 << 62
"""Above all addresses."""


struct _Limit(PerThread):
    var lowest: Int
    """Address below which no function may begin."""
    var first: Int
    """An address at the beginning of the stack."""
    var calls: Int
    """What the program asked for."""
    var other: Int
    """Where the stack of another thread ends."""
    var other_end: Int
    var real: Int
    """What `lowest` is when no stop is wanted."""
    var wants_collection: Bool

    @always_inline
    def __init__(out self):
        self.lowest = 0
        self.first = 0
        self.calls = 1000
        self.other = 0
        self.other_end = 0
        self.real = 0
        self.wants_collection = False


struct StackLimits(ImplicitlyCopyable, TrivialRegisterPassable):
    """Of the thread that runs."""

    var lowest: Int
    var first: Int

    @always_inline
    def __init__(out self, lowest: Int, first: Int):
        self.lowest = lowest
        self.first = first


var _limit: _Limit = _Limit()


def start_recursion():
    """At the start: asks for a larger stack, and finds out how large it is."""
    if not __op.interpreting():
        _ask_for_stack(_wanted)


def want_depth(calls: Int):
    """`sys.setrecursionlimit`: room for so many calls, as far as there can be. Less than there is does not end calls earlier."""
    _limit.calls = calls
    if not __op.interpreting() and calls > _wanted // _bytes_of_call:
        _ask_for_stack(min(calls, _most // _bytes_of_call) * _bytes_of_call)


def recursion_limit() -> Int:
    """`sys.getrecursionlimit`."""
    return _limit.calls


def _ask_for_stack(wanted: Int):
    var limits = __op.uninitialized[__type.array[Int, 2]]()
    var address = __op.pointer_cast[UInt8](__op.address_of(limits))
    if Int(Int32(raw=__op.external["getrlimit", __type.i32](Int32(_stack_limit).value, address))) != 0:
        return
    var size = __op.array_element(limits, Int(0).value)
    var most = __op.array_element(limits, Int(1).value)
    # -1: there is no limit
    if size >= 0 and size < wanted:
        __op.array_element(limits, Int(0).value) = wanted if most < 0 or most >= wanted else most
        if Int(Int32(raw=__op.external["setrlimit", __type.i32](Int32(_stack_limit).value, address))) == 0:
            size = __op.array_element(limits, Int(0).value)
    if size < 0 or size > wanted:
        size = wanted
    if _limit.first == 0:
        _limit.first = Int(raw=__op.pointer_to_int(address))
    _limit.real = _limit.first - size + _margin
    _limit.lowest = _limit.real


@always_inline
def check_depth() raises Raised:
    """A function begins."""
    if __op.interpreting():
        return
    var at = Int(raw=__op.pointer_to_int(__op.llvm["llvm.stacksave.p0", __type.pointer[UInt8]]()))
    if __op.unlikely(Bool(at < _limit.lowest).value):
        _at_limit(at)


def is_on_other_stack() -> Bool:
    """Whether another thread runs than the one that began."""
    return _is_other(Int(raw=__op.pointer_to_int(__op.llvm["llvm.stacksave.p0", __type.pointer[UInt8]]())))


def _is_other(at: Int) -> Bool:
    return at < _limit.first - 2 * _most


def _check_far(at: Int) raises Raised:
    """Too deep, or on the stack of another thread, on which CPython has called a function of ours."""
    if not _is_other(at):
        raise _too_deep()
    if at < _limit.other or at > _limit.other_end:
        _find_other_stack()
    if at < _limit.other + _margin:
        raise _too_deep()


def _find_other_stack():
    """Where the stack of this thread is."""
    _limit.other = 0
    _limit.other_end = Int.MAX
    var nothing = __op.null[UInt8]()
    var ask = __op.external["dlsym", __type.pointer[UInt8]](nothing, StaticString("pthread_getattr_np")._data)
    if __op.eq(ask, nothing):
        return
    var attributes = __op.uninitialized[__type.array[Int, 8]]()
    var place = __op.pointer_cast[UInt8](__op.address_of(attributes))
    var thread = Int(raw=__op.external["pthread_self", __type.index]())
    var start = Int(0)
    var size = Int(0)
    var get = __op.deref(__op.pointer_cast[def(Int, __type.pointer[UInt8]) thin abi("C") -> Int32](__op.address_of(ask)))
    if get(thread, place) != 0:
        return
    _ = __op.external["pthread_attr_getstack", __type.i32](place, __op.address_of(start), __op.address_of(size))
    _ = __op.external["pthread_attr_destroy", __type.i32](place)
    _limit.other = start
    _limit.other_end = start + size


def limits_of_other_stack() -> StackLimits:
    """Of the thread that asks, whoever started it."""
    _find_other_stack()
    if _limit.other == 0:
        return limits_of_stack(_least_known)
    return StackLimits(_limit.other + _margin, _limit.other_end)


def stop_at_next_call():
    """The next function that begins looks for circles of values (`cycles.mojo`), at a moment when no value is half made."""
    _limit.wants_collection = True
    _limit.lowest = _everywhere


def ask_to_stop():
    """From a thread that waits: the one that runs should let others run (`threads.mojo`)."""
    __op.atomic_store["relaxed"](__op.address_of(_limit.lowest), Int(_everywhere).value)


def is_stop_wanted() -> Bool:
    return Int(raw=__op.atomic_load["relaxed"](__op.address_of(_limit.lowest))) == _everywhere


def stack_limits() -> StackLimits:
    return StackLimits(_limit.real, _limit.first)


def use_stack_limits(limits: StackLimits):
    """Another thread runs."""
    _limit.first = limits.first
    _limit.real = limits.lowest
    _limit.lowest = limits.lowest


def limits_of_stack(size: Int) -> StackLimits:
    """Of a thread that begins, on a stack of so many bytes."""
    var at = Int(raw=__op.pointer_to_int(__op.llvm["llvm.stacksave.p0", __type.pointer[UInt8]]()))
    return StackLimits(at - size + _margin, at)


@no_inline
def _at_limit(at: Int) raises Raised:
    if _limit.lowest == _everywhere:
        stop()
        return check_depth()
    _check_far(at)


def stop():
    """What was wanted of the thread that runs."""
    _limit.lowest = _limit.real
    if _limit.wants_collection:
        _limit.wants_collection = False
        _ = collect_cycles()
    let_others_run()


def _too_deep() -> Raised:
    # There is room for the error itself.
    _limit.lowest = 0
    var error = new_error(RECURSION_ERROR, "maximum recursion depth exceeded")
    _limit.lowest = _limit.real
    return error^


from .cycles import collect_cycles
from .threads import let_others_run
from .word import PerThread
