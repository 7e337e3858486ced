"""Functions in Mojo as values of Python: those of the modules that are written in Mojo."""

from ..memory.raw import raw_allocate
from .arguments import Arguments
from .cells import Entry, FunctionCell, text_of
from .errors import Raised
from .modules import new_module, set_module_attribute
from .names import name_of
from .word import KIND_FUNCTION, KIND_NATIVE, KIND_NATIVE_METHOD, Cell, Object, Word, new_cell, none, shape_of_kind, word_of

comptime NativeCode = def(Arguments) raises Raised thin -> Word
"""Takes words that its caller keeps alive; gives one with a count."""
comptime NativeCode1 = def(Word, Word) raises Raised thin -> Word
"""First the function itself."""
comptime NativeCode2 = def(Word, Word, Word) raises Raised thin -> Word
comptime NativeCode3 = def(Word, Word, Word, Word) raises Raised thin -> Word
comptime NativeCode4 = def(Word, Word, Word, Word, Word) raises Raised thin -> Word


struct NativeCell:
    var cell: Cell
    var code: NativeCode
    var name: Word
    var module: Word
    """The name of the module, or bits 0."""


def native_function(name: StaticString, code: NativeCode) -> Word:
    """A function that looks at its arguments itself."""
    return native_method(name, code, False)


def native_method(name: StaticString, code: NativeCode, is_bound: Bool) -> Word:
    """As `native_function`; as an attribute of a class it may be bound to instances, as functions are."""
    var cell = new_cell[NativeCell](KIND_NATIVE_METHOD if is_bound else KIND_NATIVE)
    ref native = __op.deref(cell)
    __op.initialize(__op.address_of(native.code), code)
    native.name = name_of(name._data, name._length)
    native.module = Word(0)
    return word_of(cell)


def call_native(function: Word, arguments: Arguments) raises Raised -> Word:
    comptime if parallel:
        admit(arguments.words, arguments.count + arguments.named_count())
    return __op.deref(function.at[NativeCell]()).code(arguments)


def native_name(function: Word) -> Word:
    """Without a count."""
    return __op.deref(function.at[NativeCell]()).name


def module_of(name: StaticString) -> Word:
    """A new module without variables."""
    return new_module(name_of(name._data, name._length), __op.null[Object](), __op.null[Word](), 0)


def define(module: Word, name: StaticString, code: NativeCode):
    """`module.name` is a function."""
    define_value(module, name, native_function(name, code))


def define_value(module: Word, name: StaticString, value: Word):
    """`module.name` is a value, whose count is taken over."""
    set_module_attribute(module, name_of(name._data, name._length), Object(owning=value).word)


def define1(module: Word, name: StaticString, code: NativeCode1):
    """A function of one argument by position, which is called as directly as a compiled one."""
    var held = code
    define_value(module, name, direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(held))), 1))


def define2(module: Word, name: StaticString, code: NativeCode2):
    """As `define1`, of two."""
    var held = code
    define_value(module, name, direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(held))), 2))


def define3(module: Word, name: StaticString, code: NativeCode3):
    """As `define1`, of three."""
    var held = code
    define_value(module, name, direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(held))), 3))


def method_getter(function: Word) -> Word:
    """`function.__get__`."""
    var get = Object(owning=native_function("__get__", _bound_method))
    return bound_to(get.word, function)


def _bound_method(args: Arguments) raises Raised -> Word:
    """`function.__get__(instance, owner=None)`."""
    args.check_count("__get__", 2, 3)
    return counted(args[0]) if args[1].bits == NONE and args.count == 3 else bound_to(args[0], args[1])


def direct_function(name: StaticString, entry: Entry, arity: Int) -> Word:
    """A function of arguments by position, called as directly as a compiled one."""
    var cell = raw_allocate[FunctionCell](1)
    __op.memory_set(__op.pointer_cast[UInt8](cell), UInt8(0).value, __op.size_of[FunctionCell]())
    ref function = __op.deref(cell)
    function.cell.owners = 1
    function.cell.shape = shape_of_kind(KIND_FUNCTION)
    function.entry = entry
    function.arity = native_arity if parallel else arity
    function.code = native_code(name, entry, arity)
    __op.initialize(__op.address_of(function.defaults), Object(owning=none()))
    __op.initialize(__op.address_of(function.keyword_defaults), Object(owning=none()))
    __op.initialize(__op.address_of(function.closure), Object(owning=none()))
    __op.initialize(__op.address_of(function.attributes), Object(owning=none()))
    __op.initialize(__op.address_of(function.own), Object(owning=none()))
    return word_of(cell)


def native_code(name: StaticString, entry: Entry, arity: Int) -> Word:
    """What a direct function would say in a `def`: arguments without names."""
    var names = List[Object]()
    for i in range(arity):
        names.append(Object(owning=text_of(String("x", i))))
    var text = name_of(name._data, name._length)
    var code = new_code(entry, arity, arity, 0, 0, list_of(names^, KIND_TUPLE), text, text, none())
    __op.deref(code.at[CodeCell]()).module = none()
    return code


from .cells import CodeCell, list_of
from .functions import new_code
from .word import KIND_TUPLE
from .attributes import bound_to
from .word import NONE, counted
from .calls import native_arity
from .parallel import admit
from .word import parallel
