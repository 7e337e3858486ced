"""Memory for cells of few sizes: what was freed is kept in a list for each size, and given out again.

Cells end one inside the other: a long chain of them would need as many calls. Beyond a depth they wait until the outermost has ended.
"""

from ..memory.raw import raw_allocate_bytes, raw_free
from .word import Cell, Word

comptime _granule = 16
comptime _lists = 17
comptime _block = 1 << 15
comptime _deepest = 64


struct _Free:
    var next: __type.pointer[_Free]


struct _Heap:
    var free: __type.array[__type.pointer[_Free], _lists]
    """By size in granules."""
    var depth: Int
    """Cells that are ending."""
    var waiting: Word
    """The first of those that wait, whose count is the next one; bits 0: none."""

    @always_inline
    def __init__(out self):
        self.free = __op.uninitialized[__type.array[__type.pointer[_Free], _lists]]()
        for i in range(_lists):
            __op.array_element(self.free, i.value) = __op.null[_Free]()
        self.depth = 0
        self.waiting = Word(0)


var _heap: _Heap = _Heap()


@always_inline
def allocate_cell[T: AnyType]() -> __type.pointer[T]:
    """Uninitialised room for a cell of at most 256 bytes, for `free_cell`."""
    comptime granules = (Int(raw=__op.size_of[T]()) + _granule - 1) // _granule
    return __op.pointer_cast[T](allocate_granules(granules))


@always_inline
def allocate_granules(granules: Int) -> __type.pointer[UInt8]:
    """Room for as many times 16 bytes, 16 at most."""
    ref first = __op.array_element(_heap.free, granules.value)
    var found = first
    if __op.unlikely(__op.eq(found, __op.null[_Free]())):
        return _new_block(granules)
    first = __op.deref(found).next
    return __op.pointer_cast[UInt8](found)


@no_inline
def _new_block(granules: Int) -> __type.pointer[UInt8]:
    """One piece of a new block; the others are free."""
    var size = granules * _granule
    var block = raw_allocate_bytes(_block)
    for index in range(1, _block // size):
        free_granules(__op.offset(block, (index * size).value), granules)
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
    first = freed


@always_inline
def allocate_bytes(size: Int) -> __type.pointer[UInt8]:
    """Room of any size, at least one byte, for `free_bytes`."""
    if size <= _granule * (_lists - 1):
        return allocate_granules((size + _granule - 1) // _granule)
    return raw_allocate_bytes(size)


@always_inline
def free_bytes(piece: __type.pointer[UInt8], size: Int):
    if size <= _granule * (_lists - 1):
        free_granules(piece, (size + _granule - 1) // _granule)
    else:
        raw_free(piece)


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
            end_of_cell(next)
    _heap.depth -= 1


from .cells import end_of_cell
