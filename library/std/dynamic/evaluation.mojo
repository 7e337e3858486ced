"""`exec`, `eval` and `compile`; and the names of code that is compiled while the program runs, which live in dictionaries."""

from ..memory.raw import raw_allocate, raw_free
from .arguments import Arguments, as_index
from .buffers import has_buffer, memory_shown
from .builtins import PRINT, builtin
from .cells import items_of, list_of, string_of, text_of
from .class_building import set_name
from .compiler_service import CodeEntry, compile_code, run_code
from .dictionaries import find_key, set_key
from .errors import NAME_ERROR, SYNTAX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .modules import find_in_module, import_module, loaded_modules, set_module_attribute
from .names import fixed_name, interned
from .native_classes import State, holds, method0, native_class, new_state, instance_with, property_of, rest_of, state_of
from .natives import NativeCode, native_function, native_name
from .printing import hex_of, to_repr, type_name
from .word import KIND_DICT, KIND_MODULE, KIND_NATIVE, KIND_TEXT, KIND_TUPLE, NONE, Object, Word, counted, none, small

comptime _code_tag = 8001


# Names


def global_name(globals: Word, name: Word) raises Raised -> Word:
    """A variable, or what is built in."""
    var found = find_key(globals, name)
    if found.bits != 0:
        return counted(found)
    var builtins = Object(owning=_builtins_of(globals))
    if builtins.word.is_(KIND_MODULE):
        found = find_in_module(builtins.word, name)
    elif builtins.word.is_(KIND_DICT):
        found = find_key(builtins.word, name)
    if found.bits != 0:
        return counted(found)
    var error = new_error(NAME_ERROR, String("name '", string_of(name), "' is not defined"))
    set_new_attribute(error.value.word, fixed_name("name"), Object(sharing=name))
    raise error^


def _builtins_of(globals: Word) raises Raised -> Word:
    var given = find_key(globals, fixed_name("__builtins__"))
    return counted(given) if given.bits != 0 else import_module(fixed_name("builtins"))


def module_of_code(globals: Word) raises Raised -> Word:
    """What classes of the code have as `__module__`."""
    var name = find_key(globals, fixed_name("__name__"))
    return counted(name if name.bits != 0 else fixed_name("builtins"))


def import_all_names(module: Word, namespace: Word) raises Raised:
    """`from module import *`."""
    var names = Object(owning=public_names(module))
    ref items = items_of(names.word)
    for i in range(len(items)):
        var value = Object(owning=import_name(module, interned(items[i].word)))
        set_name(namespace, items[i].word, value.word)


def show_value(value: Word) raises Raised:
    """What `sys.displayhook` does."""
    if value.bits == NONE:
        return
    var builtins = Object(owning=import_module(fixed_name("builtins")))
    set_module_attribute(builtins.word, fixed_name("_"), value)
    var text = Object(owning=text_of(to_repr(value)))
    release(call1(builtin(PRINT), text.word))


# The functions


def define_evaluation(module: Word):
    """Enters them in the module `builtins`."""
    _evaluation.code = native_class(module_of("types"), "builtins", "code")
    method0(_evaluation.code, "__repr__", _code_repr)
    property_of(_evaluation.code, "co_filename", _code_file)
    property_of(_evaluation.code, "co_name", _code_name)
    property_of(_evaluation.code, "co_firstlineno", _code_line)
    define(module, "exec", _exec)
    define(module, "eval", _eval)
    define(module, "compile", _compile)


def code_class() -> Word:
    """The type of what `compile` gives, without a count."""
    return _evaluation.code


