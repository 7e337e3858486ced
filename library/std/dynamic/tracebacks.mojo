"""Where an exception has come through: what `__traceback__` is.

Each line of a function that an error leaves adds a cell (`trace`); the outermost is the first. Nothing is done as long as nothing is raised.
"""

from .cells import TracebackCell
from .errors import TRACEBACK, field, set_field
from .word import KIND_TRACEBACK, Object, Word, new_cell, word_of


@no_inline
def trace(exception: Word, place: __type.pointer[UInt8], line: Int):
    """An exception leaves a line, outwards.

    Args:
        exception: The exception.
        place: Path of the file and name of the function, each with a 0 behind it.
        line: From 1.
    """
    var cell = new_cell[TracebackCell](KIND_TRACEBACK)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.next), Object(sharing=field(exception, TRACEBACK)))
    made.place = place
    made.line = line
    var owned = Object(owning=word_of(cell))
    set_field(exception, TRACEBACK, owned.word)


def path_of(traceback: Word) -> StringSlice[MutableAnyOrigin]:
    return _text_at(__op.deref(traceback.at[TracebackCell]()).place)


def function_of(traceback: Word) -> StringSlice[MutableAnyOrigin]:
    var place = __op.deref(traceback.at[TracebackCell]()).place
    return _text_at(__op.offset(place, (_length(place) + 1).value))


def _text_at(address: __type.pointer[UInt8]) -> StringSlice[MutableAnyOrigin]:
    return StringSlice[MutableAnyOrigin](unsafe_data=address, length=_length(address))


def _length(address: __type.pointer[UInt8]) -> Int:
    var length = 0
    while __op.load(__op.offset(address, length.value)) != 0:
        length += 1
    return length
