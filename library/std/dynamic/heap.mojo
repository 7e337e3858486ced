"""Memory for cells of few sizes: what was freed is kept in a list for each size, and given out again.

All cells can be visited (`each_cell`): they have blocks of their own, and a free piece has no shape. What lists keep their elements in comes
from other blocks.

Cells end one inside the other: a long chain of them would need as many calls. Beyond a depth they wait until the outermost has ended.
"""

from ..memory.raw import raw_allocate, raw_allocate_aligned, raw_allocate_bytes, raw_free
from .word import Cell, Word

comptime _granule = 16
comptime _lists = 17
comptime _storage_lists = 33
comptime most_bytes = 256
"""What is larger comes from the C library."""
comptime most_storage = 512
"""The same for what is no cell."""
comptime block_bytes = 1 << 15
comptime _block = block_bytes
comptime _deepest = 64


struct _Free:
    var next: __type.pointer[_Free]
    var shape: __type.pointer[UInt8]
    """Null: where a cell has its shape."""


struct _Block(ImplicitlyCopyable, Movable):
    """Pieces of one size, for cells."""

    var start: __type.pointer[UInt8]
    var granules: Int

    def __init__(out self, start: __type.pointer[UInt8], granules: Int):
        self.start = start
        self.granules = granules


struct _Heap(PerThread):
    var free: __type.array[__type.pointer[_Free], _lists]
    """By size in granules."""
    var storage: __type.array[__type.pointer[_Free], _storage_lists]
    """The same for what is no cell."""
    var depth: Int
    """Cells that are ending."""
    var waiting: Word
    """The first of those that wait, whose count is the next one; bits 0: none."""

    @always_inline
    def __init__(out self):
        self.free = __op.uninitialized[__type.array[__type.pointer[_Free], _lists]]()
        self.storage = __op.uninitialized[__type.array[__type.pointer[_Free], _storage_lists]]()
        for i in range(_lists):
            __op.array_element(self.free, i.value) = __op.null[_Free]()
        for i in range(_storage_lists):
            __op.array_element(self.storage, i.value) = __op.null[_Free]()
        self.depth = 0
        self.waiting = Word(0)


struct _All:
    """Of all threads."""

    var blocks: __type.pointer[List[_Block]]
    """Of cells; null while there are none."""
    var left: __type.array[__type.pointer[_Free], _lists]
    """What threads that have ended had free for cells."""
    var left_storage: __type.array[__type.pointer[_Free], _storage_lists]

    @always_inline
    def __init__(out self):
        self.blocks = __op.null[List[_Block]]()
        self.left = __op.uninitialized[__type.array[__type.pointer[_Free], _lists]]()
        self.left_storage = __op.uninitialized[__type.array[__type.pointer[_Free], _storage_lists]]()
        for i in range(_lists):
            __op.array_element(self.left, i.value) = __op.null[_Free]()
        for i in range(_storage_lists):
            __op.array_element(self.left_storage, i.value) = __op.null[_Free]()


var _heap: _Heap = _Heap()
var _all: _All = _All()


def leave_heap():
    """A thread ends: what it has free is for others. Behind the lock."""
    for i in range(_lists):
        _leave_list(__op.array_element(_heap.free, i.value), __op.array_element(_all.left, i.value))
    for i in range(_storage_lists):
        _leave_list(__op.array_element(_heap.storage, i.value), __op.array_element(_all.left_storage, i.value))


def _leave_list(mut own: __type.pointer[_Free], mut left: __type.pointer[_Free]):
    if __op.eq(own, __op.null[_Free]()):
        return
    var last = own
    while __op.ne(__op.deref(last).next, __op.null[_Free]()):
        last = __op.deref(last).next
    __op.deref(last).next = left
    left = own
    own = __op.null[_Free]()


def _take_left(mut own: __type.pointer[_Free], mut left: __type.pointer[_Free]) -> __type.pointer[UInt8]:
    """A piece of what others have left, and the rest for this thread; null: nothing."""
    enter_run_time()
    var first = left
    left = __op.null[_Free]()
    leave_run_time()
    if __op.ne(first, __op.null[_Free]()):
        own = __op.deref(first).next
    return __op.pointer_cast[UInt8](first)


# Cells


@always_inline
def allocate_cell[T: AnyType]() -> __type.pointer[T]:
    """Uninitialised room for a cell of at most 256 bytes, for `free_cell`. Its header is to be filled before anything else is allocated."""
    comptime granules = (Int(raw=__op.size_of[T]()) + _granule - 1) // _granule
    return __op.pointer_cast[T](allocate_granules(granules))


@always_inline
def allocate_granules(granules: Int) -> __type.pointer[UInt8]:
    """Room for a cell of as many times 16 bytes, 16 at most."""
    ref first = __op.array_element(_heap.free, granules.value)
    var found = first
    if __op.unlikely(__op.eq(found, __op.null[_Free]())):
        return _new_cells(granules)
    first = __op.deref(found).next
    return __op.pointer_cast[UInt8](found)