def in_scope(function: Word, globals: Word, locals: Word) raises Raised -> Word:
    """`exec` and `eval` where they are called: they know the names there. Anything else is what it is."""
    if not function.is_(KIND_NATIVE):
        return counted(function)
    var name = native_name(function)
    var code: NativeCode
    if name == fixed_name("exec"):
        code = _exec_in_scope
    elif name == fixed_name("eval"):
        code = _eval_in_scope
    else:
        return counted(function)
    var scope = List[Object]()
    scope.append(Object(sharing=globals))
    scope.append(Object(sharing=locals))
    var receiver = Object(owning=list_of(scope^, KIND_TUPLE))
    var bare = Object(owning=native_function("exec" if name == fixed_name("exec") else "eval", code))
    return bound_to(bare.word, receiver.word)


def _exec(args: Arguments) raises Raised -> Word:
    """Called where nobody knows the names around it: those of the main module."""
    return _run("exec", args, Word(0))


def _eval(args: Arguments) raises Raised -> Word:
    return _run("eval", args, Word(0))


def _exec_in_scope(args: Arguments) raises Raised -> Word:
    return _run("exec", rest_of(args), args[0])


def _eval_in_scope(args: Arguments) raises Raised -> Word:
    return _run("eval", rest_of(args), args[0])


def _run(function: StaticString, args: Arguments, scope: Word) raises Raised -> Word:
    """`exec(source, globals=None, locals=None)` and `eval`.

    Args:
        function: Its name, which is the mode of source text too.
        args: Its arguments.
        scope: A tuple of the dictionaries that are taken if none are given, or bits 0.
    """
    var is_eval = function == "eval"
    if args.count == 0:
        raise new_error(TYPE_ERROR, String(function, "() takes at least 1 positional argument (0 given)"))
    if is_eval:
        args.check_names("eval", 1, 3, "", "globals", "locals")
    else:
        args.check_names("exec", 1, 4, "", "globals", "locals", "closure")
    var given = args.get(1, "globals")
    var own = args.get(2, "locals")
    var has_globals = given.bits != 0 and given.bits != NONE
    var has_locals = own.bits != 0 and own.bits != NONE
    if has_globals and not plain(given).is_(KIND_DICT):
        if not is_eval:
            raise new_error(TYPE_ERROR, String("exec() globals must be a dict, not ", type_name(given)))
        raise new_error(
            TYPE_ERROR,
            "globals must be a real dict; try eval(expr, {}, mapping)" if is_mapping(given) else "globals must be a dict",
        )
    if has_locals and not is_mapping(own):
        raise new_error(TYPE_ERROR, String(function, "() locals must be a mapping or None, not ", type_name(own)) if not is_eval else "locals must be a mapping")
    var globals = Object(owning=counted(given) if has_globals else _scope_globals(scope))
    var locals = Object(sharing=own if has_locals else (given if has_globals else (items_of(scope)[1].word if scope.bits != 0 else globals.word)))
    if find_key(plain(globals.word), fixed_name("__builtins__")).bits == 0:
        var builtins = Object(owning=import_module(fixed_name("builtins")))
        set_key(plain(globals.word), fixed_name("__builtins__"), builtins.word)
    var source = args[0]
    var entry: CodeEntry
    if holds(source, _code_tag):
        entry = state_of[_Code](source, _code_tag).entry
    else:
        var text = Object(owning=_source_text(source, function, 1))
        entry = _entry_of(function, fixed_name("<string>"), text.word)
    var result = Object(owning=run_code(entry, plain(globals.word), locals.word))
    return counted(result.word) if is_eval else none()


def _scope_globals(scope: Word) raises Raised -> Word:
    return counted(items_of(scope)[0].word) if scope.bits != 0 else module_dictionary(find_key(loaded_modules(), fixed_name("__main__")))


def _source_text(source: Word, function: StaticString, position: Int) raises Raised -> Word:
    """A text, with a count."""
    var value = plain(source)
    if value.is_(KIND_TEXT):
        if string_of(value).find("\0") >= 0:
            raise new_error(SYNTAX_ERROR, "source code string cannot contain null bytes")
        return counted(value)
    if has_buffer(value):
        var memory = memory_shown(value)
        return text_of(String(memory))
    raise new_error(
        TYPE_ERROR,
        String(function, "() arg ", position, " must be a string, bytes", " or code object" if function != "compile" else " or AST object"),
    )


