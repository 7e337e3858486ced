"""`builtins`: those of the built-in functions that are written as functions of a module."""

from ..arguments import Arguments
from ..builtins import builtin
from ..cells import ClassCell, items_of, string_of, text_of
from ..evaluation import define_evaluation
from ..errors import OS_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, error_class, error_class_count, new_error
from ..function_attributes import builtin_function_name
from ..modules import import_module, import_top, set_module_attribute
from ..names import fixed_name, interned
from ..natives import define, define_value, module_of
from ..types import type_by_number
from ..word import ELLIPSIS, NOT_IMPLEMENTED, KIND_TEXT, Object, Word, counted, none, truth


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
    var given = args.get(4, "level")
    var level = as_index(given) if given.bits != 0 else 0
    if level < 0:
        raise new_error(VALUE_ERROR, "level must be >= 0")
    if string_of(name).byte_length() == 0 and level == 0:
        raise new_error(VALUE_ERROR, "Empty module name")
    var wanted = args.get(3, "fromlist")
    var package = Object(owning=none())
    var whole = Object(sharing=name)
    if level > 0:
        package = _package(args.get(1, "globals"), level)
        if string_of(name).byte_length() > 0:
            whole = Object(owning=text_of(String(string_of(package.word), ".", string_of(name))))
        else:
            whole = package
    if wanted.bits == 0 or not is_true(wanted):
        if level == 0:
            return import_top(interned(name))
        # The part of the module's name that the first part of what was asked for ends.
        ref written = string_of(name)
        var dot = written.find(".")
        var module = Object(owning=import_module(interned(whole.word)))
        if dot < 0:
            return counted(module.word)
        var top = Object(owning=text_of(String(string_of(package.word), ".", written[byte=0:dot])))
        return import_module(interned(top.word))
    var module = Object(owning=import_module(interned(whole.word)))
    var has_parts = module.word.is_(KIND_MODULE) and find_in_module(module.word, fixed_name("__path__")).bits != 0
    if has_parts:
        var names = Object(owning=list_from(wanted))
        ref items = items_of(names.word)
        for i in range(len(items)):
            if items[i].word.is_(KIND_TEXT) and string_of(items[i].word) != "*":
                import_part(module.word, whole.word, items[i].word)
    return counted(module.word)


def _package(variables: Word, level: Int) raises Raised -> Object:
    """The package that a relative name begins in."""
    if variables.bits == 0 or not variables.is_(KIND_DICT):
        raise new_error(TYPE_ERROR, "globals must be a dict")
    var package = find_key(variables, fixed_name("__package__"))
    if not package.is_(KIND_TEXT):
        raise new_error(IMPORT_ERROR, "attempted relative import with no known parent package")
    var text = String(string_of(package))
    if text.byte_length() == 0:
        raise new_error(IMPORT_ERROR, "attempted relative import with no known parent package")
    for _ in range(level - 1):
        var dot = text.rfind(".")
        if dot < 0:
            raise new_error(IMPORT_ERROR, "attempted relative import beyond top-level package")
        text = String(text[byte=0:dot])
    return Object(owning=text_of(text^))


from ..arguments import as_index
from ..dictionaries import find_key
from ..elements import list_from
from ..errors import IMPORT_ERROR
from ..modules import find_in_module, import_part
from ..numbers import is_true
from ..word import KIND_DICT, KIND_MODULE
from .io import open_file
