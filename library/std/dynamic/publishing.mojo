"""Making values shared (`parallel.mojo`): everything that is reachable from one, once."""

from .cells import ClassCell, FunctionCell, IteratorCell, SuperCell, TracebackCell, WrappedCell
from .container_methods import BoundCell
from .cycles import each_child, holds_all
from .generic_aliases import AliasCell
from .heap import each_cell
from .instance_dictionaries import ProxyCell
from .memory_views import MemoryViewCell
from .modules import ModuleCell, loaded_modules
from .slices import SliceCell
from .streams import StreamCell, ViewCell
from .texts import ascii_character
from ..memory.raw import raw_allocate
from .word import (
    IMMORTAL,
    IS_CROSSING,
    KIND_ALIAS,
    KIND_BOUND,
    KIND_BOX,
    KIND_BYTEARRAY,
    KIND_CLASS,
    KIND_DICT,
    KIND_FUNCTION,
    KIND_INSTANCE,
    KIND_ITERATOR,
    KIND_LIST,
    KIND_MODULE,
    KIND_NAMESPACE,
    KIND_PROXY,
    KIND_MEMORYVIEW,
    KIND_SET,
    KIND_SLICE,
    KIND_STREAM,
    KIND_SUPER,
    KIND_TRACEBACK,
    KIND_VIEW,
    KIND_WRAPPED,
    NONE,
    SHARED,
    Cell,
    Object,
    Shape,
    Word,
    parallel,
    shape_of_kind,
)


struct _Work:
    """What is still to be looked into, while there is anything."""

    var words: List[Word]

    def __init__(out self):
        self.words = List[Word]()


var _work: __type.pointer[_Work] = __op.null[_Work]()


@always_inline
def publish(word: Word):
    """Behind the lock, or before there is a second thread."""
    if word.is_cell() and word.bits != 0 and __op.deref(word.at[Cell]()).owners >= 0:
        _publish(word)


@no_inline
def _publish(word: Word):
    var work = _Work()
    var before = _work
    _work = __op.address_of(work)
    _mark(word)
    while len(work.words) > 0:
        _each_inside(work.words.pop())
    _work = before
    _ = len(work.words)


def _mark(word: Word):
    if not word.is_cell() or word.bits == 0:
        return
    ref cell = __op.deref(word.at[Cell]())
    if cell.owners < 0:
        return
    cell.owners |= SHARED
    var kind = __op.deref(cell.shape).kind
    if (
        kind == KIND_LIST
        or kind == KIND_DICT
        or kind == KIND_SET
        or kind == KIND_BYTEARRAY
        or kind == KIND_ITERATOR
        or kind == KIND_STREAM
        or kind == KIND_INSTANCE
        or kind == KIND_BOX
    ):
        cell.shape = shape_of_shared(cell.shape)
    __op.deref(_work).words.append(word)


def shape_of_shared(shape: __type.pointer[Shape]) -> __type.pointer[Shape]:
    """The shape of the same, when others can reach it."""
    ref from_ = __op.deref(shape)
    if from_.flags & IS_CROSSING != 0:
        return shape
    if __op.eq(from_.shared, __op.null[Shape]()):
        var made = raw_allocate[Shape](1)
        __op.initialize(made, Shape(from_.kind, from_.owner, from_.flags | IS_CROSSING))
        __op.deref(made).is_loose = from_.is_loose
        for i in range(len(from_.names)):
            __op.deref(made).names.append(from_.names[i])
        from_.shared = made
    return from_.shared


