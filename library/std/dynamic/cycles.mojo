"""Values that only hold each other: counts alone never end them.

Among all cells that hold others, the counts that come from such cells are taken away; what is left with a count is held from outside (by a
variable, a class, a cell of another kind), and so is all that it holds. The rest is garbage. This is trial deletion as CPython does it (its
developer's guide, "Garbage collector design"), after Bacon and Rajan, "Concurrent cycle collection in reference counted systems", 2001; but
there is no list of containers: the heap can visit all cells, so that cells cost nothing more while nobody collects.

Not seen through: generators that stand still, iterators, and classes in Mojo. What they hold is held from outside.
"""

from .cells import BoxCell, FunctionCell, InstanceCell, MethodCell, bytes_of_tuple, items_of
from .dictionaries import clear_dictionary, dict_of, entry_at
from .errors import Raised
from .extended import base_of
from .finalizers import finalize_once
from .heap import block_bytes, each_cell, free_bytes_of, most_bytes
from .recursion import stop_at_next_call
from .sets import clear_set, is_used, set_entry, set_of, has_table
from .word import (
    HAS_FINALIZER,
    IS_BASED,
    IS_FOREIGN,
    KIND_BOX,
    KIND_DICT,
    KIND_FROZENSET,
    KIND_FUNCTION,
    KIND_INSTANCE,
    KIND_LIST,
    KIND_METHOD,
    KIND_SET,
    KIND_TUPLE,
    UNBOUND,
    Cell,
    Object,
    Word,
    none,
    parallel,
    put,
    release,
)

comptime _one = 1 << 32
"""A count of the second kind, above the owners: those from outside."""
comptime _reached = 1 << 62
comptime _sizes = 17
comptime _first_collection = 1024
"""Blocks of cells (32 MB) before anybody looks."""


struct _Collector:
    var is_running: Bool
    var is_enabled: Bool
    var blocks: Int
    """As many as there may be before the next collection."""
    var used: Int
    """Bytes for cells used since the last collection, as far as the heap has told."""
    var free: __type.array[Int, _sizes]
    """What was free after the last collection, by size, until it is used up."""
    var found: __type.pointer[_Found]

    @always_inline
    def __init__(out self):
        self.is_running = False
        self.is_enabled = True
        self.blocks = _first_collection
        self.used = 0
        self.free = __op.uninitialized[__type.array[Int, _sizes]]()
        for i in range(_sizes):
            __op.array_element(self.free, i.value) = 0
        self.found = __op.null[_Found]()


struct _Found:
    var cells: List[Word]
    """Those still to be looked into; then the garbage."""
    var live: Int
    """Bytes, nearly."""

    def __init__(out self):
        self.cells = List[Word]()
        self.live = 0


var _collector: _Collector = _Collector()