@no_inline
def _new_cells(granules: Int) -> __type.pointer[UInt8]:
    """One piece of a new block; the others are free."""
    comptime if parallel:
        var piece = _take_left(__op.array_element(_heap.free, granules.value), __op.array_element(_all.left, granules.value))
        if __op.ne(piece, __op.null[UInt8]()):
            return piece
    var block = raw_allocate_bytes(_block)
    comptime if parallel:
        enter_run_time()
    if __op.eq(_all.blocks, __op.null[List[_Block]]()):
        _all.blocks = raw_allocate[List[_Block]](1)
        __op.initialize(_all.blocks, List[_Block]())
    ref blocks = __op.deref(_all.blocks)
    blocks.append(_Block(block, granules))
    var size = granules * _granule
    for index in range(_block // size - 1, 0, -1):
        free_granules(__op.offset(block, (index * size).value), granules)
    block_is_new(granules, len(blocks))
    comptime if parallel:
        leave_run_time()
    return block


@always_inline
def free_cell[T: AnyType](cell: __type.pointer[T]):
    comptime granules = (Int(raw=__op.size_of[T]()) + _granule - 1) // _granule
    free_granules(__op.pointer_cast[UInt8](cell), granules)


@always_inline
def free_granules(piece: __type.pointer[UInt8], granules: Int):
    ref first = __op.array_element(_heap.free, granules.value)
    var freed = __op.pointer_cast[_Free](piece)
    __op.deref(freed).next = first
    __op.deref(freed).shape = __op.null[UInt8]()
    first = freed


@always_inline
def allocate_long_cell(size: Int) -> __type.pointer[UInt8]:
    """Room for a cell with elements behind it, for `free_long_cell`."""
    if size <= most_bytes:
        return allocate_granules((size + _granule - 1) // _granule)
    return raw_allocate_bytes(size)


@always_inline
def free_long_cell(cell: __type.pointer[UInt8], size: Int):
    if size <= most_bytes:
        free_granules(cell, (size + _granule - 1) // _granule)
    else:
        raw_free(cell)


def each_cell[visit: def(Word) thin -> None]():
    """Visits every cell that came from `allocate_granules`; none may be made or end meanwhile."""
    if __op.eq(_all.blocks, __op.null[List[_Block]]()):
        return
    ref blocks = __op.deref(_all.blocks)
    for i in range(len(blocks)):
        var size = blocks.unsafe_get(i).granules * _granule
        for index in range(_block // size):
            var piece = __op.offset(blocks.unsafe_get(i).start, (index * size).value)
            if __op.ne(__op.deref(__op.pointer_cast[_Free](piece)).shape, __op.null[UInt8]()):
                visit(Word(Int(raw=__op.pointer_to_int(piece))))


def free_bytes_of(granules: Int) -> Int:
    """Bytes that are free for cells of a size."""
    var count = 0
    var piece = __op.array_element(_heap.free, granules.value)
    while __op.ne(piece, __op.null[_Free]()):
        count += 1
        piece = __op.deref(piece).next
    return count * granules * _granule


# What cells own


@always_inline
def allocate_bytes(size: Int) -> __type.pointer[UInt8]:
    """Room of any size, at least one byte, for `free_bytes`."""
    if size > most_storage:
        return raw_allocate_bytes(size)
    var granules = (size + _granule - 1) // _granule
    ref first = __op.array_element(_heap.storage, granules.value)
    var found = first
    if __op.unlikely(__op.eq(found, __op.null[_Free]())):
        return _new_storage(granules)
    first = __op.deref(found).next
    return __op.pointer_cast[UInt8](found)


@no_inline
def _new_storage(granules: Int) -> __type.pointer[UInt8]:
    comptime if parallel:
        var piece = _take_left(__op.array_element(_heap.storage, granules.value), __op.array_element(_all.left_storage, granules.value))
        if __op.ne(piece, __op.null[UInt8]()):
            return piece
    var size = granules * _granule
    var block = raw_allocate_bytes(_block)
    for index in range(_block // size - 1, 0, -1):
        free_bytes(__op.offset(block, (index * size).value), size)
    return block


@always_inline
def free_bytes(piece: __type.pointer[UInt8], size: Int):
    if size > most_storage:
        return raw_free(piece)
    ref first = __op.array_element(_heap.storage, ((size + _granule - 1) // _granule).value)
    var freed = __op.pointer_cast[_Free](piece)
    __op.deref(freed).next = first
    first = freed


struct Ending(ImplicitlyCopyable, TrivialRegisterPassable):
    """How far the thread that runs is with the ending of cells."""

    var depth: Int
    var waiting: Word

    @always_inline
    def __init__(out self, depth: Int = 0, waiting: Word = Word(0)):
        self.depth = depth
        self.waiting = waiting


def ending_cells() -> Ending:
    return Ending(_heap.depth, _heap.waiting)


def use_ending_cells(ending: Ending):
    """Another thread runs."""
    _heap.depth = ending.depth
    _heap.waiting = ending.waiting


def allocate_frame(size: Int, alignment: Int) -> __type.pointer[UInt8]:
    """Room for the frame of a generator's coroutine."""
    return allocate_bytes(size) if alignment <= _granule else raw_allocate_aligned(size, alignment)


def free_frame(frame: __type.pointer[UInt8], size: Int, alignment: Int):
    if alignment <= _granule:
        free_bytes(frame, size)
    else:
        raw_free(frame)


def end_cell(word: Word):
    """Ends a cell that nobody owns any more, and what it alone owned."""
    if _heap.depth >= _deepest:
        __op.deref(word.at[Cell]()).owners = _heap.waiting.bits
        _heap.waiting = word
        return
    _heap.depth += 1
    end_of_cell(word)
    if _heap.depth == 1:
        while _heap.waiting.bits != 0:
            var next = _heap.waiting
            ref owners = __op.deref(next.at[Cell]()).owners
            _heap.waiting = Word(owners)
            owners = 0
            comptime if parallel:
                end_waiting(next)
            else:
                end_of_cell(next)
    _heap.depth -= 1


from .cells import end_of_cell
from .cycles import block_is_new
from .parallel import enter_run_time, leave_run_time
from .word import PerThread, ends_behind_lock, parallel


def end_waiting(word: Word):
    """As `end_of_cell`, behind the lock if it must be."""
    if ends_behind_lock(word):
        enter_run_time()
        end_of_cell(word)
        leave_run_time()
    else:
        end_of_cell(word)
