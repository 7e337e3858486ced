"""A count of calls, shared by threads: what `parallelize` is made of.

The job lies on its owner's stack. It is put into the owner's deque once for each thread that may help; whoever gets hold of it takes chunks
from a shared counter until none is left. What nobody stole in time the owner takes back.
"""

from .deque import Item, depth, take
from .pool import ItemFunction, Worker, count_down, current_worker, pool, run_item, submit_times, wait_for_zero

comptime ChunkFunction = def(__type.pointer[UInt8], Int, Int) thin -> Bool
"""Does the work for the indices from the second argument up to the third; the first is the context. False: no further chunk is to be begun."""


struct RangeJob:
    var run: ItemFunction
    var function: ChunkFunction
    var context: __type.pointer[UInt8]
    var count: Int
    var chunk: Int
    var open: __type.index
    """Times that the job lies in a deque or is being worked on, beside the owner's own work."""
    var apart: __type.array[__type.index, 8]
    var next: __type.index
    """First index that nobody has taken."""
    var apart_too: __type.array[__type.index, 7]

    @always_inline
    def __init__(
        out self, function: ChunkFunction, context: __type.pointer[UInt8], count: Int, chunk: Int, open: Int
    ):
        self.run = _help_with_job
        self.function = function
        self.context = context
        self.count = count
        self.chunk = chunk
        self.open = open.value
        self.apart = __op.uninitialized[__type.array[__type.index, 8]]()
        self.next = Int(0).value
        self.apart_too = __op.uninitialized[__type.array[__type.index, 7]]()


def run_chunks(function: ChunkFunction, context: __type.pointer[UInt8], count: Int, chunk: Int, max_threads: Int):
    """Calls a function for all indices, in chunks, on several threads; for those before the first False.

    Args:
        function: What to call.
        context: Its first argument.
        count: Number of indices.
        chunk: Indices for each call, at least 1.
        max_threads: Threads to use at most, the caller included.
    """
    if count <= 0:
        return
    if count <= chunk or max_threads <= 1 or __op.interpreting():
        _ = function(context, 0, count)
        return
    var worker = current_worker()
    if __op.eq(worker, __op.null[Worker]()):
        _ = function(context, 0, count)
        return
    var helpers = min(min(max_threads, pool.thread_count), (count + chunk - 1) // chunk) - 1
    if helpers <= 0:
        _ = function(context, 0, count)
        return
    var job = RangeJob(function, context, count, chunk, helpers)
    var address = __op.address_of(job)
    var item = __op.pointer_cast[UInt8](address)
    var mark = depth(__op.address_of(__op.deref(worker).deque))
    submit_times(worker, item, helpers)
    _take_chunks(address)
    # Above the mark lies the job, unless it was stolen, and what its chunks have submitted and not waited for.
    var taken_back = 0
    while depth(__op.address_of(__op.deref(worker).deque)) > mark:
        var youngest = take(__op.address_of(__op.deref(worker).deque))
        if __op.eq(youngest, __op.null[UInt8]()):
            break
        if __op.eq(youngest, item):
            taken_back += 1
        else:
            run_item(youngest)
    if taken_back > 0:
        _ = __op.atomic_rmw["sub", "acq_rel"](__op.address_of(__op.deref(address).open), taken_back.value)
    wait_for_zero(worker, __op.address_of(__op.deref(address).open))
    _ = job


def _help_with_job(item: Item):
    """Runs on a thread that got hold of the job."""
    var job = __op.pointer_cast[RangeJob](item)
    _take_chunks(job)
    # The owner may leave, and the job be gone, from here on.
    count_down(__op.address_of(__op.deref(job).open))


@always_inline
def _take_chunks(job: __type.pointer[RangeJob]):
    """Works on the job until no chunk is left."""
    var function = __op.deref(job).function
    var context = __op.deref(job).context
    var count = __op.deref(job).count
    var chunk = __op.deref(job).chunk
    var next = __op.address_of(__op.deref(job).next)
    while Int(raw=__op.atomic_load["relaxed"](next)) < count:
        var start = Int(raw=__op.atomic_rmw["add", "relaxed"](next, chunk.value))
        if start >= count:
            return
        if not function(context, start, min(start + chunk, count)):
            __op.atomic_store["relaxed"](next, count.value)
