"""Attributes of functions, of their code, and names of built-in functions."""

from .cells import CodeCell, FunctionCell, NamespaceCell, items_of, list_of, string_of
from .dictionaries import delete_key, find_key, new_dictionary, set_key
from .errors import ATTRIBUTE_ERROR, TYPE_ERROR, Raised, new_error
from .functions import new_namespace
from .names import fixed_name
from .word import KIND_DICT, KIND_TEXT, KIND_TUPLE, NONE, UNBOUND, Object, Word, counted, give, none, small


@always_inline
def _code_of(function: Word) -> ref [MutableAnyOrigin] CodeCell:
    return __op.deref(__op.deref(function.at[FunctionCell]()).code.at[CodeCell]())


def function_attribute(value: Word, name: Word) -> Word:
    """With a count; bits 0 if there is none."""
    ref function = __op.deref(value.at[FunctionCell]())
    if function.own.word != none():
        var found = __op.deref(function.own.word.at[NamespaceCell]()).names.find(name)
        if found.bits != 0:
            return counted(found)
    try:
        if function.attributes.word != none():
            var found = find_key(function.attributes.word, name)
            if found.bits != 0:
                return counted(found)
        return _of_function(value, name)
    except:
        return Word(0)


def _of_function(value: Word, name: Word) raises Raised -> Word:
    ref function = __op.deref(value.at[FunctionCell]())
    if function.code.bits == 0:
        return Word(0)
    ref code = _code_of(value)
    if name == fixed_name("__name__"):
        return counted(code.name)
    if name == fixed_name("__qualname__"):
        return counted(code.qualified_name)
    if name == fixed_name("__doc__"):
        return counted(code.documentation)
    if name == fixed_name("__module__"):
        return counted(code.module)
    if name == fixed_name("__globals__") and code.module.bits != NONE:
        return module_dictionary(find_key(loaded_modules(), code.module))
    if name == fixed_name("__code__"):
        return counted(function.code)
    if name == fixed_name("__defaults__"):
        return counted(function.defaults.word)
    if name == fixed_name("__closure__"):
        return counted(function.closure.word)
    if name == fixed_name("__dict__"):
        if function.attributes.word == none():
            function.attributes = Object(owning=new_dictionary())
        return counted(function.attributes.word)
    if name == fixed_name("__annotations__"):
        var made = Object(owning=new_dictionary())
        _set_own(value, name, made.word)
        return give(made^)
    if name == fixed_name("__type_params__"):
        return list_of(List[Object](), KIND_TUPLE)
    if name == fixed_name("__kwdefaults__"):
        if function.keyword_defaults.word == none():
            return none()
        var result = Object(owning=new_dictionary())
        ref defaults = items_of(function.keyword_defaults.word)
        for i in range(len(defaults)):
            if defaults[i].word.bits != UNBOUND:
                set_key(result.word, items_of(code.names)[code.positional + i].word, defaults[i].word)
        return give(result^)
    return Word(0)


def _set_own(value: Word, name: Word, new: Word):
    ref function = __op.deref(value.at[FunctionCell]())
    if function.own.word == none():
        function.own = Object(owning=new_namespace())
    __op.deref(function.own.word.at[NamespaceCell]()).names.set(name, Object(sharing=new))


def annotate(function: Word, annotations: Word):
    """What stands behind the colons of a `def`: a dictionary."""
    _set_own(function, fixed_name("__annotations__"), annotations)


def set_function_attribute(value: Word, name: Word, new: Word) raises Raised:
    ref function = __op.deref(value.at[FunctionCell]())
    if name == fixed_name("__defaults__"):
        if new != none() and not new.is_(KIND_TUPLE):
            raise new_error(TYPE_ERROR, "__defaults__ must be set to a tuple object")
        function.defaults = Object(sharing=new)
        return
    if name == fixed_name("__kwdefaults__"):
        return _set_keyword_defaults(value, new)
    if name == fixed_name("__name__") or name == fixed_name("__qualname__"):
        if not new.is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String(string_of(name), " must be set to a string object"))
        return _set_own(value, name, new)
    if name == fixed_name("__doc__") or name == fixed_name("__module__"):
        return _set_own(value, name, new)
    if name == fixed_name("__annotations__"):
        if new != none() and not new.is_(KIND_DICT):
            raise new_error(TYPE_ERROR, "__annotations__ must be set to a dict object")
        var given = Object(owning=new_dictionary() if new == none() else counted(new))
        return _set_own(value, name, given.word)
    if name == fixed_name("__code__"):
        return _set_code(value, new)
    if name == fixed_name("__globals__") or name == fixed_name("__closure__"):
        raise new_error(ATTRIBUTE_ERROR, "readonly attribute")
    if name == fixed_name("__dict__"):
        if not new.is_(KIND_DICT):
            raise new_error(TYPE_ERROR, String("__dict__ must be set to a dictionary, not a '", type_name(new), "'"))
        function.attributes = Object(sharing=new)
        return
    if function.attributes.word == none():
        function.attributes = Object(owning=new_dictionary())
    set_key(function.attributes.word, name, new)


