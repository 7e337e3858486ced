"""`dict`: a table of indices into entries that stand in the order of their insertion (the layout of CPython since 3.6).

A deletion leaves a hole among the entries and a mark among the indices; both go when the table is made anew, which happens when the entries are
full. Keys are compared by identity, then by hash, then by `==`, which may call back into the program and change the table: then the search begins
again.
"""

from ..memory.raw import raw_allocate, raw_free
from .cells import string_of
from .errors import KEY_ERROR, Raised
from .hashing import hash_of
from .numbers import equal
from .word import KIND_DICT, KIND_TEXT, Cell, Object, Word, counted, give, new_small_cell, release, word_of

comptime _no_entry = Int32(-1)
comptime _deleted = Int32(-2)
comptime _fewest = 8


struct DictEntry:
    """A hole has a key of bits 0 and no value."""

    var hash: Int
    var key: Word
    var value: Word


struct DictCell:
    var cell: Cell
    var entries: __type.pointer[DictEntry]
    """`filled` in use, holes included. Null while there is no table."""
    var indices: __type.pointer[Int32]
    """`mask` + 1 of them, behind the entries."""
    var mask: Int
    var count: Int
    """Keys."""
    var filled: Int
    var usable: Int
    """Entries that can be added before the table must be made anew."""


@always_inline
def dict_of(word: Word) -> ref [MutableAnyOrigin] DictCell:
    return __op.deref(word.at[DictCell]())


@always_inline
def entry_at(d: Word, index: Int) -> ref [MutableAnyOrigin] DictEntry:
    return __op.deref(__op.offset(dict_of(d).entries, index.value))


@always_inline
def _index_at(d: Word, slot: Int) -> Int:
    return Int(__op.deref(__op.offset(dict_of(d).indices, slot.value)))


def new_dictionary() -> Word:
    var cell = new_small_cell[DictCell](KIND_DICT)
    ref made = __op.deref(cell)
    _make_empty(made)
    return word_of(cell)


@always_inline
def _make_empty(mut cell: DictCell):
    cell.entries = __op.null[DictEntry]()
    cell.indices = __op.null[Int32]()
    cell.mask = -1
    cell.count = 0
    cell.filled = 0
    cell.usable = 0


@always_inline
def key_count(d: Word) -> Int:
    if is_of_module(d):
        take_variables(d)
    return dict_of(d).count


@always_inline
def is_of_module(d: Word) -> Bool:
    """Whether it has the variables of a module, which others change too."""
    return __op.deref(d.shape()).flags & IS_OF_MODULE != 0


# Finding


@always_inline
def same_key(found: Word, key: Word) -> Bool:
    """Whether two keys are the same value, which needs no look at their hashes."""
    return found.bits == key.bits


@no_inline
def equal_keys(found: Word, key: Word) raises Raised -> Bool:
    """Of keys with equal hashes."""
    if found.is_(KIND_TEXT) and key.is_(KIND_TEXT):
        return string_of(found) == string_of(key)
    var kept = Object(sharing=found)
    return equal(kept.word, key)


def find_slot(d: Word, key: Word, hash: Int) raises Raised -> Int:
    """The place in the table of indices that leads to the key; -1 if it is not there."""
    if is_of_module(d):
        take_variable(d, key, hash)
    return find_own_slot(d, key, hash)


def find_own_slot(d: Word, key: Word, hash: Int) raises Raised -> Int:
    """As `find_slot`, in the table as it is."""
    while True:
        ref cell = dict_of(d)
        if cell.mask < 0:
            return -1
        var mask = cell.mask
        var slot = hash & mask
        var perturb = UInt64(hash)
        var entries = cell.entries
        var is_changed = False
        while True:
            var index = _index_at(d, slot)
            if index == -1:
                return -1
            if index >= 0:
                ref entry = __op.deref(__op.offset(entries, index.value))
                if same_key(entry.key, key):
                    return slot
                if entry.hash == hash and not (key.is_integer() and entry.key.is_integer()):
                    var found = entry.key
                    var is_equal = equal_keys(found, key)
                    if __op.ne(entries, cell.entries) or not (entry_at(d, index).key == found):
                        is_changed = True
                        break
                    if is_equal:
                        return slot
            perturb >>= 5
            slot = (slot * 5 + Int(perturb) + 1) & mask
        if not is_changed:
            return -1


