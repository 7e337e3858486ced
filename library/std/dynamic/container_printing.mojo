"""`repr` of containers; one that contains itself shows `...` there."""

from .cells import items_of
from .dictionaries import dict_of, entry_at, next_entry
from .errors import Raised
from .sets import next_member, set_entry, set_of
from .slices import slice_of
from .streams import OF_ITEMS, OF_KEYS, stream_name, view_name, view_source, view_which
from .word import KIND_DICT, KIND_FROZENSET, KIND_LIST, KIND_SET, KIND_SLICE, KIND_STREAM, KIND_TUPLE, KIND_VIEW, Object, Word


struct Entered:
    """The containers that are being written."""

    var words: List[Word]

    @always_inline
    def __init__(out self):
        self.words = List[Word]()


struct _Own(PerThread):
    """Of the thread that runs."""

    var entered: __type.pointer[Entered]

    @always_inline
    def __init__(out self):
        self.entered = __op.null[Entered]()


var _own: _Own = _Own()


def entered_containers() -> __type.pointer[Entered]:
    """Those that the thread which runs is writing; null: never any."""
    return _own.entered


def use_entered_containers(entered: __type.pointer[Entered]):
    """Another thread runs."""
    _own.entered = entered


def leave_entered_containers():
    """A thread ends."""
    if __op.ne(_own.entered, __op.null[Entered]()):
        __op.destroy(_own.entered)
        raw_free(_own.entered)
        _own.entered = __op.null[Entered]()


def enter_repr(value: Word) -> Bool:
    """Whether it is not being written already."""
    if __op.eq(_own.entered, __op.null[Entered]()):
        from ..memory.raw import raw_allocate

        _own.entered = raw_allocate[Entered](1)
        __op.initialize(_own.entered, Entered())
    ref words = __op.deref(_own.entered).words
    for i in range(len(words)):
        if words[i] == value:
            return False
    words.append(value)
    return True


def leave_repr():
    _ = __op.deref(_own.entered).words.pop()


def container_repr(value: Word) raises Raised -> String:
    """Of a list, tuple, dictionary, set or view."""
    var kind = value.kind()
    if kind == KIND_SLICE:
        ref slice = slice_of(value)
        return String("slice(", to_repr(slice.start.word), ", ", to_repr(slice.stop.word), ", ", to_repr(slice.step.word), ")")
    if kind == KIND_STREAM:
        return String("<", stream_name(value), " object at 0x", _hex(value.bits), ">")
    if kind == KIND_SET and set_of(value).count == 0:
        return "set()"
    if kind == KIND_FROZENSET and set_of(value).count == 0:
        return "frozenset()"
    if not enter_repr(value):
        if kind == KIND_LIST:
            return "[...]"
        if kind == KIND_TUPLE:
            return "(...)"
        if kind == KIND_DICT:
            return "{...}"
        return String(type_name(value), "(...)") if kind == KIND_SET or kind == KIND_FROZENSET else String("...")
    try:
        var text = String()
        if kind == KIND_LIST or kind == KIND_TUPLE:
            _write_items(text, value, kind)
        elif kind == KIND_DICT:
            text += "{"
            _write_entries(text, value, -1)
            text += "}"
        elif kind == KIND_VIEW:
            text += view_name(value)
            text += "(["
            _write_entries(text, view_source(value), view_which(value))
            text += "])"
        else:
            _write_members(text, value, kind)
        leave_repr()
        return text^
    except error:
        leave_repr()
        raise error^


def _write_items(mut text: String, value: Word, kind: Int) raises Raised:
    text += "[" if kind == KIND_LIST else "("
    var i = 0
    while i < len(items_of(value)):
        if i > 0:
            text += ", "
        var item = Object(sharing=items_of(value).unsafe_get(i).word)
        text += to_repr(item.word)
        i += 1
    if kind == KIND_TUPLE and i == 1:
        text += ","
    text += "]" if kind == KIND_LIST else ")"


def _write_entries(mut text: String, d: Word, which: Int) raises Raised:
    """`which`: as of a view, -1 for `key: value`."""
    var is_first = True
    var at = next_entry(d, 0)
    while at >= 0:
        if not is_first:
            text += ", "
        is_first = False
        var key = Object(sharing=entry_at(d, at).key)
        var value = Object(sharing=entry_at(d, at).value)
        if which == -1:
            text += to_repr(key.word)
            text += ": "
            text += to_repr(value.word)
        elif which == OF_ITEMS:
            text += "("
            text += to_repr(key.word)
            text += ", "
            text += to_repr(value.word)
            text += ")"
        else:
            text += to_repr(key.word if which == OF_KEYS else value.word)
        at = next_entry(d, at + 1)


def _write_members(mut text: String, s: Word, kind: Int) raises Raised:
    text += "{" if kind == KIND_SET else "frozenset({"
    var is_first = True
    var at = next_member(s, 0)
    while at >= 0:
        if not is_first:
            text += ", "
        is_first = False
        var key = Object(sharing=set_entry(s, at).key)
        text += to_repr(key.word)
        at = next_member(s, at + 1)
    text += "}" if kind == KIND_SET else "})"


def _hex(bits: Int) -> String:
    var digits = String()
    var rest = bits
    while rest > 0:
        var digit = rest & 15
        digits = String(chr(digit + 48 if digit < 10 else digit + 87), digits)
        rest >>= 4
    return digits^


from .printing import to_repr, type_name
from .word import PerThread
from ..memory.raw import raw_free
