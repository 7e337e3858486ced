"""Modules of CPython: what `import` finds when the program has no module of that name."""

from ...python.cpython import running_python
from ..cells import string_of
from ..errors import Raised
from ..modules import not_found
from ..word import Word
from .conversions import result_of
from .interpreter import start_foreign


def foreign_module(name: Word) raises Raised -> Word:
    """The module of a dotted name, with a count."""
    if __op.interpreting():
        raise not_found(String("No module named '", string_of(name), "'"), name)
    start_foreign(name)
    var text = String(string_of(name))
    var module = running_python().import_module(text._terminated())
    _ = text^
    return result_of(module)
