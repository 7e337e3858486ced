"""What becomes of an exception that nobody caught: its traceback on standard error, and the status of the process."""

from ..io.output import flush_output, write_descriptor
from ..sys.terminate import exit
from .class_builtins import find_attribute
from .classes import class_of, subclass_of
from .errors import SYSTEM_EXIT, Raised, error_class
from .finishing import finish_threads
from .names import fixed_name
from .traceback_text import traceback_text
from .word import NONE, Object, Word, truth


def report_uncaught(var error: Raised):
    """Ends the program."""
    var status = 1
    var text = String()
    if subclass_of(class_of(error.value.word), error_class(SYSTEM_EXIT)):
        status = _exit_status(error.value.word, text)
    else:
        text = traceback_text(error.value.word)
    flush_output()
    write_descriptor(2, text.as_string_slice())
    finish_threads()
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


from .printing import to_text