@no_inline
def find_key_hashed(d: Word, key: Word, hash: Int) raises Raised -> Word:
    var slot = find_slot(d, key, hash)
    if slot < 0:
        return Word(0)
    return entry_at(d, _index_at(d, slot)).value


@always_inline
def find_key(d: Word, key: Word) raises Raised -> Word:
    """The value of a key, without a count; bits 0 if it is not there."""
    return find_key_hashed(d, key, hash_of(key))


# Changing


@always_inline
def set_key(d: Word, key: Word, value: Word) raises Raised:
    """The key keeps its place, if it is there."""
    set_key_hashed(d, key, hash_of(key), value)


@no_inline
def set_key_hashed(d: Word, key: Word, hash: Int, value: Word) raises Raised:
    if is_of_module(d):
        set_variable(d, key, value)
    set_own_key(d, key, hash, value)


@always_inline
def set_own_key(d: Word, key: Word, hash: Int, value: Word) raises Raised:
    """As `set_key_hashed`, in the table as it is."""
    var slot = find_own_slot(d, key, hash)
    if slot >= 0:
        ref entry = entry_at(d, _index_at(d, slot))
        var old = entry.value
        entry.value = counted(value)
        release(old)
        return
    if dict_of(d).usable == 0:
        _rebuild(d, dict_of(d).count * 3)
    ref cell = dict_of(d)
    _insert_index(d, hash, cell.filled)
    ref entry = entry_at(d, cell.filled)
    entry.hash = hash
    entry.key = counted(key)
    entry.value = counted(value)
    cell.filled += 1
    cell.usable -= 1
    cell.count += 1


@always_inline
def _insert_index(d: Word, hash: Int, index: Int):
    """Marks of deleted entries are taken as free places: the key is not in the table."""
    ref cell = dict_of(d)
    var mask = cell.mask
    var slot = hash & mask
    var perturb = UInt64(hash)
    while _index_at(d, slot) >= 0:
        perturb >>= 5
        slot = (slot * 5 + Int(perturb) + 1) & mask
    __op.deref(__op.offset(cell.indices, slot.value)) = Int32(index)


def _room(d: Word, size: Int):
    """New memory for a table of `size` places, two thirds of them for entries."""
    ref cell = dict_of(d)
    var capacity = size * 2 // 3
    var block = raw_allocate[UInt8](capacity * Int(raw=__op.size_of[DictEntry]()) + size * 4)
    cell.entries = __op.pointer_cast[DictEntry](block)
    cell.indices = __op.pointer_cast[Int32](__op.offset_bytes(block, (capacity * Int(raw=__op.size_of[DictEntry]())).value))
    __op.memory_set(__op.pointer_cast[UInt8](cell.indices), UInt8(255).value, (size * 4).value)
    cell.mask = size - 1
    cell.usable = capacity


@no_inline
def _rebuild(d: Word, wanted: Int):
    """A table for `wanted` places, without the holes."""
    ref cell = dict_of(d)
    var size = _fewest
    while size < wanted:
        size *= 2
    var old = cell.entries
    var filled = cell.filled
    _room(d, size)
    var at = 0
    for i in range(filled):
        ref entry = __op.deref(__op.offset(old, i.value))
        if entry.key.bits != 0:
            ref target = entry_at(d, at)
            target.hash = entry.hash
            target.key = entry.key
            target.value = entry.value
            _insert_index(d, entry.hash, at)
            at += 1
    cell.filled = at
    cell.usable -= at
    if __op.ne(old, __op.null[DictEntry]()):
        raw_free(old)