def _set_code(value: Word, new: Word) raises Raised:
    if not new.is_(KIND_CODE):
        raise new_error(TYPE_ERROR, "__code__ must be set to a code object")
    ref function = __op.deref(value.at[FunctionCell]())
    function.code = new
    function.entry = __op.deref(new.at[CodeCell]()).entry
    function.arity = __op.deref(new.at[CodeCell]()).arity


def _set_keyword_defaults(value: Word, new: Word) raises Raised:
    ref function = __op.deref(value.at[FunctionCell]())
    if new == none():
        function.keyword_defaults = Object(owning=none())
        return
    if not new.is_(KIND_DICT):
        raise new_error(TYPE_ERROR, "__kwdefaults__ must be set to a dict object")
    ref code = _code_of(value)
    var defaults = List[Object]()
    for i in range(code.keyword_only):
        var found = find_key(new, items_of(code.names)[code.positional + i].word)
        defaults.append(Object(owning=Word(UNBOUND)) if found.bits == 0 else Object(sharing=found))
    function.keyword_defaults = Object(owning=list_of(defaults^, KIND_TUPLE))


def remove_function_attribute(value: Word, name: Word) raises Raised -> Bool:
    ref function = __op.deref(value.at[FunctionCell]())
    if name == fixed_name("__defaults__") or name == fixed_name("__kwdefaults__"):
        set_function_attribute(value, name, none())
        return True
    if function.attributes.word == none() or find_key(function.attributes.word, name).bits == 0:
        return False
    delete_key(function.attributes.word, name)
    return True


def code_attribute(word: Word, name: Word) -> Word:
    """Of `__code__`, with a count; bits 0 if there is none."""
    ref code = __op.deref(word.at[CodeCell]())
    if name == fixed_name("co_name"):
        return counted(code.name)
    if name == fixed_name("co_qualname"):
        return counted(code.qualified_name)
    if name == fixed_name("co_argcount"):
        return small(code.positional)
    if name == fixed_name("co_posonlyargcount"):
        return small(code.positional_only)
    if name == fixed_name("co_kwonlyargcount"):
        return small(code.keyword_only)
    if name == fixed_name("co_varnames"):
        return counted(code.names)
    if name == fixed_name("co_flags"):
        var flags = 3 + code.suspension
        if code.has_rest:
            flags += 4
        if code.has_keywords:
            flags += 8
        return small(flags)
    return Word(0)


def builtin_function_name(number: Int) -> StaticString:
    """By the numbers of built-in functions."""
    comptime first = ["print", "len", "range", "str", "repr", "int", "float", "abs", "min", "max", "isinstance", "list", "tuple", "bool", "sum", "ord", "chr"]
    comptime for i in range(17):
        comptime name = first[i]
        if number == i:
            return name
    comptime containers = ["sorted", "any", "all", "iter", "next", "id", "hash"]
    comptime for i in range(7):
        comptime name = containers[i]
        if number == 39 + i:
            return name
    comptime classes = ["callable", "hasattr", "getattr", "setattr", "delattr", "issubclass", "id"]
    comptime for i in range(7):
        comptime name = classes[i]
        if number == 66 + i:
            return name
    comptime types = ["complex", "memoryview", "dir", "vars", "input"]
    comptime for i in range(5):
        comptime name = types[i]
        if number == 74 + i:
            return name
    comptime values = ["format", "ascii", "bin", "oct", "hex", "round", "pow", "divmod"]
    comptime for i in range(8):
        comptime name = values[i]
        if number == 80 + i:
            return name
    return "built-in"


from .module_dictionaries import module_dictionary
from .modules import loaded_modules
from .printing import type_name
from .word import KIND_CODE
