"""Memory for the frames of coroutines: they are often made by one thread and freed by another, which libc's allocator answers with locks.

Each worker keeps free frames in chains of `_chain_length`, two for each class of sizes: one that it takes from and gives to, and one that is whole or
empty. Whole chains travel between workers through a depot, so that a lock is taken once for many frames (J. Bonwick and J. Adams, "Magazines and
Vmem", USENIX 2001). Threads that are no workers, and frames that are large or ask for much alignment, go to libc. Every frame is libc's in the end.
"""

from ..memory.raw import raw_allocate_aligned, raw_allocate_bytes, raw_free
from .parking import pause
from .pool import Worker, known_worker

comptime Frame = __type.pointer[UInt8]
comptime frame_class_bytes = 64
comptime frame_classes = 16
comptime _chain_length = 64
comptime _depot_bytes = 64 << 20
"""What the depot keeps of one class at most."""


struct FrameCache:
    """A worker's free frames of one class. All zeros: none."""

    var first: Frame
    """Each holds the address of the next one."""
    var spare: Frame
    """A whole chain, or null."""
    var count: Int
    """Length of the chain that begins at `first`."""


struct _Depot(ImplicitlyCopyable, TrivialRegisterPassable):
    """Whole chains; the second word of a chain's first frame has the address of the next chain."""

    var lock: __type.index
    var first: Frame
    var count: Int

    @always_inline
    def __init__(out self):
        self.lock = Int(0).value
        self.first = __op.null[UInt8]()
        self.count = 0


var _depots: __type.array[_Depot, frame_classes] = _empty_depots()


def _empty_depots() -> __type.array[_Depot, frame_classes]:
    var depots = __op.uninitialized[__type.array[_Depot, frame_classes]]()
    for index in range(frame_classes):
        __op.initialize(__op.address_of(__op.array_element(depots, index.value)), _Depot())
    return depots


def __mojo_frame_allocate(size: Int, alignment: Int) -> Frame:
    """Memory for a coroutine's frame. The compiler calls it.

    Args:
        size: Bytes.
        alignment: Of its address.
    """
    if alignment > 16:
        return raw_allocate_aligned(size, alignment)
    var cls = (size - 1) // frame_class_bytes
    if cls >= frame_classes:
        return raw_allocate_bytes(size)
    var worker = known_worker()
    if __op.ne(worker, __op.null[Worker]()):
        ref cache = __op.deref(_cache(worker, cls))
        if cache.count == 0:
            _refill(cache, cls)
        if cache.count > 0:
            var frame = cache.first
            cache.first = _next(frame)
            cache.count -= 1
            return frame
    return raw_allocate_bytes((cls + 1) * frame_class_bytes)


def __mojo_frame_free(frame: Frame, size: Int, alignment: Int):
    """Takes a frame back. The compiler calls it.

    Args:
        frame: What `__mojo_frame_allocate` gave.
        size: What was asked for.
        alignment: What was asked for.
    """
    var cls = (size - 1) // frame_class_bytes
    var worker = known_worker()
    if alignment > 16 or cls >= frame_classes or __op.eq(worker, __op.null[Worker]()):
        raw_free(frame)
        return
    ref cache = __op.deref(_cache(worker, cls))
    if cache.count == _chain_length:
        if __op.ne(cache.spare, __op.null[UInt8]()):
            _give_away(cache.spare, cls)
        cache.spare = cache.first
        cache.count = 0
    _set_next(frame, cache.first if cache.count > 0 else __op.null[UInt8]())
    cache.first = frame
    cache.count += 1


@no_inline
def _refill(mut cache: FrameCache, cls: Int):
    """A whole chain instead of an empty one: the spare one, or one of the depot, if there is any."""
    var chain = cache.spare
    cache.spare = __op.null[UInt8]()
    if __op.eq(chain, __op.null[UInt8]()):
        ref depot = __op.array_element(_depots, cls.value)
        _lock(depot)
        chain = depot.first
        if __op.ne(chain, __op.null[UInt8]()):
            depot.first = _next_chain(chain)
            depot.count -= 1
        _unlock(depot)
    if __op.ne(chain, __op.null[UInt8]()):
        cache.first = chain
        cache.count = _chain_length


@no_inline
def _give_away(chain: Frame, cls: Int):
    """A whole chain goes to the depot; to libc, if that has enough."""
    ref depot = __op.array_element(_depots, cls.value)
    _lock(depot)
    var has_room = depot.count < _depot_bytes // (_chain_length * (cls + 1) * frame_class_bytes)
    if has_room:
        _set_next_chain(chain, depot.first)
        depot.first = chain
        depot.count += 1
    _unlock(depot)
    if not has_room:
        var frame = chain
        for _ in range(_chain_length):
            var next = _next(frame)
            raw_free(frame)
            frame = next


@always_inline
def _cache(worker: __type.pointer[Worker], cls: Int) -> __type.pointer[FrameCache]:
    return __op.offset(__op.pointer_cast[FrameCache](__op.address_of(__op.deref(worker).frames)), cls.value)


@always_inline
def _next(frame: Frame) -> Frame:
    return __op.load(__op.pointer_cast[Frame](frame))


@always_inline
def _set_next(frame: Frame, next: Frame):
    __op.store(__op.pointer_cast[Frame](frame), next)


@always_inline
def _next_chain(chain: Frame) -> Frame:
    return __op.load(__op.offset(__op.pointer_cast[Frame](chain), Int(1).value))


@always_inline
def _set_next_chain(chain: Frame, next: Frame):
    __op.store(__op.offset(__op.pointer_cast[Frame](chain), Int(1).value), next)


@always_inline
def _lock(mut depot: _Depot):
    while Int(raw=__op.atomic_rmw["xchg", "acquire"](__op.address_of(depot.lock), Int(1).value)) != 0:
        pause()


@always_inline
def _unlock(mut depot: _Depot):
    __op.atomic_store["release"](__op.address_of(depot.lock), Int(0).value)
