"""Weak references: which there are to a value, and what becomes of them when it ends.

A table has the newest reference to each value, and each reference the next older one. A flag of the value's shape says that the table is to be asked
when such a value ends; it stays with the class.
"""

from .cells import ClassCell
from .classes import add_flag, class_of
from .dictionaries import delete_key, find_key, new_dictionary, set_key
from .errors import Raised
from .finalizers import report_ignored
from .native_classes import State, state_word
from .word import HAS_WEAK_REFERENCES, KIND_CLASS, KIND_INSTANCE, NONE, Object, Word, none, shape_of_kind, small


struct ReferenceState:
    var state: State
    var target: Word
    """Not counted; bits 0 when it has ended."""
    var callback: Object
    var hash: Int
    """-1: not asked for yet."""
    var instance: Word
    """The reference itself, not counted."""
    var older: Word
    """The state of another reference to the same value, or bits 0."""


struct _Table:
    var by_address: Word

    @always_inline
    def __init__(out self):
        self.by_address = Word(0)


var _table: _Table = _Table()


@always_inline
def reference_in(state: Word) -> ref [MutableAnyOrigin] ReferenceState:
    return __op.deref(state.at[ReferenceState]())


def _key(value: Word) -> Word:
    return small(value.bits >> 2)


def newest_reference(value: Word) -> Word:
    """The state of a reference to a value; bits 0: there is none."""
    if _table.by_address.bits == 0:
        return Word(0)
    try:
        var found = find_key(_table.by_address, _key(value))
        return Word(found.integer() << 2) if found.bits != 0 else Word(0)
    except:
        return Word(0)


def _set_newest(value: Word, state: Word):
    try:
        if state.bits == 0:
            delete_key(_table.by_address, _key(value))
        else:
            set_key(_table.by_address, _key(value), small(state.bits >> 2))
    except:
        pass


def add_reference(value: Word, state: Word):
    """Enters a new reference."""
    if _table.by_address.bits == 0:
        _table.by_address = new_dictionary()
    reference_in(state).older = newest_reference(value)
    _set_newest(value, state)
    if not value.is_(KIND_INSTANCE):
        add_flag(shape_of_kind(value.kind()), HAS_WEAK_REFERENCES)
        return
    add_flag(value.shape(), HAS_WEAK_REFERENCES)
    ref class_ = __op.deref(class_of(value).at[ClassCell]())
    add_flag(class_.shape, HAS_WEAK_REFERENCES)
    if __op.ne(class_.loose_shape, __op.null[Shape]()):
        add_flag(class_.loose_shape, HAS_WEAK_REFERENCES)
    if __op.ne(class_.dictionary_shape, __op.null[Shape]()):
        add_flag(class_.dictionary_shape, HAS_WEAK_REFERENCES)


def remove_reference(state: Word):
    """A reference ends before its value."""
    var value = reference_in(state).target
    if value.bits == 0:
        return
    var at = newest_reference(value)
    if at == state:
        return _set_newest(value, reference_in(state).older)
    while at.bits != 0:
        if reference_in(at).older == state:
            reference_in(at).older = reference_in(state).older
            return
        at = reference_in(at).older


def forget_references(value: Word):
    """A value ends: its references give `None` from now on; then their callbacks are called, those of the newest first."""
    var at = newest_reference(value)
    if at.bits == 0:
        return
    _set_newest(value, Word(0))
    var told = List[Object]()
    while at.bits != 0:
        ref reference = reference_in(at)
        reference.target = Word(0)
        if reference.callback.word.bits != NONE:
            told.append(Object(sharing=reference.instance))
        at = reference.older
    for i in range(len(told)):
        ref reference = reference_in(state_word(told[i].word))
        var callback = reference.callback
        reference.callback = Object(owning=none())
        try:
            _ = Object(owning=call1(callback.word, told[i].word))
        except error:
            report_ignored(error, "a callback of a weak reference")


from .calls import call1
from .word import Shape
