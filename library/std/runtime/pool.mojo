"""The threads of the program, and how they share work: a work-stealing pool, made at first use.

Each thread that takes part is a `Worker` with a deque of its own (`deque.mojo`). It runs its own youngest item first and steals the oldest
one of another when it has none. Nobody blocks: who waits for work of others (`wait_for_zero`) runs items meanwhile, so nested waits need no
further threads. Who finds nothing spins for some 50 microseconds, then sleeps (`parking.mojo`).

Threads: `thread_limit()` of them, the one that uses the pool first included. Any other thread of the program may use the pool too; it
becomes a guest, with a deque of its own, until it ends. Where there are no threads, and in the compile-time interpreter, all work is done by the caller.

Sleeping and waking. A thread that wants to sleep sets its bit in `sleepers`, looks at all deques once more, and sleeps. Who adds an item looks at
`sleepers` after it; all four are sequentially consistent, so one of the two sees the other. An item wakes nobody while somebody is
searching: a searcher that finds something wakes the next one.
"""

from ..memory.raw import raw_allocate_aligned
from .frames import FrameCache, frame_classes
from .deque import Deque, Item, looks_empty, push, steal, take
from .limits import thread_limit
from .parking import ParkingSpot, give_way, park, pause, prepare, unpark

comptime ItemFunction = def(Item) thin -> None
"""First word of every item: what runs it. Its argument is the item."""

comptime _worker_limit = 256
"""Workers and guests at a time."""
comptime _guest_room = 32
comptime _words = _worker_limit // 64
comptime _spin_ns = 50_000
"""Time after which a thread without work lets others run."""
comptime _yield_ns = 100_000
"""Time after which it sleeps."""


@align(64)
struct Worker:
    """A thread that takes part. All zeros to begin with."""

    var deque: Deque
    var spot: ParkingSpot
    var index: Int
    var random: UInt64
    """State of a generator of victims."""
    var is_taken: __type.index
    """1 while a thread has this worker."""
    var frames: __type.array[FrameCache, frame_classes]
    """Free frames of coroutines (`frames.mojo`)."""
    var apart: __type.array[__type.index, 8]


@align(64)
struct Pool:
    """State of the pool. All zeros when the program starts."""

    var state: __type.index
    """0: not made. 1: being made. 2: ready. 3: there are no threads here."""
    var workers: __type.pointer[Worker]
    """Room for `_worker_limit`."""
    var thread_count: Int
    """Threads that share the work, the first caller included."""
    var limit: __type.index
    """How many there may be; 0 until that is known."""
    var guest_count: __type.index
    """One past the index of the last worker that was ever taken."""
    var key: __type.i32
    """POSIX key of the calling thread's worker."""
    var apart: __type.array[__type.index, 8]
    var sleepers: __type.array[__type.index, _words]
    """A bit for each worker that sleeps or is about to."""
    var waiters: __type.array[__type.index, _words]
    """A bit for each of them that waits for something to be done."""
    var searching: __type.index
    """Workers that look for work and have none."""

    @always_inline
    def __init__(out self):
        self.state = Int(0).value
        self.workers = __op.null[Worker]()
        self.thread_count = 0
        self.limit = Int(0).value
        self.guest_count = Int(0).value
        self.key = Int32(0).value
        self.apart = __op.uninitialized[__type.array[__type.index, 8]]()
        self.sleepers = _no_bits()
        self.waiters = _no_bits()
        self.searching = Int(0).value


def _no_bits() -> __type.array[__type.index, _words]:
    var bits = __op.uninitialized[__type.array[__type.index, _words]]()
    for word in range(_words):
        __op.array_element(bits, word.value) = Int(0).value
    return bits


var pool: Pool = Pool()


# What callers need


def parallelism_level() -> Int:
    """Number of threads that work is shared by, the caller included."""
    if __op.interpreting():
        return 1
    if __op.likely(_is_ready()):
        return pool.thread_count
    # Found once: it reads files.
    var known = Int(raw=__op.atomic_load["relaxed"](__op.address_of(pool.limit)))
    if known == 0:
        known = min(thread_limit(), _worker_limit - _guest_room)
        __op.atomic_store["relaxed"](__op.address_of(pool.limit), known.value)
    return known