def reserve_keys(d: Word, count: Int):
    """Room for as many keys in all."""
    if count > dict_of(d).count + dict_of(d).usable:
        _rebuild(d, count * 3 // 2 + 1)


def take_key(d: Word, key: Word) raises Raised -> Word:
    """Deletes a key; its value with the count, bits 0 if the key is not there."""
    if is_of_module(d):
        _ = find_slot(d, key, hash_of(key))
        delete_variable(d, key)
    return take_own_key(d, key, hash_of(key))


def take_own_key(d: Word, key: Word, hash: Int) raises Raised -> Word:
    """As `take_key`, from the table as it is."""
    var slot = find_own_slot(d, key, hash)
    if slot < 0:
        return Word(0)
    var index = _index_at(d, slot)
    __op.deref(__op.offset(dict_of(d).indices, slot.value)) = _deleted
    return _take_entry(d, index)


def _take_entry(d: Word, index: Int) -> Word:
    ref cell = dict_of(d)
    ref entry = entry_at(d, index)
    var key = entry.key
    var value = entry.value
    entry.key = Word(0)
    entry.value = Word(0)
    cell.count -= 1
    release(key)
    return value


def take_last(d: Word) -> Word:
    """Deletes the last entry: key and value as a tuple; bits 0 if there is none."""
    if is_of_module(d):
        take_variables(d)
    ref cell = dict_of(d)
    var index = cell.filled - 1
    while index >= 0 and entry_at(d, index).key.bits == 0:
        index -= 1
    if index < 0:
        return Word(0)
    if is_of_module(d):
        delete_variable(d, entry_at(d, index).key)
    var mask = cell.mask
    ref entry = entry_at(d, index)
    var slot = entry.hash & mask
    var perturb = UInt64(entry.hash)
    while _index_at(d, slot) != index:
        perturb >>= 5
        slot = (slot * 5 + Int(perturb) + 1) & mask
    __op.deref(__op.offset(cell.indices, slot.value)) = _deleted
    var pair = List[Object](capacity=2)
    pair.append(Object(owning=entry.key))
    pair.append(Object(owning=entry.value))
    entry.key = Word(0)
    entry.value = Word(0)
    cell.count -= 1
    cell.filled = index
    return list_of(pair^, KIND_TUPLE)


def delete_key(d: Word, key: Word) raises Raised:
    """`del d[key]`: a `KeyError` if it is not there."""
    var value = take_key(d, key)
    if value.bits == 0:
        raise key_error(key)
    release(value)


def key_error(key: Word) -> Raised:
    return error_with(KEY_ERROR, key)


def clear_dictionary(d: Word):
    """Its memory goes too."""
    if is_of_module(d):
        delete_variables(d)
    ref cell = dict_of(d)
    var entries = cell.entries
    var filled = cell.filled
    _make_empty(cell)
    _end_entries(entries, filled)


def _end_entries(entries: __type.pointer[DictEntry], filled: Int):
    for i in range(filled):
        ref entry = __op.deref(__op.offset(entries, i.value))
        if entry.key.bits != 0:
            release(entry.key)
            release(entry.value)
    if __op.ne(entries, __op.null[DictEntry]()):
        raw_free(entries)


def end_of_dictionary(d: Word):
    """What it owns."""
    _end_entries(dict_of(d).entries, dict_of(d).filled)


def copy_dictionary(d: Word) -> Word:
    """A new dictionary with the same keys and values."""
    if is_of_module(d):
        take_variables(d)
    var made = new_dictionary()
    ref source = dict_of(d)
    if source.count == 0:
        return made
    _room_for(made, source.count)
    ref target = dict_of(made)
    var at = 0
    for i in range(source.filled):
        ref entry = entry_at(d, i)
        if entry.key.bits != 0:
            ref copy = entry_at(made, at)
            copy.hash = entry.hash
            copy.key = counted(entry.key)
            copy.value = counted(entry.value)
            _insert_index(made, entry.hash, at)
            at += 1
    target.filled = at
    target.usable -= at
    target.count = at
    return made


def _room_for(d: Word, count: Int):
    var size = _fewest
    while size * 2 // 3 < count:
        size *= 2
    _room(d, size)


@always_inline
def next_entry(d: Word, index: Int) -> Int:
    """The first entry from an index on that is no hole; -1 at the end."""
    if index == 0 and is_of_module(d):
        take_variables(d)
    var at = index
    while at < dict_of(d).filled:
        if entry_at(d, at).key.bits != 0:
            return at
        at += 1
    return -1


from .cells import list_of
from .errors import error_with
from .module_dictionaries import delete_variable, delete_variables, set_variable, take_variable, take_variables
from .word import KIND_TUPLE
from .word import IS_OF_MODULE
