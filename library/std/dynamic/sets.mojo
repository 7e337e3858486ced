"""`set` and `frozenset`: a table of keys, probed nine in a row and then elsewhere, the way of CPython's `setobject.c`, so that its order is the same."""

from ..memory.raw import raw_allocate, raw_free
from .dictionaries import equal_keys
from .errors import Raised
from .hashing import hash_of
from .word import KIND_FROZENSET, KIND_SET, Cell, Object, Word, counted, give, new_small_cell, release, word_of

comptime _linear_probes = 9
comptime _dummy = 1 << 62 | 2
"""Bits of a key that was taken away; no word has them."""


struct SetEntry:
    """Free with a key of bits 0."""

    var key: Word
    var hash: Int


struct SetCell:
    var cell: Cell
    var table: __type.pointer[SetEntry]
    """`mask` + 1 entries; null while there is none."""
    var mask: Int
    var fill: Int
    """Keys, and marks of those taken away."""
    var count: Int
    var finger: Int
    """Where `pop` goes on."""
    var hash: Int
    """Of a frozen set; 0 until it is asked for."""


@always_inline
def set_of(word: Word) -> ref [MutableAnyOrigin] SetCell:
    return __op.deref(word.at[SetCell]())


@always_inline
def set_entry(s: Word, index: Int) -> ref [MutableAnyOrigin] SetEntry:
    return __op.deref(__op.offset(set_of(s).table, index.value))


@always_inline
def is_set(word: Word) -> Bool:
    return word.is_(KIND_SET) or word.is_(KIND_FROZENSET)


def new_set(kind: Int = KIND_SET) -> Word:
    var cell = new_small_cell[SetCell](kind)
    ref made = __op.deref(cell)
    _make_empty(made)
    return word_of(cell)


def _make_empty(mut cell: SetCell):
    cell.table = __op.null[SetEntry]()
    cell.mask = 7
    cell.fill = 0
    cell.count = 0
    cell.finger = 0
    cell.hash = 0


def _new_table(size: Int) -> __type.pointer[SetEntry]:
    var table = raw_allocate[SetEntry](size)
    __op.memory_set(__op.pointer_cast[UInt8](table), UInt8(0).value, (size * Int(raw=__op.size_of[SetEntry]())).value)
    return table


@always_inline
def has_table(s: Word) -> Bool:
    return Bool(__op.ne(set_of(s).table, __op.null[SetEntry]()))


@always_inline
def is_used(entry: SetEntry) -> Bool:
    return entry.key.bits != 0 and entry.key.bits != _dummy


# Finding


def find_member(s: Word, key: Word, hash: Int) raises Raised -> Int:
    """Index of the entry; if it is not there, -1 - the index of the free entry where the search ended."""
    if not has_table(s):
        set_of(s).table = _new_table(8)
    while True:
        var is_changed = False
        var mask = set_of(s).mask
        var table = set_of(s).table
        var perturb = UInt64(hash)
        var at = hash & mask
        while not is_changed:
            var probes = _linear_probes if at + _linear_probes <= mask else 0
            for index in range(at, at + probes + 1):
                ref entry = __op.deref(__op.offset(table, index.value))
                if entry.key.bits == key.bits:
                    return index
                if entry.key.bits == 0:
                    return -1 - index
                if entry.hash == hash and entry.key.bits != _dummy and not (key.is_integer() and entry.key.is_integer()):
                    var found = entry.key
                    var is_equal = equal_keys(found, key)
                    if __op.ne(table, set_of(s).table) or not (set_entry(s, index).key == found):
                        is_changed = True
                        break
                    if is_equal:
                        return index
            perturb >>= 5
            at = (at * 5 + 1 + Int(perturb)) & mask


@always_inline
def has_member(s: Word, key: Word) raises Raised -> Bool:
    return find_member(s, key, hash_of(key)) >= 0


# Changing


@always_inline
def add_member(s: Word, key: Word) raises Raised:
    add_hashed(s, key, hash_of(key))


@no_inline
def add_hashed(s: Word, key: Word, hash: Int) raises Raised:
    var index = find_member(s, key, hash)
    if index >= 0:
        return
    ref entry = set_entry(s, -1 - index)
    entry.key = counted(key)
    entry.hash = hash
    ref cell = set_of(s)
    cell.fill += 1
    cell.count += 1
    if cell.fill * 5 >= cell.mask * 3:
        _resize(s, cell.count * 2 if cell.count > 50000 else cell.count * 4)


def _resize(s: Word, least: Int):
    var size = 8
    while size <= least:
        size *= 2
    ref cell = set_of(s)
    var old = cell.table
    var old_size = cell.mask + 1
    cell.table = _new_table(size)
    cell.mask = size - 1
    cell.fill = cell.count
    if __op.eq(old, __op.null[SetEntry]()):
        return
    for i in range(old_size):
        ref entry = __op.deref(__op.offset(old, i.value))
        if is_used(entry):
            _insert_clean(s, entry.key, entry.hash)
    raw_free(old)


