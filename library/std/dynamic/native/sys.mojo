"""`sys`: the program's arguments, its exit, what Python it is."""

from ...sys.arg import argv
from ..arguments import Arguments, as_index
from ..cells import list_of, text_of
from ..errors import SYSTEM_EXIT, VALUE_ERROR, Raised, error_with, new_error
from ..integer_text import most_digits, set_most_digits
from ..integers import integer_of
from ..modules import loaded_modules
from ..natives import define, define_value, module_of
from ..recursion import recursion_limit, want_depth
from ..word import KIND_TUPLE, Object, Word, counted, none, small


def sys_module() raises Raised -> Word:
    var module = module_of("sys")
    var words = List[Object]()
    var given = argv()
    for i in range(len(given)):
        words.append(_text(String(given[i])))
    define_value(module, "argv", list_of(words^))
    define_value(module, "modules", counted(loaded_modules()))
    define_value(module, "path", list_of(List[Object]()))
    define_value(module, "maxsize", integer_of(Int.MAX))
    define_value(module, "maxunicode", small(0x10FFFF))
    define_value(module, "byteorder", text_of("little"))
    define_value(module, "platform", text_of("linux"))
    define_value(module, "version", text_of("3.13.0 (salamander)"))
    var version = List[Object]()
    version.append(Object(owning=small(3)))
    version.append(Object(owning=small(13)))
    version.append(Object(owning=small(0)))
    version.append(_text("final"))
    version.append(Object(owning=small(0)))
    define_value(module, "version_info", list_of(version^, KIND_TUPLE))
    define(module, "exit", _exit)
    define(module, "getrecursionlimit", _recursion_limit)
    define(module, "setrecursionlimit", _set_recursion_limit)
    define(module, "intern", _intern)
    define(module, "get_int_max_str_digits", _most_digits)
    define(module, "set_int_max_str_digits", _set_most_digits)
    return module


def _text(var text: String) -> Object:
    return Object(owning=text_of(text^))


def _exit(args: Arguments) raises Raised -> Word:
    args.check_count("exit", 0, 1)
    raise error_with(SYSTEM_EXIT, args[0] if args.count == 1 else none())


def _recursion_limit(args: Arguments) raises Raised -> Word:
    args.check_count("getrecursionlimit", 0, 0)
    return small(recursion_limit())


def _set_recursion_limit(args: Arguments) raises Raised -> Word:
    """A deeper limit asks for a larger stack. Where there is none, or for a lower limit, the stack's size decides when the error comes."""
    args.check_count("setrecursionlimit", 1, 1)
    var limit = as_index(args[0])
    if limit < 1:
        raise new_error(VALUE_ERROR, "recursion limit must be greater or equal than 1")
    want_depth(limit)
    return none()


def _intern(args: Arguments) raises Raised -> Word:
    args.check_count("intern", 1, 1)
    return counted(args[0])


def _most_digits(args: Arguments) raises Raised -> Word:
    args.check_count("get_int_max_str_digits", 0, 0)
    return small(most_digits())


def _set_most_digits(args: Arguments) raises Raised -> Word:
    args.check_names("set_int_max_str_digits", 1, 1, "maxdigits")
    set_most_digits(as_index(args.get(0, "maxdigits")))
    return none()