@always_inline
def current_worker() -> __type.pointer[Worker]:
    """The calling thread's worker; null where there are no threads."""
    if __op.interpreting():
        return __op.null[Worker]()
    if __op.likely(_is_ready()):
        var known = __op.external["pthread_getspecific", __type.pointer[UInt8]](pool.key)
        if __op.likely(__op.ne(known, __op.null[UInt8]())):
            return __op.pointer_cast[Worker](known)
    return _join()


@always_inline
def known_worker() -> __type.pointer[Worker]:
    """The calling thread's worker; null if it has none yet."""
    if __op.interpreting() or not _is_ready():
        return __op.null[Worker]()
    return __op.pointer_cast[Worker](__op.external["pthread_getspecific", __type.pointer[UInt8]](pool.key))


@always_inline
def submit(worker: __type.pointer[Worker], item: Item):
    """Puts an item into the worker's own deque and wakes somebody for it if all the others sleep.

    Args:
        worker: The calling thread's own.
        item: Address of a struct that begins with an `ItemFunction`.
    """
    push(__op.address_of(__op.deref(worker).deque), item)
    if Int(raw=__op.atomic_load["seq_cst"](__op.address_of(pool.searching))) == 0:
        _wake_one(__op.address_of(pool.sleepers))


def submit_times(worker: __type.pointer[Worker], item: Item, count: Int):
    """Puts the same item into the worker's deque several times, for several threads at once."""
    for _ in range(count):
        push(__op.address_of(__op.deref(worker).deque), item)
    for _ in range(count - Int(raw=__op.atomic_load["seq_cst"](__op.address_of(pool.searching)))):
        if not _wake_one(__op.address_of(pool.sleepers)):
            return


@always_inline
def run_item(item: Item):
    """Does the work of an item."""
    var function = __op.load(__op.pointer_cast[ItemFunction](item))
    function(item)


@always_inline
def count_down(counter: __type.pointer[__type.index], amount: Int = 1):
    """Takes something off a counter; if nothing is left, those who wait for it go on. They may free the counter at once.

    Args:
        counter: Its address.
        amount: How much.
    """
    if Int(raw=__op.atomic_rmw["sub", "seq_cst"](counter, amount.value)) == amount:
        wake_waiters()


@always_inline
def wake_waiters():
    """Lets all who sleep in `wait_for_zero` look again."""
    while _wake_one(__op.address_of(pool.waiters)):
        pass


def wait_for_zero(worker: __type.pointer[Worker], counter: __type.pointer[__type.index]):
    """Runs items, whoever's they are, until a counter is 0.

    Args:
        worker: The calling thread's own.
        counter: Its address; `count_down` makes it less.
    """
    while not _is_zero(counter):
        var item = take(__op.address_of(__op.deref(worker).deque))
        if __op.eq(item, __op.null[UInt8]()):
            item = _search[True](worker, counter)
            if __op.eq(item, __op.null[UInt8]()):
                continue
        run_item(item)


@always_inline
def _is_zero(counter: __type.pointer[__type.index]) -> Bool:
    return Int(raw=__op.atomic_load["acquire"](counter)) == 0


# Looking for work


def _search[is_waiting: Bool](worker: __type.pointer[Worker], counter: __type.pointer[__type.index]) -> Item:
    """Something to do, from another worker; null when the counter is zero, and after sleeping.

    Parameters:
        is_waiting: Whether there is a counter.

    Args:
        worker: The calling thread's own, with nothing in its deque.
        counter: What the thread waits for.
    """
    # Often there is something: then nobody need be told of a search.
    var found = _steal_from_any(worker)
    if __op.ne(found, __op.null[UInt8]()):
        return found
    _ = __op.atomic_rmw["add", "seq_cst"](__op.address_of(pool.searching), Int(1).value)
    var start = 0
    var spins = 0
    while True:
        var item = _steal_from_any(worker)
        if __op.ne(item, __op.null[UInt8]()):
            _end_search(True)
            return item
        comptime if is_waiting:
            if _is_zero(counter):
                _end_search(False)
                return __op.null[UInt8]()
        pause()
        spins += 1
        if spins & 31 == 0:
            var now = _now()
            if start == 0:
                start = now
            elif now - start > _yield_ns:
                break
            elif now - start > _spin_ns:
                give_way()
    # Nothing for long: sleep, unless something comes just now.
    var word = __op.deref(worker).index // 64
    var bit = 1 << (__op.deref(worker).index & 63)
    comptime if is_waiting:
        _ = __op.atomic_rmw["or", "seq_cst"](_mask(__op.address_of(pool.waiters), word), bit.value)
    _ = __op.atomic_rmw["or", "seq_cst"](_mask(__op.address_of(pool.sleepers), word), bit.value)
    _ = __op.atomic_rmw["sub", "seq_cst"](__op.address_of(pool.searching), Int(1).value)
    var is_needed = _anything_to_steal()
    comptime if is_waiting:
        is_needed = is_needed or Int(raw=__op.atomic_load["seq_cst"](counter)) == 0
    if not is_needed:
        park(__op.address_of(__op.deref(worker).spot))
    var old = Int(raw=__op.atomic_rmw["and", "seq_cst"](_mask(__op.address_of(pool.sleepers), word), (~bit).value))
    comptime if is_waiting:
        _ = __op.atomic_rmw["and", "seq_cst"](_mask(__op.address_of(pool.waiters), word), (~bit).value)
        # Whoever was woken for an item and does not go on to look for it wakes another one.
        if old & bit == 0 and _is_zero(counter) and _anything_to_steal():
            _ = _wake_one(__op.address_of(pool.sleepers))
    return __op.null[UInt8]()


