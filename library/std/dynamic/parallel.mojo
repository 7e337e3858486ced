"""Threads that run at once (`PYTHON_PARALLEL`): the lock of the run time, and values that more than one thread can reach.

A value that only its thread can reach is private: its count is plain, and the fast paths of compiled code work on it without a lock. A value that others
can reach is shared (`publish`): its count says so and is changed atomically, and if it can change, it has the shape of shared values of its kind, which no
fast path knows. Then the run time does it, behind its lock. Compiled code holds the lock while it calls the run time (`src/python/run-time-lock.ts`), and
the run time gives it away while it calls compiled code (`step_out`), or waits.

When an argument of the run time is shared and can change, everything that goes in and comes out with it becomes shared: arguments, results, what callbacks
take and give. So does all that is reachable from it, once. Values whose inside the run time does not see (generators, classes in Mojo) count as shared from
the beginning. What there is when the first thread starts becomes shared then.
"""

from ..runtime.lock import Mutex
from .word import (
    IS_CROSSING,
    IS_FOREIGN,
    IS_LOCKED,
    KIND_BYTES,
    KIND_COMPLEX,
    KIND_FLOAT,
    KIND_INSTANCE,
    KIND_INTEGER,
    KIND_ITERATOR,
    KIND_TEXT,
    Cell,
    Object,
    PerThread,
    Word,
    parallel,
)

comptime Words = __type.pointer[Word]


struct _Held(PerThread):
    """Of the thread: whether it has the lock."""

    var depth: Int
    var is_sharing: Bool
    """Whether what goes in and comes out becomes shared."""

    @always_inline
    def __init__(out self):
        self.depth = 0
        self.is_sharing = False


struct _Lock:
    var mutex: Mutex
    var is_needed: Bool
    """Whether there has been a second thread."""

    @always_inline
    def __init__(out self):
        self.mutex = Mutex()
        self.is_needed = False


var _held: _Held = _Held()
var _lock: _Lock = _Lock()


# The lock


def enter_run_time():
    if _held.depth == 0 and _lock.is_needed:
        _lock.mutex.lock()
    _held.depth += 1


def leave_run_time():
    _held.depth -= 1
    if _held.depth == 0:
        _held.is_sharing = False
        if _lock.is_needed:
            _lock.mutex.unlock()


@always_inline
def is_lock_needed() -> Bool:
    return _lock.is_needed


def publish_if_needed(value: Word):
    """Of something that all can reach from now on."""
    comptime if parallel:
        if _lock.is_needed:
            publish_for_ever(value)


@always_inline
def holds_run_time() -> Bool:
    return _held.depth != 0


def need_lock():
    """Before the first thread starts. Until then the lock is counted and not taken."""
    if not _lock.is_needed:
        _lock.is_needed = True
        if _held.depth > 0:
            _lock.mutex.lock()


struct Left(ImplicitlyCopyable, TrivialRegisterPassable):
    """What `step_in` gives back."""

    var depth: Int
    var is_sharing: Bool

    @always_inline
    def __init__(out self, depth: Int, is_sharing: Bool):
        self.depth = depth
        self.is_sharing = is_sharing


def step_out() -> Left:
    """Gives the lock away, however often it is held."""
    var left = Left(_held.depth, _held.is_sharing)
    _held.depth = 0
    _held.is_sharing = False
    if left.depth > 0 and _lock.is_needed:
        _lock.mutex.unlock()
    return left


def step_in(left: Left):
    """Takes it again."""
    if left.depth > 0 and _lock.is_needed:
        _lock.mutex.lock()
    _held.depth = left.depth
    _held.is_sharing = left.is_sharing


# Calls of the run time. What `enter…` gives is for `leave`: whether there is something to do.


def _enter(is_sharing: Bool) -> Int:
    if is_sharing and _lock.is_needed:
        _held.is_sharing = True
    return 1


def enter_0() -> Int:
    enter_run_time()
    return 1


def enter_1(a: Word) -> Int:
    enter_run_time()
    var state = _enter(crosses(a))
    if _held.is_sharing:
        publish(a)
    return state


def enter_2(a: Word, b: Word) -> Int:
    enter_run_time()
    var state = _enter(crosses(a) or crosses(b))
    if _held.is_sharing:
        publish(a)
        publish(b)
    return state


