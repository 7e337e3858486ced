"""The locks of `_thread`: `lock`, and `RLock`, which its owner may take several times.

Who waits sleeps in the lock's line; a lock that is given back is free for whoever comes first, and one of the line wakes up to try.
"""

from ...time import perf_counter_ns
from ..arguments import Arguments
from ..cells import items_of, list_of, text_of
from ..classes import class_of
from ..conversions import as_real
from ..errors import OVERFLOW_ERROR, RUNTIME_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..integers import as_float, as_integer, integer_of, is_whole
from ..native_classes import State, constructor, instance_with, method, method0, method1, method3, native_class, new_state, state_of
from ..natives import define, define_value
from ..numbers import is_true
from ..printing import hex_of, type_name
from ..threads import WaitingLine, self_ident, wait_in, wake_first
from ..word import KIND_TUPLE, NONE, Object, Word, counted, none, small, truth

comptime _lock_tag = 61
comptime _owned_tag = 62
comptime _most_seconds = 9223372036.0


struct LockState:
    """Of both kinds."""

    var state: State
    var count: Int
    """How often it is taken."""
    var owner: Int
    """The number of the thread that has it; of an `RLock` only."""
    var line: WaitingLine


struct _Classes:
    var lock: Word

    @always_inline
    def __init__(out self):
        self.lock = Word(0)


var _classes: _Classes = _Classes()


def define_locks(module: Word) raises Raised:
    var lock = native_class(module, "_thread", "lock")
    _classes.lock = lock
    define_value(module, "LockType", counted(lock))
    define(module, "allocate_lock", _allocate)
    define(module, "allocate", _allocate)
    constructor(lock, _new_lock)
    method(lock, "acquire", _acquire)
    method(lock, "acquire_lock", _acquire)
    method0(lock, "release", _release)
    method0(lock, "release_lock", _release)
    method0(lock, "locked", _locked)
    method0(lock, "locked_lock", _locked)
    method0(lock, "__enter__", _enter)
    method3(lock, "__exit__", _exit)
    method0(lock, "__repr__", _repr)
    var owned = native_class(module, "_thread", "RLock")
    constructor(owned, _new_owned)
    method(owned, "acquire", _acquire_owned)
    method0(owned, "release", _release_owned)
    method0(owned, "__enter__", _enter_owned)
    method3(owned, "__exit__", _exit_owned)
    method0(owned, "_is_owned", _is_owned)
    method0(owned, "_recursion_count", _recursion_count)
    method0(owned, "_release_save", _release_save)
    method1(owned, "_acquire_restore", _acquire_restore)
    method0(owned, "__repr__", _repr_owned)


# Taking and giving back


def take(value: Word, nanoseconds: Int) raises Raised -> Bool:
    """Takes a lock of either kind that this thread does not own; whether it has it now.

    Args:
        value: The lock, which somebody keeps alive.
        nanoseconds: How long to wait; below 0: for ever.
    """
    ref lock = _state(value)
    var end = 0
    if nanoseconds > 0 and lock.count != 0:
        end = Int(perf_counter_ns()) + nanoseconds
    while lock.count != 0:
        var left = nanoseconds
        if nanoseconds >= 0:
            left = 0 if nanoseconds == 0 else end - Int(perf_counter_ns())
            if left <= 0:
                return False
        _ = wait_in(__op.address_of(lock.line), left)
    lock.count = 1
    return True


@always_inline
def _give_back(mut lock: LockState):
    lock.count = 0
    wake_first(__op.address_of(lock.line))


def timeout_of(value: Word) raises Raised -> Int:
    """Nanoseconds of a number of seconds."""
    var real = Object(owning=as_real(value))
    var seconds = as_float(real.word)
    if seconds != seconds:
        raise new_error(VALUE_ERROR, "Invalid value NaN (not a number)")
    if seconds > _most_seconds or seconds < -_most_seconds:
        raise new_error(OVERFLOW_ERROR, "timeout value is too large")
    # Not less than was asked for
    return Int((seconds * 1.0e9).__ceil__())


def _wait_wanted(args: Arguments) raises Raised -> Int:
    """`acquire(blocking=True, timeout=-1)`: nanoseconds."""
    args.check_names("acquire", 1, 3, "", "blocking", "timeout")
    var blocking = args.get(1, "blocking")
    var is_blocking = blocking.bits == 0 or is_true(blocking)
    var timeout = args.get(2, "timeout")
    var wait = -1 if timeout.bits == 0 else timeout_of(timeout)
    var is_default = timeout.bits == 0 or wait == -1_000_000_000
    if not is_blocking:
        if not is_default:
            raise new_error(VALUE_ERROR, "can't specify a timeout for a non-blocking call")
        return 0
    if wait < 0 and not is_default:
        raise new_error(VALUE_ERROR, "timeout value must be a non-negative number")
    return -1 if is_default else wait


def _state(value: Word) raises Raised -> ref [MutableAnyOrigin] LockState:
    if holds(value, _owned_tag):
        return state_of[LockState](value, _owned_tag)
    return state_of[LockState](value, _lock_tag)