def block_is_new(granules: Int, count: Int):
    """The heap had no cell of a size left, and has `count` blocks now."""
    ref collector = _collector
    ref free = __op.array_element(collector.free, granules.value)
    collector.used += free + block_bytes
    free = 0
    if collector.is_enabled and count >= collector.blocks and collector.used >= count * (block_bytes // 4) and not collector.is_running:
        stop_at_next_call()


def enable_collection(is_enabled: Bool):
    """Whether circles are looked for by themselves."""
    _collector.is_enabled = is_enabled


def is_collection_enabled() -> Bool:
    return _collector.is_enabled


def collect_cycles() -> Int:
    """Ends what only holds itself; how many values that were."""
    if _collector.is_running or __op.interpreting() or (parallel and thread_count() > 0):
        return 0
    _collector.is_running = True
    var found = _Found()
    _collector.found = __op.address_of(found)
    _search()
    if _finalize(found.cells):
        # Some may be held from outside again; those that are not have no finalizers any more.
        _release_all(found.cells)
        found.cells.clear()
        _search()
    var count = len(found.cells)
    for i in range(count):
        _clear(found.cells[i])
    _release_all(found.cells)
    _collector.used = 0
    _collector.blocks = max(_first_collection, 2 * found.live // block_bytes)
    for granules in range(1, _sizes):
        __op.array_element(_collector.free, granules.value) = free_bytes_of(granules)
    _collector.found = __op.null[_Found]()
    _collector.is_running = False
    _ = found.live
    return count


def _search():
    """The garbage, each with a count more, in `found.cells`."""
    each_cell[_begin]()
    each_cell[_subtract]()
    ref found = __op.deref(_collector.found)
    each_cell[_reach_root]()
    while len(found.cells) > 0:
        each_child[_reach](found.cells.pop())
    found.live = 0
    each_cell[_gather]()


@always_inline
def _owners(word: Word) -> ref [MutableAnyOrigin] Int:
    return __op.deref(word.at[Cell]()).owners


def _begin(word: Word):
    if holds_others(word):
        _owners(word) += _owners(word) << 32


def _subtract(word: Word):
    if holds_others(word):
        each_child[_take](word)


def _take(child: Word):
    if holds_others(child):
        _owners(child) -= _one


def _reach_root(word: Word):
    if holds_others(word) and _owners(word) >= _one:
        _reach(word)


def _reach(word: Word):
    if holds_others(word) and _owners(word) < _reached:
        _owners(word) = (_owners(word) & (_one - 1)) | _reached
        __op.deref(_collector.found).cells.append(word)


def _gather(word: Word):
    ref found = __op.deref(_collector.found)
    if not holds_others(word):
        found.live += 32
        return
    var is_garbage = _owners(word) < _reached
    _owners(word) = _owners(word) & (_one - 1)
    if is_garbage:
        _owners(word) += 1
        found.cells.append(word)
    else:
        found.live += 64


def _finalize(cells: List[Word]) -> Bool:
    """Calls `__del__` of those that have one; whether there was any."""
    var had_any = False
    for i in range(len(cells)):
        if cells[i].is_(KIND_INSTANCE) and __op.deref(cells[i].shape()).flags & HAS_FINALIZER != 0:
            finalize_once(cells[i])
            had_any = True
    return had_any


def _release_all(cells: List[Word]):
    for i in range(len(cells)):
        release(cells[i])


# What cells hold


@always_inline
def holds_others(word: Word) -> Bool:
    """Whether a value is a cell of the heap whose children are known."""
    if not word.is_cell() or word.bits == 0:
        return False
    # What other threads could reach is held from outside.
    if parallel and __op.deref(word.at[Cell]()).owners < 0:
        return False
    var kind = __op.deref(word.shape()).kind
    if kind == KIND_TUPLE:
        var capacity = items_of(word).capacity
        return capacity >= 0 or bytes_of_tuple(capacity) <= most_bytes
    return holds_all(kind)


@always_inline
def holds_all(kind: Int) -> Bool:
    """Whether `each_child` knows what cells of a kind hold."""
    return (
        kind == KIND_LIST
        or kind == KIND_TUPLE
        or kind == KIND_DICT
        or kind == KIND_INSTANCE
        or kind == KIND_FUNCTION
        or kind == KIND_METHOD
        or kind == KIND_BOX
        or kind == KIND_SET
        or kind == KIND_FROZENSET
    )


def each_child[visit: def(Word) thin -> None](word: Word):
    """Visits the values that a cell has counts of."""
    var kind = __op.deref(word.shape()).kind
    if kind == KIND_LIST or kind == KIND_TUPLE:
        ref items = items_of(word)
        for i in range(len(items)):
            visit(items.unsafe_get(i).word)
    elif kind == KIND_INSTANCE:
        ref instance = __op.deref(word.at[InstanceCell]())
        for i in range(instance.count):
            visit(__op.deref(__op.offset(instance.slots, i.value)).word)
        if __op.deref(word.shape()).flags & IS_BASED != 0:
            visit(__op.deref(base_of(word)).word)
    elif kind == KIND_DICT:
        for i in range(dict_of(word).filled):
            visit(entry_at(word, i).key)
            visit(entry_at(word, i).value)
    elif kind == KIND_FUNCTION:
        ref function = __op.deref(word.at[FunctionCell]())
        visit(function.defaults.word)
        visit(function.keyword_defaults.word)
        visit(function.closure.word)
        visit(function.attributes.word)
        visit(function.own.word)
    elif kind == KIND_METHOD:
        ref method = __op.deref(word.at[MethodCell]())
        visit(method.function.word)
        visit(method.receiver.word)
    elif kind == KIND_BOX:
        visit(__op.deref(word.at[BoxCell]()).value.word)
    elif has_table(word):
        for i in range(set_of(word).mask + 1):
            if is_used(set_entry(word, i)):
                visit(set_entry(word, i).key)


def _clear(word: Word):
    """Takes away what a cell holds, if that can change; circles go through at least one such cell."""
    var kind = __op.deref(word.shape()).kind
    if kind == KIND_LIST:
        var old = List[Object]()
        swap(items_of(word), old)
    elif kind == KIND_DICT:
        clear_dictionary(word)
    elif kind == KIND_SET:
        clear_set(word)
    elif kind == KIND_BOX:
        put(__op.deref(word.at[BoxCell]()).value, Word(UNBOUND))
    elif kind == KIND_INSTANCE and __op.deref(word.shape()).flags & IS_FOREIGN == 0:
        ref instance = __op.deref(word.at[InstanceCell]())
        for i in range(instance.count):
            put(__op.deref(__op.offset(instance.slots, i.value)), none())


from .threads import thread_count