def _each_inside(word: Word):
    var kind = __op.deref(word.shape()).kind
    if holds_all(kind):
        return each_child[_mark](word)
    if kind == KIND_ITERATOR:
        _mark(__op.deref(word.at[IteratorCell]()).source.word)
    elif kind == KIND_STREAM:
        _mark(__op.deref(word.at[StreamCell]()).first.word)
        _mark(__op.deref(word.at[StreamCell]()).second.word)
    elif kind == KIND_VIEW:
        _mark(__op.deref(word.at[ViewCell]()).source.word)
    elif kind == KIND_BOUND:
        _mark(__op.deref(word.at[BoundCell]()).receiver.word)
        _mark(__op.deref(word.at[BoundCell]()).name.word)
    elif kind == KIND_SLICE:
        ref slice = __op.deref(word.at[SliceCell]())
        _mark(slice.start.word)
        _mark(slice.stop.word)
        _mark(slice.step.word)
    elif kind == KIND_WRAPPED:
        ref wrapped = __op.deref(word.at[WrappedCell]())
        _mark(wrapped.get.word)
        _mark(wrapped.set.word)
        _mark(wrapped.delete.word)
        _mark(wrapped.documentation.word)
    elif kind == KIND_SUPER:
        ref parent = __op.deref(word.at[SuperCell]())
        _mark(parent.after.word)
        _mark(parent.receiver.word)
        _mark(parent.start.word)
    elif kind == KIND_TRACEBACK:
        _mark(__op.deref(word.at[TracebackCell]()).next.word)
    elif kind == KIND_PROXY:
        _mark(__op.deref(word.at[ProxyCell]()).source.word)
    elif kind == KIND_MEMORYVIEW:
        _mark(__op.deref(word.at[MemoryViewCell]()).source.word)
        _mark(__op.deref(word.at[MemoryViewCell]()).shown.word)
    elif kind == KIND_ALIAS:
        _mark(__op.deref(word.at[AliasCell]()).origin.word)
        _mark(__op.deref(word.at[AliasCell]()).args.word)
    elif kind == KIND_CLASS:
        _each_of_class(__op.deref(word.at[ClassCell]()))
    elif kind == KIND_MODULE:
        ref module = __op.deref(word.at[ModuleCell]())
        for i in range(module.count):
            mark_for_ever(__op.deref(__op.offset(module.slots, i.value)).word)
        for i in range(len(module.others.values)):
            mark_for_ever(module.others.values[i].word)


def _each_of_class(class_: ClassCell):
    _mark(class_.name.word)
    _mark(class_.qualified_name.word)
    _mark(class_.bases.word)
    _mark(class_.slots.word)
    for i in range(len(class_.attributes.values)):
        mark_for_ever(class_.attributes.values[i].word)


# Values that live for ever: their counts are never touched


def make_immortal(word: Word):
    comptime if parallel:
        if not is_immortal(word) and word.bits != 0:
            publish(word)
            __op.deref(word.at[Cell]()).owners = IMMORTAL


def is_immortal(word: Word) -> Bool:
    return not word.is_cell() or (word.bits != 0 and __op.deref(word.at[Cell]()).owners & IMMORTAL == IMMORTAL)


def lives_for_ever(word: Word) -> Bool:
    """What is kept once it is a variable of a module or an attribute of a class: classes and functions without closure. Two threads that call the same
    function must not change its count."""
    if not word.is_cell() or word.bits == 0:
        return False
    var kind = __op.deref(word.shape()).kind
    return kind == KIND_CLASS or kind == KIND_MODULE or (kind == KIND_FUNCTION and __op.deref(word.at[FunctionCell]()).closure.word.bits == NONE)


def mark_for_ever(word: Word):
    if lives_for_ever(word):
        _mark(word)
        __op.deref(word.at[Cell]()).owners = IMMORTAL
    else:
        _mark(word)


def publish_for_ever(word: Word):
    """A value that becomes a variable of a module or an attribute of a class."""
    publish(word)
    if not is_immortal(word) and lives_for_ever(word):
        __op.deref(word.at[Cell]()).owners = IMMORTAL


def publish_all():
    """Before the first thread starts."""
    var work = _Work()
    _work = __op.address_of(work)
    # Otherwise made when it is asked for.
    for code in range(128):
        _mark(ascii_character(code))
    each_cell[_mark]()
    _mark(loaded_modules())
    while len(work.words) > 0:
        _each_inside(work.words.pop())
    _work = __op.null[_Work]()
    _ = len(work.words)


def still_shared(new: __type.pointer[Shape], old: __type.pointer[Shape]) -> __type.pointer[Shape]:
    """What a value's new shape is, when it has another layout from now on."""
    comptime if parallel:
        if __op.deref(old).flags & IS_CROSSING != 0:
            return shape_of_shared(new)
    return new