def _new(class_: Word, tag: Int) raises Raised -> Word:
    var cell = new_state[LockState](tag, _end)
    ref made = __op.deref(cell)
    made.count = 0
    made.owner = 0
    __op.initialize(__op.address_of(made.line), WaitingLine())
    return instance_with(class_, cell)


def _end(word: Word):
    pass


# `lock`


def _allocate(args: Arguments) raises Raised -> Word:
    args.check_count("allocate_lock", 0, 0)
    return _new(_classes.lock, _lock_tag)


def _new_lock(args: Arguments) raises Raised -> Word:
    args.check_count("lock", 1, 1)
    return _new(args[0], _lock_tag)


def _lock(value: Word) raises Raised -> ref [MutableAnyOrigin] LockState:
    return state_of[LockState](value, _lock_tag)


def _acquire(args: Arguments) raises Raised -> Word:
    var wait = _wait_wanted(args)
    _ = _lock(args[0])
    return truth(take(args[0], wait))


def _release(function: Word, self: Word) raises Raised -> Word:
    ref lock = _lock(self)
    if lock.count == 0:
        raise new_error(RUNTIME_ERROR, "release unlocked lock")
    _give_back(lock)
    return none()


def _locked(function: Word, self: Word) raises Raised -> Word:
    return truth(_lock(self).count != 0)


def _enter(function: Word, self: Word) raises Raised -> Word:
    ref lock = _lock(self)
    if __op.likely(Bool(lock.count == 0).value):
        lock.count = 1
    else:
        _ = take(self, -1)
    return truth(True)


def _exit(function: Word, self: Word, class_: Word, error: Word, traceback: Word) raises Raised -> Word:
    return _release(function, self)


def _repr(function: Word, self: Word) raises Raised -> Word:
    var what = String("locked" if _lock(self).count != 0 else "unlocked")
    return text_of(String("<", what, " _thread.lock object at ", hex_of(self.bits), ">"))


# `RLock`


def _new_owned(args: Arguments) raises Raised -> Word:
    return _new(args[0], _owned_tag)


def _owned(value: Word) raises Raised -> ref [MutableAnyOrigin] LockState:
    return state_of[LockState](value, _owned_tag)


def _take_owned(self: Word, wait: Int) raises Raised -> Bool:
    ref lock = _owned(self)
    var me = self_ident()
    if lock.count > 0 and lock.owner == me:
        lock.count += 1
        return True
    if not take(self, wait):
        return False
    lock.owner = me
    return True


def _acquire_owned(args: Arguments) raises Raised -> Word:
    return truth(_take_owned(args[0], _wait_wanted(args)))


def _enter_owned(function: Word, self: Word) raises Raised -> Word:
    return truth(_take_owned(self, -1))


def _release_owned(function: Word, self: Word) raises Raised -> Word:
    ref lock = _owned(self)
    if lock.count == 0 or lock.owner != self_ident():
        raise new_error(RUNTIME_ERROR, "cannot release un-acquired lock")
    lock.count -= 1
    if lock.count == 0:
        lock.owner = 0
        _give_back(lock)
    return none()


def _exit_owned(function: Word, self: Word, class_: Word, error: Word, traceback: Word) raises Raised -> Word:
    return _release_owned(function, self)


def _is_owned(function: Word, self: Word) raises Raised -> Word:
    ref lock = _owned(self)
    return truth(lock.count > 0 and lock.owner == self_ident())


def _recursion_count(function: Word, self: Word) raises Raised -> Word:
    ref lock = _owned(self)
    return small(lock.count if lock.owner == self_ident() else 0)


def _release_save(function: Word, self: Word) raises Raised -> Word:
    """How often it was taken, and by whom; it is free now."""
    ref lock = _owned(self)
    if lock.count == 0:
        raise new_error(RUNTIME_ERROR, "cannot release un-acquired lock")
    var items = List[Object]()
    items.append(Object(owning=small(lock.count)))
    items.append(Object(owning=integer_of(lock.owner)))
    lock.owner = 0
    _give_back(lock)
    return list_of(items^, KIND_TUPLE)


def _acquire_restore(function: Word, self: Word, saved: Word) raises Raised -> Word:
    """Takes it as often as `_release_save` said."""
    if not saved.is_(KIND_TUPLE) or len(items_of(saved)) != 2:
        raise new_error(TYPE_ERROR, "_acquire_restore() takes what _release_save() gave")
    _ = take(self, -1)
    ref lock = _owned(self)
    lock.count = as_integer(items_of(saved)[0].word)
    lock.owner = as_integer(items_of(saved)[1].word)
    return none()


def _repr_owned(function: Word, self: Word) raises Raised -> Word:
    ref lock = _owned(self)
    var what = String("locked" if lock.count != 0 else "unlocked")
    return text_of(
        String("<", what, " _thread.RLock object owner=", lock.owner, " count=", lock.count, " at ", hex_of(self.bits), ">")
    )


from ..native_classes import holds
