"""The threads behind `parallelize`: made at first use, one per hardware thread, asleep while there is nothing to do.

In: a count and a function of a range, as pointer and context. Out: when the call returns, the function has seen every index once.
One job runs at a time; a job started from within another, or beside another, runs in its own thread. A job is cut into chunks which
threads take one after the other from a shared counter. POSIX threads; elsewhere, and in the compile-time interpreter, everything
runs in the calling thread.
"""

from ..memory.raw import raw_allocate_bytes
from ..sys.cores import num_logical_cores

comptime ChunkFunction = def(__type.pointer[UInt8], Int, Int) thin -> None
"""Does the work for the indices from the second argument up to the third; the first is the context."""

comptime _spin_limit: Int = 2000


struct ThreadPool:
    """State of the pool. All zeros when the program starts."""

    var is_busy: __type.index
    """1 while somebody uses the pool."""
    var thread_count: Int
    """Threads besides the caller; -1 if there can be none."""
    var lock: __type.pointer[UInt8]
    """A POSIX mutex for what follows."""
    var work_available: __type.pointer[UInt8]
    """A POSIX condition: a job was opened."""
    var work_done: __type.pointer[UInt8]
    """A POSIX condition: the last helper left the job."""
    var generation: __type.index
    """Number of jobs so far."""
    var is_open: Bool
    """Whether helpers may join the job."""
    var active: __type.index
    """Helpers within the job."""
    var wanted: Int
    """Helpers that may still join."""
    # The job
    var function: ChunkFunction
    var context: __type.pointer[UInt8]
    var count: Int
    var chunk: Int
    var next: __type.index

    def __init__(out self, function: ChunkFunction):
        """An empty pool."""
        self.is_busy = Int(0).value
        self.thread_count = 0
        self.lock = __op.null[UInt8]()
        self.work_available = __op.null[UInt8]()
        self.work_done = __op.null[UInt8]()
        self.generation = Int(0).value
        self.is_open = False
        self.active = Int(0).value
        self.wanted = 0
        self.function = function
        self.context = __op.null[UInt8]()
        self.count = 0
        self.chunk = 0
        self.next = Int(0).value


var thread_pool: ThreadPool = ThreadPool(_nothing)


def _nothing(context: __type.pointer[UInt8], start: Int, end: Int):
    pass


def parallelism_level() -> Int:
    """Number of threads that a job runs on, the caller included."""
    return num_logical_cores()


def run_chunks(function: ChunkFunction, context: __type.pointer[UInt8], count: Int, chunk: Int, max_threads: Int):
    """Calls a function for all indices, in chunks, on several threads.

    Args:
        function: What to call.
        context: Its first argument.
        count: Number of indices.
        chunk: Indices for each call, at least 1.
        max_threads: Threads to use at most, the caller included.
    """
    if count <= 0:
        return
    if count <= chunk or max_threads <= 1 or not _acquire():
        function(context, 0, count)
        return
    if thread_pool.thread_count == 0:
        _start_threads()
    if thread_pool.thread_count < 0:
        _release()
        function(context, 0, count)
        return
    thread_pool.function = function
    thread_pool.context = context
    thread_pool.count = count
    thread_pool.chunk = chunk
    __op.atomic_store["relaxed"](__op.address_of(thread_pool.next), Int(0).value)
    var chunks = (count + chunk - 1) // chunk
    _lock()
    thread_pool.wanted = min(max_threads, chunks) - 1
    thread_pool.is_open = True
    _ = __op.atomic_rmw["add", "release"](__op.address_of(thread_pool.generation), Int(1).value)
    _ = __op.external["pthread_cond_broadcast", __type.i32](thread_pool.work_available)
    _unlock()
    _take_chunks()
    # Nobody may join any more; wait for those who did.
    _lock()
    thread_pool.is_open = False
    _unlock()
    var spins = 0
    while _load(__op.address_of(thread_pool.active)) != 0 and spins < _spin_limit:
        _pause()
        spins += 1
    _lock()
    while _load(__op.address_of(thread_pool.active)) != 0:
        _ = __op.external["pthread_cond_wait", __type.i32](thread_pool.work_done, thread_pool.lock)
    _unlock()
    _release()


