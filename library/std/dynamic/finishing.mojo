"""The end of a program whose main module has come to its end: threads that it must wait for."""

from ..io.output import flush_output, write_descriptor
from .calls import call0
from .class_builtins import find_attribute
from .dictionaries import find_key
from .errors import Raised
from .modules import loaded_modules
from .names import fixed_name
from .threads import has_threads
from .traceback_text import traceback_text
from .word import Object


def finish_threads():
    """Waits for all that are no daemons."""
    if not has_threads():
        return
    try:
        _shut_down()
    except error:
        flush_output()
        var text = String("Exception ignored on threading shutdown:\n", traceback_text(error.value.word))
        write_descriptor(2, text.as_string_slice())


def _shut_down() raises Raised:
    var module = find_key(loaded_modules(), fixed_name("threading"))
    if module.bits == 0:
        return
    var found = find_attribute(module, fixed_name("_shutdown"))
    if found.bits != 0:
        var function = Object(owning=found)
        _ = Object(owning=call0(function.word))