def enter_3(a: Word, b: Word, c: Word) -> Int:
    enter_run_time()
    var state = _enter(crosses(a) or crosses(b) or crosses(c))
    if _held.is_sharing:
        publish(a)
        publish(b)
        publish(c)
    return state


def enter_4(a: Word, b: Word, c: Word, d: Word) -> Int:
    enter_run_time()
    var state = _enter(crosses(a) or crosses(b) or crosses(c) or crosses(d))
    if _held.is_sharing:
        publish(a)
        publish(b)
        publish(c)
        publish(d)
    return state


def enter_for_1(a: Word) -> Int:
    """As `enter_1`, of what works on its arguments alone: no lock if they are the thread's own."""
    return enter_1(a) if needs_lock(a) else 0


def enter_for_2(a: Word, b: Word) -> Int:
    return enter_2(a, b) if needs_lock(a) or needs_lock(b) else 0


def enter_for_3(a: Word, b: Word, c: Word) -> Int:
    return enter_3(a, b, c) if needs_lock(a) or needs_lock(b) or needs_lock(c) else 0


def enter_for_4(a: Word, b: Word, c: Word, d: Word) -> Int:
    return enter_4(a, b, c, d) if needs_lock(a) or needs_lock(b) or needs_lock(c) or needs_lock(d) else 0


def enter_plain_1(a: Word) -> Int:
    """As `enter_1`, but of what needs no lock for numbers, texts and instances."""
    return 0 if _is_plain(a) else enter_1(a)


def enter_plain_2(a: Word, b: Word) -> Int:
    return 0 if _is_plain(a) and _is_plain(b) else enter_2(a, b)


def enter_plain_3(a: Word, b: Word, c: Word) -> Int:
    return 0 if _is_plain(a) and _is_plain(b) and _is_plain(c) else enter_3(a, b, c)


def leave(state: Int, result: Word):
    """Behind the call; `result` has bits 0 if there is none."""
    if state != 0:
        if _held.is_sharing:
            publish(result)
        leave_run_time()


def are_plain(words: Words, count: Int) -> Bool:
    """Whether all are numbers and texts."""
    for i in range(count):
        var word = __op.load(__op.offset(words, i.value))
        if word.is_cell() and (__op.deref(word.shape()).kind == KIND_INSTANCE or not _is_plain(word)):
            return False
    return True


def _is_plain(word: Word) -> Bool:
    if not word.is_cell():
        return True
    ref shape = __op.deref(word.shape())
    var kind = shape.kind
    if kind == KIND_FLOAT or kind == KIND_TEXT or kind == KIND_INTEGER or kind == KIND_BYTES or kind == KIND_COMPLEX:
        return True
    return kind == KIND_INSTANCE and shape.flags & (IS_CROSSING | IS_LOCKED | IS_FOREIGN) == 0


@always_inline
def crosses(word: Word) -> Bool:
    """Whether others can reach it, and it can change, or its inside is not seen."""
    return word.is_cell() and word.bits != 0 and __op.deref(word.shape()).flags & (IS_CROSSING | IS_FOREIGN) != 0


@always_inline
def needs_lock(word: Word) -> Bool:
    if not word.is_cell() or word.bits == 0 or __op.deref(word.shape()).flags & (IS_CROSSING | IS_LOCKED | IS_FOREIGN) == 0:
        return False
    # An iterator of the thread's own is no better than what it goes over.
    if __op.deref(word.shape()).kind == KIND_ITERATOR and not crosses(word):
        return crosses(__op.deref(word.at[IteratorCell]()).source.word)
    return True


def admit(words: Words, count: Int, receiver: Word = Word(0)):
    """Arguments in memory of a function in Mojo, which is called behind the lock."""
    if not _lock.is_needed:
        return
    var is_sharing = _held.is_sharing or crosses(receiver)
    for i in range(count):
        is_sharing = is_sharing or crosses(__op.load(__op.offset(words, i.value)))
    if is_sharing:
        _held.is_sharing = True
        publish(receiver)
        for i in range(count):
            publish(__op.load(__op.offset(words, i.value)))


@always_inline
def is_sharing() -> Bool:
    return _held.is_sharing


from .publishing import publish, publish_for_ever
from .cells import IteratorCell