@always_inline
def _end_search(has_found: Bool):
    """The last searcher wakes another one if there may be something left: nobody was woken while it searched."""
    var others = Int(raw=__op.atomic_rmw["sub", "seq_cst"](__op.address_of(pool.searching), Int(1).value)) - 1
    if others == 0 and (has_found or _anything_to_steal()):
        _ = _wake_one(__op.address_of(pool.sleepers))


def _steal_from_any(worker: __type.pointer[Worker]) -> Item:
    """Tries all other workers once, from a random one on."""
    var count = Int(raw=__op.atomic_load["acquire"](__op.address_of(pool.guest_count)))
    var random = __op.deref(worker).random
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    __op.deref(worker).random = random
    var victim = Int(random >> 33) % count
    for _ in range(count):
        if victim != __op.deref(worker).index:
            var deque = __op.address_of(__op.deref(_worker(victim)).deque)
            while not looks_empty(deque):
                var item = steal(deque)
                if __op.ne(item, __op.null[UInt8]()):
                    return item
        victim += 1
        if victim == count:
            victim = 0
    return __op.null[UInt8]()


def _anything_to_steal() -> Bool:
    for index in range(Int(raw=__op.atomic_load["acquire"](__op.address_of(pool.guest_count)))):
        if not looks_empty(__op.address_of(__op.deref(_worker(index)).deque)):
            return True
    return False


@always_inline
def _wake_one(masks: __type.pointer[__type.array[__type.index, _words]]) -> Bool:
    """Wakes a worker of a set; whether there was one."""
    comptime for word in range(_words):
        var mask = _mask(masks, word)
        if Int(raw=__op.atomic_load["seq_cst"](mask)) != 0:
            if _wake_one_of(mask, word):
                return True
    return False


@no_inline
def _wake_one_of(mask: __type.pointer[__type.index], word: Int) -> Bool:
    while True:
        var bits = Int(raw=__op.atomic_load["seq_cst"](mask))
        if bits == 0:
            return False
        var lowest = bits & -bits
        if Int(raw=__op.atomic_rmw["and", "seq_cst"](mask, (~lowest).value)) & lowest != 0:
            unpark(__op.address_of(__op.deref(_worker(word * 64 + Int(raw=__op.ctz(lowest.value)))).spot))
            return True


@always_inline
def _mask(masks: __type.pointer[__type.array[__type.index, _words]], word: Int) -> __type.pointer[__type.index]:
    return __op.offset(__op.pointer_cast[__type.index](masks), word.value)


@always_inline
def _worker(index: Int) -> __type.pointer[Worker]:
    return __op.offset(pool.workers, index.value)


@always_inline
def _now() -> Int:
    """Nanoseconds of the steady clock."""
    var reading = __op.uninitialized[__type.array[__type.i64, 2]]()
    comptime clock = 6 if Bool(raw=__op.target_is_os["macos"]()) else 1
    _ = __op.external["clock_gettime", __type.i32](Int32(clock).value, __op.address_of(reading))
    var seconds = Int(raw=__op.cast[DType.int](__op.array_element(reading, Int(0).value)))
    return seconds * 1_000_000_000 + Int(raw=__op.cast[DType.int](__op.array_element(reading, Int(1).value)))


