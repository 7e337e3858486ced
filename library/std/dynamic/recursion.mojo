"""How deep calls may go: the stack of the process ends somewhere, and before that a `RecursionError` is raised."""

from .errors import RECURSION_ERROR, Raised, new_error

comptime _margin = 256 * 1024
"""What is left for the run time, and for the making of the error."""
comptime _wanted = 64 * 1024 * 1024
comptime _most = 112 * 1024 * 1024
"""Linux keeps that much free below the stack of every process."""
comptime _bytes_of_call = 512
comptime _stack_limit = 3
"""`RLIMIT_STACK`"""
comptime _everywhere = 1 << 62
"""Above all addresses."""


struct _Limit:
    var lowest: Int
    """Address below which no function may begin."""
    var first: Int
    """An address at the beginning of the stack."""
    var calls: Int
    """What the program asked for."""
    var real: Int
    """What `lowest` was before `stop_at_next_call`."""

    @always_inline
    def __init__(out self):
        self.lowest = 0
        self.first = 0
        self.calls = 1000
        self.real = 0


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
    _limit.lowest = _limit.first - size + _margin


@always_inline
def check_depth() raises Raised:
    """A function begins."""
    if __op.interpreting():
        return
    if __op.unlikely(Bool(Int(raw=__op.pointer_to_int(__op.llvm["llvm.stacksave.p0", __type.pointer[UInt8]]())) < _limit.lowest).value):
        _at_limit()


def stop_at_next_call():
    """The next function that begins looks for circles of values (`cycles.mojo`), at a moment when no value is half made."""
    if _limit.lowest != _everywhere:
        _limit.real = _limit.lowest
        _limit.lowest = _everywhere


@no_inline
def _at_limit() raises Raised:
    if _limit.lowest == _everywhere:
        _limit.lowest = _limit.real
        _ = collect_cycles()
        return check_depth()
    raise _too_deep()


def _too_deep() -> Raised:
    # There is room for the error itself.
    var lowest = _limit.lowest
    _limit.lowest = 0
    var error = new_error(RECURSION_ERROR, "maximum recursion depth exceeded")
    _limit.lowest = lowest
    return error^


from .cycles import collect_cycles
