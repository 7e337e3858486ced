"""What `inspect.signature` says of functions and methods of ours."""

from ...python.cpython import running_python
from ...python.python_object import PythonObject
from ..cells import CodeCell, FunctionCell, MethodCell, items_of, list_of
from ..errors import Raised
from ..functions import keep
from ..word import ELLIPSIS, KIND_FUNCTION, KIND_METHOD, KIND_TUPLE, UNBOUND, Object, Word, small, truth
from .conversions import object_of, owned
from .interpreter import helper


def has_signature(value: Word) -> Bool:
    """Whether it is a function or a method that a `def` has made."""
    return value.is_(KIND_FUNCTION) or (value.is_(KIND_METHOD) and __op.deref(value.at[MethodCell]()).function.word.is_(KIND_FUNCTION))


def signature_of(value: Word) raises Raised -> PythonObject:
    """An `inspect.Signature`."""
    var skipped = value.is_(KIND_METHOD)
    var function = __op.deref(value.at[MethodCell]()).function.word if skipped else value
    ref cell = __op.deref(function.at[FunctionCell]())
    ref code = __op.deref(cell.code.at[CodeCell]())
    var keyword_defaults = Object(owning=_values(cell.keyword_defaults.word))
    var defaults = Object(owning=_values(cell.defaults.word))
    ref python = running_python()
    var arguments = PythonObject(from_owned=python.tuple_new(9))
    var words = [
        code.names, small(code.positional_only), small(code.positional), small(code.keyword_only), truth(code.has_rest), truth(code.has_keywords),
        defaults.word, keyword_defaults.word, small(Int(skipped)),
    ]
    for i in range(9):
        _ = python.tuple_set(arguments._obj_ptr, i, object_of(words[i])._release())
    keep(defaults)
    keep(keyword_defaults)
    var make = helper("signature")
    return owned(python.call(make._obj_ptr, arguments._obj_ptr, __op.null[UInt8]()))


def _values(defaults: Word) -> Word:
    """A tuple; `...` stands for an argument that has none."""
    var items = List[Object]()
    if defaults.is_(KIND_TUPLE):
        for i in range(len(items_of(defaults))):
            var word = items_of(defaults)[i].word
            items.append(Object(sharing=Word(ELLIPSIS) if word.bits == UNBOUND else word))
    return list_of(items^, KIND_TUPLE)
