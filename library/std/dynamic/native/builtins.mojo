"""`builtins`: those of the built-in functions that are written as functions of a module."""

from ..arguments import Arguments
from ..builtins import builtin
from ..cells import ClassCell, items_of, string_of, text_of
from ..evaluation import define_evaluation
from ..errors import OS_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, error_class, error_class_count, new_error
from ..function_attributes import builtin_function_name
from ..modules import import_module, import_name, import_top, set_module_attribute
from ..names import fixed_name, interned
from ..natives import define, define_value, module_of
from ..types import type_by_number
from ..word import ELLIPSIS, NOT_IMPLEMENTED, KIND_LIST, KIND_TEXT, KIND_TUPLE, NONE, Object, Word, counted, none, truth


def builtins_module() raises Raised -> Word:
    var module = module_of("builtins")
    define(module, "__import__", _import)
    define(module, "open", _open)
    define_evaluation(module)
    for number in range(100):
        _define_builtin(module, number)
    for number in range(error_class_count):
        _define_class(module, error_class(number))
    define_value(module, "EnvironmentError", counted(error_class(OS_ERROR)))
    define_value(module, "IOError", counted(error_class(OS_ERROR)))
    define_value(module, "NotImplemented", Word(NOT_IMPLEMENTED))
    define_value(module, "Ellipsis", Word(ELLIPSIS))
    define_value(module, "None", none())
    define_value(module, "True", truth(True))
    define_value(module, "False", truth(False))
    return module


def _open(args: Arguments) raises Raised -> Word:
    """`open` of the module `io`, which is made when it is first called."""
    _ = Object(owning=import_module(fixed_name("io")))
    return open_file(args)


def _define_builtin(module: Word, number: Int):
    """A function or type by its number, if there is one."""
    var type = type_by_number(number)
    if type.bits != 0:
        return _define_class(module, type)
    var name = builtin_function_name(number)
    if name != "built-in":
        define_value(module, name, builtin(number))


def _define_class(module: Word, class_: Word):
    set_module_attribute(module, interned(__op.deref(class_.at[ClassCell]()).name.word), class_)


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


from .io import open_file
