"""`sys`: the program's arguments, its exit, what Python it is."""

from ...sys.arg import argv
from ..arguments import Arguments, as_index
from ..cells import InstanceCell, float_of, items_of, list_of, string_of, text_of
from ..errors import SYSTEM_EXIT, TYPE_ERROR, VALUE_ERROR, Raised, error_class, new_error
from ..integer_text import most_digits, set_most_digits
from ..integers import integer_of
from ..modules import find_in_module, import_module, loaded_modules
from ..natives import define, define_value, module_of
from ..recursion import recursion_limit, want_depth
from ..attributes import attribute_of, set_new_attribute
from ..bytes import bytes_in, is_bytes
from ..calls import call_general
from ..classes import class_of, find_in_class
from ..dictionaries import find_key, key_count
from ..handled import handled
from ..names import fixed_name
from ..printing import type_name
from ..records import new_plain_namespace, new_record
from ..sequences import length
from ..special_calls import call_on
from ..types import type_of
from .io import standard_stream
from ..word import KIND_DICT, KIND_FROZENSET, KIND_INSTANCE, KIND_LIST, KIND_MODULE, KIND_SET, KIND_TEXT, KIND_TUPLE, NONE, Cell, Object, Word, counted, none, small, truth


struct _Sys:
    var module: Word
    """Bits 0 as long as nobody has imported it."""
    var output: Word
    """What `stdout` is at first."""

    @always_inline
    def __init__(out self):
        self.module = Word(0)
        self.output = Word(0)


var _sys: _Sys = _Sys()


def replaced_output() -> Word:
    """What the program has put in the place of `sys.stdout`, without a count; bits 0: nothing."""
    if _sys.module.bits == 0:
        return Word(0)
    var found = find_in_module(_sys.module, fixed_name("stdout"))
    return Word(0) if found == _sys.output or found.bits == 0 else found


def _first_folders() raises Raised -> List[Object]:
    """What `sys.path` begins with: the folder of the program's file."""
    var folders = List[Object]()
    var main = find_key(loaded_modules(), fixed_name("__main__"))
    if main.is_(KIND_MODULE):
        var file = find_in_module(main, fixed_name("__file__"))
        if file.is_(KIND_TEXT):
            var end = string_of(file).rfind("/")
            if end >= 0:
                folders.append(_text(String(string_of(file)[byte = 0 : max(end, 1)])))
    return folders^


def sys_module() raises Raised -> Word:
    var module = module_of("sys")
    var words = List[Object]()
    var given = argv()
    for i in range(len(given)):
        words.append(_text(String(given[i])))
    define_value(module, "argv", list_of(words^))
    define_value(module, "modules", counted(loaded_modules()))
    define_value(module, "path", list_of(_first_folders()))
    define_value(module, "maxsize", integer_of(Int.MAX))
    define_value(module, "maxunicode", small(0x10FFFF))
    define_value(module, "byteorder", text_of("little"))
    define_value(module, "platform", text_of("linux"))
    define_value(module, "version", text_of("3.13.0 (salamander)"))
    define_value(module, "hexversion", small(_hexversion))
    define_value(module, "copyright", text_of(""))
    define_value(module, "executable", text_of(""))
    define_value(module, "prefix", text_of("/usr"))
    define_value(module, "exec_prefix", text_of("/usr"))
    define_value(module, "base_prefix", text_of("/usr"))
    define_value(module, "base_exec_prefix", text_of("/usr"))
    define_value(module, "api_version", small(1013))
    define_value(module, "dont_write_bytecode", truth(True))
    define_value(module, "float_repr_style", text_of("short"))
    define_value(module, "warnoptions", list_of(List[Object]()))
    define_value(module, "builtin_module_names", list_of(List[Object](), KIND_TUPLE))
    define_value(module, "version_info", _version())
    define_value(module, "implementation", _implementation())
    define_records(module)
    define_value(module, "meta_path", list_of(List[Object]()))
    _ = Object(owning=import_module(fixed_name("io")))
    comptime names: List[StaticString] = ["stdin", "stdout", "stderr"]
    comptime originals: List[StaticString] = ["__stdin__", "__stdout__", "__stderr__"]
    comptime for i in range(3):
        comptime name = names[i]
        comptime original = originals[i]
        define_value(module, name, standard_stream(i))
        define_value(module, original, standard_stream(i))
    _sys.module = module
    _sys.output = find_in_module(module, fixed_name("stdout"))
    define(module, "exit", _exit)
    define(module, "getrecursionlimit", _recursion_limit)
    define(module, "setrecursionlimit", _set_recursion_limit)
    define(module, "intern", _intern)
    define(module, "get_int_max_str_digits", _most_digits)
    define(module, "set_int_max_str_digits", _set_most_digits)
    define(module, "exc_info", _exception_information)
    define(module, "exception", _exception)
    define(module, "getsizeof", _size_of)
    define(module, "getrefcount", _owners_of)
    define(module, "getdefaultencoding", _default_encoding)
    define(module, "getfilesystemencoding", _default_encoding)
    define(module, "is_finalizing", _is_finalizing)
    return module


def _text(var text: String) -> Object:
    return Object(owning=text_of(text^))


comptime _hexversion = 0x030D00F0


def _version() raises Raised -> Word:
    var values = List[Object]()
    for number in [3, 13, 0]:
        values.append(Object(owning=small(number)))
    values.append(_text("final"))
    values.append(Object(owning=small(0)))
    return new_record("sys", "version_info", ["major", "minor", "micro", "releaselevel", "serial"], values^)