def _compile(args: Arguments) raises Raised -> Word:
    """`compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)`"""
    args.check_names("compile", 3, 7, "source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version")
    var name = args.get(1, "filename")
    var mode = args.get(2, "mode")
    if not mode.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("compile() argument 'mode' must be str, not ", type_name(mode)))
    var flags = args.get(3, "flags")
    if flags.bits != 0 and as_index(flags) & 0x400 != 0:
        raise new_error(VALUE_ERROR, "compile() gives no syntax trees: import ast, whose parse() is CPython's")
    ref word = string_of(mode)
    var kind: StaticString
    if word == "exec":
        kind = "exec"
    elif word == "eval":
        kind = "eval"
    elif word == "single":
        kind = "single"
    else:
        raise new_error(VALUE_ERROR, "compile() mode must be 'exec', 'eval' or 'single'")
    if holds(args.get(0, "source"), _code_tag):
        return counted(args.get(0, "source"))
    var file = Object(owning=_source_text(name, "compile", 2)) if has_buffer(name) else path_of(name)
    var text = Object(owning=_source_text(args.get(0, "source"), "compile", 1))
    var state = new_state[_Code](_code_tag, _end_code)
    ref code = __op.deref(state)
    code.entry = __op.null[UInt8]()
    __op.initialize(__op.address_of(code.file), Object(sharing=file.word))
    try:
        code.entry = _entry_of(kind, file.word, text.word)
    except error:
        _end_code(word_of(state))
        raw_free(state)
        raise error^
    return instance_with(_evaluation.code, state)


# What was compiled


struct _Code:
    """The state of a `code`."""

    var state: State
    var entry: CodeEntry
    var file: Object


def _end_code(word: Word):
    __op.destroy(__op.address_of(__op.deref(word.at[_Code]()).file))


struct _Evaluation:
    var code: Word
    """The class of what `compile` gives."""
    var known: Word
    """Addresses of what was compiled, by mode, name and text."""

    @always_inline
    def __init__(out self):
        self.code = Word(0)
        self.known = Word(0)


var _evaluation: _Evaluation = _Evaluation()


def _entry_of(mode: StaticString, name: Word, text: Word) raises Raised -> CodeEntry:
    """Compiles a text once: the code stays in the process for ever."""
    if _evaluation.known.bits == 0:
        _evaluation.known = new_dictionary()
    var words = List[Object]()
    words.append(Object(owning=text_of(String(mode))))
    words.append(Object(sharing=name))
    words.append(Object(sharing=text))
    var key = Object(owning=list_of(words^, KIND_TUPLE))
    var found = find_key(_evaluation.known, key.word)
    if found.bits != 0:
        return __op.int_to_pointer[UInt8](found.integer().value)
    var entry = compile_code(mode, string_of(name).as_string_slice(), string_of(text).as_string_slice())
    set_key(_evaluation.known, key.word, small(Int(raw=__op.pointer_to_int(entry))))
    return entry


def _code_repr(function: Word, self: Word) raises Raised -> Word:
    ref code = state_of[_Code](self, _code_tag)
    return text_of(String("<code object <module> at 0x", hex_of(self.bits), ", file \"", string_of(code.file.word), "\", line 1>"))


def _code_file(function: Word, self: Word) raises Raised -> Word:
    return counted(state_of[_Code](self, _code_tag).file.word)


def _code_name(function: Word, self: Word) raises Raised -> Word:
    return counted(fixed_name("<module>"))


def _code_line(function: Word, self: Word) raises Raised -> Word:
    return small(1)


from .attributes import bound_to, set_new_attribute
from .calls import call1
from .dictionaries import new_dictionary
from .extended import plain
from .module_dictionaries import module_dictionary
from .modules import import_name, public_names
from .native.io import path_of
from .natives import define, module_of
from .percent import is_mapping
from .word import release, word_of