def _insert_clean(s: Word, key: Word, hash: Int):
    """Of a key that is not there, into a table without marks."""
    var mask = set_of(s).mask
    var perturb = UInt64(hash)
    var at = hash & mask
    while True:
        var probes = _linear_probes if at + _linear_probes <= mask else 0
        for index in range(at, at + probes + 1):
            ref entry = set_entry(s, index)
            if entry.key.bits == 0:
                entry.key = key
                entry.hash = hash
                return
        perturb >>= 5
        at = (at * 5 + 1 + Int(perturb)) & mask


def discard_member(s: Word, key: Word, hash: Int) raises Raised -> Bool:
    """Whether it was there."""
    var index = find_member(s, key, hash)
    if index < 0:
        return False
    release(take_at(s, index))
    return True


def take_at(s: Word, index: Int) -> Word:
    """The key, with its count."""
    ref entry = set_entry(s, index)
    var key = entry.key
    entry.key = Word(_dummy)
    entry.hash = -1
    set_of(s).count -= 1
    return key


def take_any(s: Word) -> Word:
    """A key, with its count; there must be one."""
    ref cell = set_of(s)
    var at = cell.finger & cell.mask
    while not is_used(set_entry(s, at)):
        at = 0 if at == cell.mask else at + 1
    cell.finger = at + 1
    return take_at(s, at)


def merge_set(s: Word, other: Word) raises Raised:
    """Adds the keys of another set."""
    if s == other or set_of(other).count == 0:
        return
    ref cell = set_of(s)
    ref source = set_of(other)
    if (cell.fill + source.count) * 5 >= cell.mask * 3:
        _resize(s, (cell.count + source.count) * 2)
    if not has_table(s):
        cell.table = _new_table(cell.mask + 1)
    if cell.fill == 0:
        var is_same = cell.mask == source.mask and source.fill == source.count
        for i in range(source.mask + 1):
            ref entry = set_entry(other, i)
            if is_used(entry):
                if is_same:
                    ref target = set_entry(s, i)
                    target.key = counted(entry.key)
                    target.hash = entry.hash
                else:
                    _insert_clean(s, counted(entry.key), entry.hash)
        cell.fill = source.count
        cell.count = source.count
        return
    var at = next_member(other, 0)
    while at >= 0:
        var key = Object(sharing=set_entry(other, at).key)
        add_hashed(s, key.word, set_entry(other, at).hash)
        at = next_member(other, at + 1)


def reserve_members(s: Word, more: Int):
    """Before as many keys of a dictionary are added."""
    ref cell = set_of(s)
    if (cell.fill + more) * 5 >= cell.mask * 3:
        _resize(s, (cell.count + more) * 2)


def without_marks(s: Word):
    """A new table if many keys were taken away."""
    ref cell = set_of(s)
    if cell.fill - cell.count > cell.mask // 4:
        _resize(s, cell.count * 2 if cell.count > 50000 else cell.count * 4)


def swap_sets(a: Word, b: Word):
    """Exchanges what two sets hold."""
    ref x = set_of(a)
    ref y = set_of(b)
    var table = x.table
    x.table = y.table
    y.table = table
    for which in range(4):
        var from_x = x.mask if which == 0 else (x.fill if which == 1 else (x.count if which == 2 else x.finger))
        if which == 0:
            x.mask = y.mask
            y.mask = from_x
        elif which == 1:
            x.fill = y.fill
            y.fill = from_x
        elif which == 2:
            x.count = y.count
            y.count = from_x
        else:
            x.finger = y.finger
            y.finger = from_x


def set_of_constants(frozen: Word) raises Raised -> Word:
    """A set of constants as CPython makes it: of a frozen set of them that was made anew from one in their order."""
    var again = Object(owning=new_set(KIND_FROZENSET))
    var at = next_member(frozen, 0)
    while at >= 0:
        add_hashed(again.word, set_entry(frozen, at).key, set_entry(frozen, at).hash)
        at = next_member(frozen, at + 1)
    var made = Object(owning=new_set())
    merge_set(made.word, again.word)
    return give(made^)


@always_inline
def next_member(s: Word, index: Int) -> Int:
    """The first entry from an index on that holds a key; -1 at the end."""
    if not has_table(s):
        return -1
    var at = index
    while at <= set_of(s).mask:
        if is_used(set_entry(s, at)):
            return at
        at += 1
    return -1


def clear_set(s: Word):
    var old = new_set()
    swap_sets(s, old)
    release(old)


def end_of_set(s: Word):
    if not has_table(s):
        return
    for i in range(set_of(s).mask + 1):
        if is_used(set_entry(s, i)):
            release(set_entry(s, i).key)
    raw_free(set_of(s).table)


def _shuffled(hash: UInt64) -> UInt64:
    return ((hash ^ UInt64(89869747)) ^ (hash << 16)) * UInt64(3644798167)


def hash_of_frozen(s: Word) -> Int:
    """The same for every order of the keys (`frozenset_hash` of CPython)."""
    ref cell = set_of(s)
    if cell.hash != 0:
        return cell.hash
    var state = UInt64(0)
    var at = next_member(s, 0)
    while at >= 0:
        state ^= _shuffled(UInt64(set_entry(s, at).hash))
        at = next_member(s, at + 1)
    state ^= UInt64(cell.count + 1) * UInt64(1927868237)
    state ^= (state >> 11) ^ (state >> 25)
    state = state * UInt64(69069) + UInt64(907133923)
    var result = Int(state)
    cell.hash = 590923713 if result == -1 else result
    return cell.hash