def _implementation() raises Raised -> Word:
    """What programs ask to find out whose Python they run on: what CPython answers."""
    var made = new_plain_namespace()
    set_new_attribute(made, fixed_name("name"), _text("cpython"))
    set_new_attribute(made, fixed_name("cache_tag"), _text("cpython-313"))
    set_new_attribute(made, fixed_name("version"), Object(owning=_version()))
    set_new_attribute(made, fixed_name("hexversion"), Object(owning=small(_hexversion)))
    return made


def define_records(module: Word) raises Raised:
    """`flags`, `float_info`, `int_info`, `hash_info`."""
    var flags = List[Object]()
    for _ in range(18):
        flags.append(Object(owning=small(0)))
    flags[15] = Object(owning=small(1))
    flags[17] = Object(owning=small(most_digits()))
    define_value(
        module,
        "flags",
        new_record(
            "sys",
            "flags",
            [
                "debug",
                "inspect",
                "interactive",
                "optimize",
                "dont_write_bytecode",
                "no_user_site",
                "no_site",
                "ignore_environment",
                "verbose",
                "bytes_warning",
                "quiet",
                "hash_randomization",
                "isolated",
                "dev_mode",
                "safe_path",
                "utf8_mode",
                "warn_default_encoding",
                "int_max_str_digits",
            ],
            flags^,
        ),
    )
    var floats = List[Object]()
    floats.append(Object(owning=float_of(1.7976931348623157e308)))
    floats.append(Object(owning=small(1024)))
    floats.append(Object(owning=small(308)))
    floats.append(Object(owning=float_of(2.2250738585072014e-308)))
    floats.append(Object(owning=small(-1021)))
    floats.append(Object(owning=small(-307)))
    floats.append(Object(owning=small(15)))
    floats.append(Object(owning=small(53)))
    floats.append(Object(owning=float_of(2.220446049250313e-16)))
    floats.append(Object(owning=small(2)))
    floats.append(Object(owning=small(1)))
    define_value(
        module,
        "float_info",
        new_record(
            "sys",
            "float_info",
            ["max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"],
            floats^,
        ),
    )
    var integers = List[Object]()
    for number in [64, 8, 4300, 640]:
        integers.append(Object(owning=small(number)))
    define_value(
        module,
        "int_info",
        new_record("sys", "int_info", ["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"], integers^),
    )
    var hashes = List[Object]()
    for number in [64, 2305843009213693951, 314159, 0, 1000003]:
        hashes.append(Object(owning=integer_of(number)))
    define_value(module, "hash_info", new_record("sys", "hash_info", ["width", "modulus", "inf", "nan", "imag"], hashes^))


def _exception_information(args: Arguments) raises Raised -> Word:
    """`exc_info()`: class, exception and traceback of what is being handled."""
    args.check_count("exc_info", 0, 0)
    var current = handled()
    var items = List[Object]()
    if not current.is_cell():
        for _ in range(3):
            items.append(Object(owning=none()))
        return list_of(items^, KIND_TUPLE)
    items.append(Object(sharing=type_of(current)))
    items.append(Object(sharing=current))
    items.append(Object(owning=attribute_of(current, fixed_name("__traceback__"))))
    return list_of(items^, KIND_TUPLE)


def _exception(args: Arguments) raises Raised -> Word:
    """`exception()`: what is being handled."""
    args.check_count("exception", 0, 0)
    var current = handled()
    return counted(current) if current.is_cell() else none()


def _size_of(args: Arguments) raises Raised -> Word:
    """`getsizeof(object, default=None)`: bytes of its own, without what it refers to."""
    args.check_names("getsizeof", 1, 2, "object", "default")
    var value = args.get(0, "object")
    if not value.is_cell():
        return small(8)
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__sizeof__"))
        if method.bits != 0:
            return call_on(method, value)
        return small(48 + 8 * __op.deref(value.at[InstanceCell]()).capacity)
    if value.is_(KIND_TEXT):
        return small(64 + string_of(value).byte_length())
    if is_bytes(value):
        return small(48 + len(bytes_in(value)))
    if value.is_(KIND_LIST) or value.is_(KIND_TUPLE):
        return small(40 + 8 * len(items_of(value)))
    if value.is_(KIND_DICT):
        return small(72 + 40 * key_count(value))
    if value.is_(KIND_SET) or value.is_(KIND_FROZENSET):
        return small(72 + 32 * length(value))
    return small(32)


def _owners_of(args: Arguments) raises Raised -> Word:
    """`getrefcount(object)`."""
    args.check_count("getrefcount", 1, 1)
    return small(__op.deref(args[0].at[Cell]()).owners + 1 if args[0].is_cell() else 1 << 30)


def _default_encoding(args: Arguments) raises Raised -> Word:
    return text_of("utf-8")


def _is_finalizing(args: Arguments) raises Raised -> Word:
    return truth(False)


def _exit(args: Arguments) raises Raised -> Word:
    args.check_count("exit", 0, 1)
    var status = args[0] if args.count == 1 else none()
    if status.is_(KIND_TUPLE):
        var words = List[Word]()
        for i in range(len(items_of(status))):
            words.append(items_of(status)[i].word)
        var exception = Object(owning=call_general(error_class(SYSTEM_EXIT), words.unsafe_ptr().address, len(words), Word(0)))
        _ = len(words)
        raise Raised(exception^)
    raise Raised(Object(owning=call_general(error_class(SYSTEM_EXIT), args.words, Int(status.bits != NONE), Word(0))))


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
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("intern() argument must be str, not ", type_name(args[0])))
    return counted(args[0])


def _most_digits(args: Arguments) raises Raised -> Word:
    args.check_count("get_int_max_str_digits", 0, 0)
    return small(most_digits())


def _set_most_digits(args: Arguments) raises Raised -> Word:
    args.check_names("set_int_max_str_digits", 1, 1, "maxdigits")
    set_most_digits(as_index(args.get(0, "maxdigits")))
    return none()
