"""The exception that is being handled: what `raise` alone raises again, and the context of exceptions that are raised meanwhile.

Handlers keep what was handled before in a local and give it back. A generator has a place of its own, which lies on top of its user's while it runs.
"""

from .errors import CONTEXT, RUNTIME_ERROR, Raised, field, new_error, set_field
from .word import NONE, Object, Word, counted, none


struct Handled:
    var value: Object
    """An exception, or `None`."""
    var below: __type.pointer[Handled]
    """Of who uses the generator; null at the bottom."""

    @always_inline
    def __init__(out self):
        self.value = Object(owning=Word(NONE))
        self.below = __op.null[Handled]()


struct _State(PerThread):
    var top: __type.pointer[Handled]

    @always_inline
    def __init__(out self):
        self.top = __op.null[Handled]()


# One for each thread, when there are threads
var _bottom: Handled = Handled()
var _state: _State = _State()


def start_handling():
    """At the start."""
    _state.top = __op.address_of(_bottom)


@always_inline
def push_handled(place: __type.pointer[Handled]):
    """A generator goes on."""
    __op.deref(place).below = _state.top
    _state.top = place


@always_inline
def pop_handled(place: __type.pointer[Handled]):
    """It stands still."""
    _state.top = __op.deref(place).below


@always_inline
def handling_place() -> __type.pointer[Handled]:
    """The place on top, before others may run."""
    return _state.top


@always_inline
def return_to(place: __type.pointer[Handled]):
    """The place that was on top, when others have run."""
    _state.top = place


def handled() -> Word:
    """The exception that is being handled, without a count, or `None`."""
    var place = _state.top
    while __op.ne(place, __op.null[Handled]()):
        if __op.deref(place).value.word.bits != NONE:
            return __op.deref(place).value.word
        place = __op.deref(place).below
    return none()


def begin_handling(exception: Word) -> Word:
    """What was handled here before, for `end_handling`."""
    ref place = __op.deref(_state.top)
    var before = counted(place.value.word)
    place.value = Object(sharing=exception)
    return before


def end_handling(before: Word):
    __op.deref(_state.top).value = Object(sharing=before)


def raise_handled() raises Raised:
    """`raise` alone."""
    var current = handled()
    if current.bits == NONE:
        raise new_error(RUNTIME_ERROR, "No active exception to reraise")
    raise Raised(Object(sharing=current))


def set_context(exception: Word):
    """Before an exception is raised: what is being handled is its context."""
    var current = handled()
    if current.bits == NONE or current == exception:
        return
    _break_cycle(exception, current)
    set_field(exception, CONTEXT, current)


def _break_cycle(exception: Word, from_: Word):
    """Takes an exception out of the contexts of another. A cycle without it ends the search (Floyd's two walkers)."""
    var at = from_
    var slow = from_
    var steps = 0
    while True:
        var next = field(at, CONTEXT)
        if next.bits == NONE:
            return
        if next == exception:
            set_field(at, CONTEXT, none())
            return
        at = next
        steps += 1
        if steps & 1 == 0:
            slow = field(slow, CONTEXT)
            if slow == at:
                return
from .word import PerThread