def _take_chunks():
    """Works on the job until no chunk is left."""
    var function = thread_pool.function
    var context = thread_pool.context
    var count = thread_pool.count
    var chunk = thread_pool.chunk
    while True:
        var start = Int(raw=__op.atomic_rmw["add", "relaxed"](__op.address_of(thread_pool.next), chunk.value))
        if start >= count:
            return
        function(context, start, min(start + chunk, count))


def _help(argument: __type.pointer[UInt8]) abi("C") -> __type.pointer[UInt8]:
    """What a thread does all its life: waits for a job, helps, waits again."""
    var seen: Int = 0
    while True:
        var spins = 0
        while _load(__op.address_of(thread_pool.generation)) == seen and spins < _spin_limit:
            _pause()
            spins += 1
        _lock()
        while _load(__op.address_of(thread_pool.generation)) == seen or not thread_pool.is_open or thread_pool.wanted == 0:
            seen = _load(__op.address_of(thread_pool.generation))
            _ = __op.external["pthread_cond_wait", __type.i32](thread_pool.work_available, thread_pool.lock)
        seen = _load(__op.address_of(thread_pool.generation))
        thread_pool.wanted -= 1
        _ = __op.atomic_rmw["add", "relaxed"](__op.address_of(thread_pool.active), Int(1).value)
        _unlock()
        _take_chunks()
        _lock()
        var left = Int(raw=__op.atomic_rmw["sub", "release"](__op.address_of(thread_pool.active), Int(1).value)) - 1
        if left == 0:
            _ = __op.external["pthread_cond_signal", __type.i32](thread_pool.work_done)
        _unlock()
    return argument


def _start_threads():
    """Makes the threads. Called by the one who acquired the pool."""
    var helpers = parallelism_level() - 1
    if helpers < 1:
        thread_pool.thread_count = -1
        return
    # Room for the largest mutex and condition of any system
    var memory = raw_allocate_bytes(768)
    __op.memory_set(memory, UInt8(0).value, Int(768).value)
    thread_pool.lock = memory
    thread_pool.work_available = __op.offset(memory, Int(256).value)
    thread_pool.work_done = __op.offset(memory, Int(512).value)
    var nothing = __op.null[UInt8]()
    _ = __op.external["pthread_mutex_init", __type.i32](thread_pool.lock, nothing)
    _ = __op.external["pthread_cond_init", __type.i32](thread_pool.work_available, nothing)
    _ = __op.external["pthread_cond_init", __type.i32](thread_pool.work_done, nothing)
    var started = 0
    var entry: def(__type.pointer[UInt8]) abi("C") thin -> __type.pointer[UInt8] = _help
    for _ in range(helpers):
        var handle = Int(0).value
        var status = Int32(raw=__op.external["pthread_create", __type.i32](__op.address_of(handle), nothing, entry, nothing))
        if status == 0:
            _ = __op.external["pthread_detach", __type.i32](handle)
            started += 1
    thread_pool.thread_count = started if started > 0 else -1


@always_inline
def _acquire() -> Bool:
    """Takes the pool, unless somebody has it or there are no threads here."""
    if __op.interpreting():
        return False
    comptime if Bool(raw=__op.target_is_os["linux"]()) or Bool(raw=__op.target_is_os["macos"]()):
        return Int(raw=__op.atomic_rmw["xchg", "acquire"](__op.address_of(thread_pool.is_busy), Int(1).value)) == 0
    else:
        return False


@always_inline
def _release():
    __op.atomic_store["release"](__op.address_of(thread_pool.is_busy), Int(0).value)


@always_inline
def _lock():
    _ = __op.external["pthread_mutex_lock", __type.i32](thread_pool.lock)


@always_inline
def _unlock():
    _ = __op.external["pthread_mutex_unlock", __type.i32](thread_pool.lock)


@always_inline
def _load(address: __type.pointer[__type.index]) -> Int:
    return Int(raw=__op.atomic_load["acquire"](address))


@always_inline
def _pause():
    """Tells the processor that this is a waiting loop."""
    comptime if Bool(raw=__op.target_is_arch["x86_64"]()):
        __op.assembly["pause", "", NoneType, side_effects=True]()
    elif Bool(raw=__op.target_is_arch["aarch64"]()):
        __op.assembly["yield", "", NoneType, side_effects=True]()
