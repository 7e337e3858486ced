"""`builtins`: those of the built-in functions that are written as functions of a module."""

from ..arguments import Arguments
from ..cells import items_of, string_of, text_of
from ..errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..modules import import_module, import_name, import_top
from ..names import interned
from ..natives import define, module_of
from ..word import KIND_LIST, KIND_TEXT, KIND_TUPLE, NONE, Object, Word, counted


def builtins_module() raises Raised -> Word:
    var module = module_of("builtins")
    define(module, "__import__", _import)
    return module


def _import(args: Arguments) raises Raised -> Word:
    """`__import__(name, globals=None, locals=None, fromlist=(), level=0)`."""
    args.check_names("__import__", 1, 5, "name", "globals", "locals", "fromlist", "level")
    var name = args.get(0, "name")
    if not name.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "__import__() argument 1 must be str")
    if string_of(name).byte_length() == 0:
        raise new_error(VALUE_ERROR, "Empty module name")
    var wanted = args.get(3, "fromlist")
    var whole = interned(name)
    if (wanted.is_(KIND_TUPLE) or wanted.is_(KIND_LIST)) and len(items_of(wanted)) > 0:
        var module = Object(owning=import_module(whole))
        ref names = items_of(wanted)
        for i in range(len(names)):
            if string_of(names[i].word) != "*":
                _ = Object(owning=import_name(module.word, interned(names[i].word)))
        return counted(module.word)
    return import_top(whole)