# Making the pool, and joining it


@always_inline
def _is_ready() -> Bool:
    return Int(raw=__op.atomic_load["acquire"](__op.address_of(pool.state))) == 2


@no_inline
def _join() -> __type.pointer[Worker]:
    """Makes the calling thread a worker; null if it cannot be one."""
    comptime if Bool(raw=__op.target_is_os["linux"]()) or Bool(raw=__op.target_is_os["macos"]()):
        var exchange = __op.atomic_compare_exchange["seq_cst", "seq_cst"](
            __op.address_of(pool.state), Int(0).value, Int(1).value
        )
        if Bool(raw=__op.tuple_field[1](exchange)):
            _make_pool()
        while Int(raw=__op.atomic_load["acquire"](__op.address_of(pool.state))) == 1:
            give_way()
        if not _is_ready():
            return __op.null[Worker]()
        for index in range(_worker_limit):
            # Helpers have the places after the first.
            if index == 0 or index >= pool.thread_count:
                if _take_worker(index):
                    _ = __op.external["pthread_setspecific", __type.i32](pool.key, __op.pointer_cast[UInt8](_worker(index)))
                    return _worker(index)
        return __op.null[Worker]()
    else:
        return __op.null[Worker]()


def _take_worker(index: Int) -> Bool:
    var worker = _worker(index)
    var exchange = __op.atomic_compare_exchange["acq_rel", "relaxed"](
        __op.address_of(__op.deref(worker).is_taken), Int(0).value, Int(1).value
    )
    if not Bool(raw=__op.tuple_field[1](exchange)):
        return False
    _ = __op.atomic_rmw["max", "acq_rel"](__op.address_of(pool.guest_count), (index + 1).value)
    return True


def _leave(worker: __type.pointer[UInt8]) abi("C"):
    """The end of a thread that was a guest: its place is free. Its deque is empty, since it waited for all that it submitted or others steal it."""
    __op.atomic_store["release"](__op.address_of(__op.deref(__op.pointer_cast[Worker](worker)).is_taken), Int(0).value)


def _make_pool():
    """Starts the helpers. Called once."""
    var count = parallelism_level()
    var size = Int(raw=__op.size_of[Worker]())
    var memory = raw_allocate_aligned(size * _worker_limit, 64)
    __op.memory_set(memory, UInt8(0).value, (size * _worker_limit).value)
    pool.workers = __op.pointer_cast[Worker](memory)
    for index in range(_worker_limit):
        ref worker = __op.deref(_worker(index))
        worker.index = index
        worker.random = UInt64(index + 1) * 0x9E3779B97F4A7C15
        prepare(__op.address_of(worker.spot))
    pool.guest_count = count.value
    var leave: def(__type.pointer[UInt8]) abi("C") thin -> None = _leave
    _ = __op.external["pthread_key_create", __type.i32](__op.address_of(pool.key), leave)
    var nothing = __op.null[UInt8]()
    var entry: def(__type.pointer[UInt8]) abi("C") thin -> __type.pointer[UInt8] = _help
    var started = 0
    for index in range(1, count):
        __op.deref(_worker(index)).is_taken = Int(1).value
        var handle = Int(0).value
        var status = Int32(
            raw=__op.external["pthread_create", __type.i32](
                __op.address_of(handle), nothing, entry, __op.pointer_cast[UInt8](_worker(index))
            )
        )
        if status == 0:
            _ = __op.external["pthread_detach", __type.i32](handle)
            started += 1
    pool.thread_count = count if started + 1 == count else started + 1
    __op.atomic_store["release"](__op.address_of(pool.state), Int(2).value)


def _help(argument: __type.pointer[UInt8]) abi("C") -> __type.pointer[UInt8]:
    """What a helper does all its life."""
    __op.external["__mojo_thread_start", NoneType]()
    var worker = __op.pointer_cast[Worker](argument)
    while not _is_ready():
        give_way()
    _ = __op.external["pthread_setspecific", __type.i32](pool.key, argument)
    while True:
        var item = take(__op.address_of(__op.deref(worker).deque))
        if __op.eq(item, __op.null[UInt8]()):
            item = _search[False](worker, __op.null[__type.index]())
            if __op.eq(item, __op.null[UInt8]()):
                continue
        run_item(item)
    return argument
