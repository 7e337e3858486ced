"""Where an exception has come through: what `__traceback__` is.

Each line of a function that an error leaves adds a cell (`trace`); the outermost is the first. Nothing is done as long as nothing is raised.
"""

from .cells import TracebackCell
from .errors import TRACEBACK, field, set_field
from .word import KIND_TRACEBACK, Cell, Object, Word, counted, give, new_cell, none, release, small, word_of
from .names import fixed_name


@no_inline
def trace(exception: Word, place: __type.pointer[UInt8], first: __type.pointer[Int], line: Int):
    """An exception leaves a line, outwards.

    Args:
        exception: The exception.
        place: Path of the file and name of the function, each with a 0 behind it.
        first: A line.
        line: How far behind that.
    """
    var cell = new_cell[TracebackCell](KIND_TRACEBACK)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.next), Object(sharing=field(exception, TRACEBACK)))
    made.place = place
    made.line = __op.load(first) + line
    var owned = Object(owning=word_of(cell))
    set_field(exception, TRACEBACK, owned.word)


def end_of_traceback(word: Word):
    """One cell after the other: there may be more than the stack has room for."""
    var next = give(__op.take(__op.address_of(__op.deref(word.at[TracebackCell]()).next)))
    while next.is_(KIND_TRACEBACK) and __op.deref(next.at[Cell]()).owners == 1:
        ref cell = __op.deref(next.at[TracebackCell]())
        var after = counted(cell.next.word)
        cell.next = Object(owning=none())
        release(next)
        next = after
    release(next)


def traceback_attribute(traceback: Word, name: Word) -> Word:
    """With a count; bits 0 if there is none."""
    ref cell = __op.deref(traceback.at[TracebackCell]())
    if name == fixed_name("tb_next"):
        return counted(cell.next.word)
    return small(cell.line) if name == fixed_name("tb_lineno") else Word(0)


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
