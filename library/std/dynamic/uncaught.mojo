"""What becomes of an exception that nobody caught: the text of its traceback on standard error, and the status of the process."""

from ..io.file import open
from ..io.output import flush_output, write_descriptor
from ..sys.terminate import exit
from .cells import TracebackCell, items_of
from .class_builtins import find_attribute
from .classes import class_of, subclass_of
from .errors import CAUSE, CONTEXT, SUPPRESS_CONTEXT, SYSTEM_EXIT, TRACEBACK, Raised, error_class, field
from .exception_text import exception_line
from .names import fixed_name
from .tracebacks import function_of, path_of
from .word import KIND_LIST, KIND_TRACEBACK, NONE, Object, Word, truth


def report_uncaught(var error: Raised):
    """Ends the program."""
    var status = 1
    var text = String()
    if subclass_of(class_of(error.value.word), error_class(SYSTEM_EXIT)):
        status = _exit_status(error.value.word, text)
    else:
        var seen = List[Word]()
        _write_chain(text, error.value.word, seen)
    flush_output()
    write_descriptor(2, text.as_string_slice())
    exit(status)


def _exit_status(exception: Word, mut text: String) -> Int:
    try:
        var found = find_attribute(exception, fixed_name("code"))
        var code = Object(owning=Word(NONE) if found.bits == 0 else found)
        if code.word.bits == NONE:
            return 0
        if code.word.is_integer():
            return code.word.integer() & 255
        if code.word == truth(True) or code.word == truth(False):
            return 1 if code.word == truth(True) else 0
        text += to_text(code.word)
        text += "\n"
    except:
        pass
    return 1


def _write_chain(mut text: String, exception: Word, mut seen: List[Word]):
    """The exception after those that it comes from."""
    seen.append(exception)
    var cause = field(exception, CAUSE)
    var context = field(exception, CONTEXT)
    if cause.bits != NONE:
        if not _is_in(seen, cause):
            _write_chain(text, cause, seen)
            text += "\nThe above exception was the direct cause of the following exception:\n\n"
    elif context.bits != NONE and field(exception, SUPPRESS_CONTEXT) != truth(True) and not _is_in(seen, context):
        _write_chain(text, context, seen)
        text += "\nDuring handling of the above exception, another exception occurred:\n\n"
    _write_exception(text, exception)


def _is_in(list: List[Word], word: Word) -> Bool:
    for i in range(len(list)):
        if list[i] == word:
            return True
    return False


def _write_exception(mut text: String, exception: Word):
    var traceback = field(exception, TRACEBACK)
    if traceback.bits != NONE:
        text += "Traceback (most recent call last):\n"
        write_traceback(text, traceback)
    text += exception_line(exception)
    text += "\n"
    try:
        var found = find_attribute(exception, fixed_name("__notes__"))
        var notes = Object(owning=Word(NONE) if found.bits == 0 else found)
        if notes.word.is_(KIND_LIST):
            for i in range(len(items_of(notes.word))):
                text += to_text(items_of(notes.word)[i].word)
                text += "\n"
    except:
        pass


comptime _most_repeated = 3


def write_traceback(mut text: String, traceback: Word):
    """The lines of a traceback, the outermost first."""
    var at = traceback
    var repeated = 0
    while at.is_(KIND_TRACEBACK):
        ref cell = __op.deref(at.at[TracebackCell]())
        repeated += 1
        if repeated <= _most_repeated:
            text += String('  File "', path_of(at), '", line ', cell.line, ", in ", function_of(at), "\n")
            var source = _source_line(String(path_of(at)), cell.line)
            if source.byte_length() > 0:
                text += String("    ", source, "\n")
        var next = cell.next.word
        var is_same = False
        if next.is_(KIND_TRACEBACK):
            ref other = __op.deref(next.at[TracebackCell]())
            is_same = other.line == cell.line and __op.eq(other.place, cell.place)
        if not is_same:
            if repeated > _most_repeated:
                var more = repeated - _most_repeated
                text += String("  [Previous line repeated ", more, " more time", "" if more == 1 else "s", "]\n")
            repeated = 0
        at = next


def _source_line(path: String, number: Int) -> String:
    """A line without the spaces around it; empty if the file cannot be read."""
    if __op.interpreting():
        return String()
    try:
        var file = open(path)
        var lines = file.read().split("\n")
        if number <= len(lines):
            return String(lines[number - 1].strip())
    except:
        pass
    return String()


from .printing import to_text
