"""Modules: their variables, what has been imported, how a name becomes a module.

A module's variables are words in the program's memory; the names of those that its code mentions form a shape, so that places which ask for them
remember where they are, as with instances. Names that only others give it live in a namespace.
"""

from ..memory.raw import raw_allocate
from .attributes import _slot_of, forget_places
from .cells import Entry, string_of, text_of
from .dictionaries import delete_key, find_key, new_dictionary, set_key
from .errors import ATTRIBUTE_ERROR, IMPORT_ERROR, MODULE_NOT_FOUND_ERROR, Raised, new_error
from .names import fixed_name, interned
from .namespaces import Namespace
from .word import KIND_MODULE, KIND_TEXT, NONE, UNBOUND, Object, Shape, Word, counted, none, release, word_of


struct ModuleCell:
    """Begins as an instance does."""

    var cell: Cell
    var slots: __type.pointer[Object]
    var count: Int
    var capacity: Int
    var name: Object
    var others: Namespace
    """What is no variable of its code."""
    var dictionary: Object
    """Of all of these (`module_dictionaries.mojo`), or `None` until somebody asks."""


comptime _Start = def() raises Raised thin -> Word


@fieldwise_init
struct _Known(Copyable, Movable):
    """A module whose code is part of the program."""

    var name: Word
    var start: Entry
    """Null: it cannot be imported."""
    var failure: Word
    """Why, or bits 0."""


struct _Modules:
    var known: List[_Known]
    var by_name: Word
    """`sys.modules`."""

    def __init__(out self):
        self.known = List[_Known]()
        self.by_name = new_dictionary()


var _modules: __type.pointer[_Modules] = __op.null[_Modules]()


def _all_modules() -> ref [MutableAnyOrigin] _Modules:
    if __op.eq(_modules, __op.null[_Modules]()):
        _modules = raw_allocate[_Modules](1)
        __op.initialize(_modules, _Modules())
    return __op.deref(_modules)


def loaded_modules() -> Word:
    """`sys.modules`, without a count."""
    return _all_modules().by_name


def register_module(name: Word, start: Entry):
    """Code that is part of the program, to be run when the module is first imported."""
    _all_modules().known.append(_Known(name=name, start=start, failure=Word(0)))


def register_failure(name: Word, reason: Word):
    """A module that there is, but whose code could not become part of the program."""
    _all_modules().known.append(_Known(name=name, start=__op.null[UInt8](), failure=reason))


def new_module(name: Word, slots: __type.pointer[Object], names: __type.pointer[Word], count: Int) -> Word:
    """A module with one count.

    Args:
        name: A text.
        slots: Its variables.
        names: Their names, which live for ever.
        count: How many there are.
    """
    var shape = raw_allocate[Shape](1)
    __op.initialize(shape, Shape(KIND_MODULE, __op.deref(shape_of_kind(KIND_MODULE)).owner))
    for i in range(count):
        __op.deref(shape).names.append(__op.load(__op.offset(names, i.value)))
    var cell = raw_allocate[ModuleCell](1)
    ref module = __op.deref(cell)
    module.cell.owners = 1
    module.cell.shape = shape
    module.slots = slots
    module.count = count
    module.capacity = 0
    __op.initialize(__op.address_of(module.name), Object(sharing=name))
    __op.initialize(__op.address_of(module.others), Namespace())
    __op.initialize(__op.address_of(module.dictionary), Object(owning=none()))
    var word = word_of(cell)
    set_module_attribute(word, fixed_name("__name__"), name)
    return word


def begin_module(name: Word, slots: __type.pointer[Object], names: __type.pointer[Word], count: Int, path: Word, package: Word, documentation: Word) raises Raised:
    """Before the first statement of a module in Python.

    Args:
        name: As it is imported.
        slots: Its variables.
        names: Of these.
        count: How many there are.
        path: Of its file.
        package: The name of the package that relative imports begin at.
        documentation: A text, or `None`.
    """
    var module = Object(owning=new_module(name, slots, names, count))
    set_module_attribute(module.word, fixed_name("__file__"), path)
    set_module_attribute(module.word, fixed_name("__package__"), package)
    set_module_attribute(module.word, fixed_name("__doc__"), documentation)
    if string_of(package) == string_of(name) and string_of(name) != "__main__":
        ref file = string_of(path)
        var end = file.rfind("/")
        var folder = Object(owning=text_of(String(file[byte=0:end])))
        var list = List[Object]()
        list.append(folder)
        set_module_attribute(module.word, fixed_name("__path__"), Object(owning=list_of(list^)).word)
    set_key(loaded_modules(), name, module.word)


# Attributes


def find_in_module(module: Word, name: Word) -> Word:
    """Without a count; bits 0 if there is none."""
    ref cell = __op.deref(module.at[ModuleCell]())
    var index = _slot_of(module.shape(), name)
    if index >= 0:
        var found = __op.deref(__op.offset(cell.slots, index.value)).word
        if found.bits != UNBOUND:
            return found
    return cell.others.find(name)


def module_attribute(module: Word, name: Word) raises Raised -> Word:
    """`module.name`."""
    var found = find_in_module(module, name)
    if found.bits != 0:
        return counted(found)
    var by = find_in_module(module, fixed_name("__getattr__"))
    if by.bits != 0:
        return call1(by, name)
    if name == fixed_name("__dict__"):
        return module_dictionary(module)
    if name == fixed_name("__class__"):
        return counted(type_of(module))
    raise new_error(
        ATTRIBUTE_ERROR,
        String("module '", string_of(__op.deref(module.at[ModuleCell]()).name.word), "' has no attribute '", string_of(name), "'"),
    )


def set_module_attribute(module: Word, name: Word, value: Word):
    """`module.name = value`."""
    publish_if_needed(value)
    ref cell = __op.deref(module.at[ModuleCell]())
    var index = _slot_of(module.shape(), name)
    if index >= 0:
        __op.deref(__op.offset(cell.slots, index.value)) = Object(sharing=value)
    else:
        cell.others.set(name, Object(sharing=value))


def delete_module_attribute(module: Word, name: Word) raises Raised:
    """`del module.name`."""
    if find_in_module(module, name).bits == 0:
        release(module_attribute(module, name))
    ref cell = __op.deref(module.at[ModuleCell]())
    var index = _slot_of(module.shape(), name)
    if index >= 0:
        unbind_global(__op.offset(cell.slots, index.value))
    else:
        _ = cell.others.remove(name)


def unbind_global(variable: __type.pointer[Object]):
    """Takes its value from a variable: places outside that know where it is must look again."""
    forget_places()
    __op.deref(variable) = Object(owning=Word(UNBOUND))


def names_of_module(module: Word) -> List[Word]:
    """Of all that has a value."""
    ref cell = __op.deref(module.at[ModuleCell]())
    ref names = __op.deref(module.shape()).names
    var all = List[Word]()
    for i in range(len(names)):
        if __op.deref(__op.offset(cell.slots, i.value)).word.bits != UNBOUND:
            all.append(names[i])
    for i in range(len(cell.others.names)):
        if cell.others.names[i].bits != 0:
            all.append(cell.others.names[i])
    return all^


def module_repr(module: Word) raises Raised -> String:
    """`repr(module)`."""
    var name = to_repr(__op.deref(module.at[ModuleCell]()).name.word)
    var file = find_in_module(module, fixed_name("__file__"))
    if file.is_(KIND_TEXT):
        return String("<module ", name, " from ", to_repr(file), ">")
    return String("<module ", name, " (built-in)>")


# Importing


def import_module(name: Word) raises Raised -> Word:
    """The module of a dotted name, after those that it is in; with a count."""
    var found = find_key(loaded_modules(), name)
    if found.bits != 0:
        if found.bits == NONE:
            raise not_found(String("import of ", string_of(name), " halted; None in sys.modules"), name)
        return counted(found)
    ref text = string_of(name)
    var dot = text.rfind(".")
    if dot < 0:
        return _load(name)
    var parent_name = Object(owning=text_of(String(text[byte=0:dot])))
    var parent = Object(owning=import_module(interned(parent_name.word)))
    found = find_key(loaded_modules(), name)
    if found.bits != 0:
        return counted(found)
    if parent.word.is_(KIND_MODULE) and find_in_module(parent.word, fixed_name("__path__")).bits == 0:
        raise not_found(String("No module named '", text, "'; '", string_of(parent_name.word), "' is not a package"), name)
    var module = Object(owning=_load(name))
    var last = Object(owning=text_of(String(text[byte = dot + 1 : text.byte_length()])))
    set_attribute_of(parent.word, interned(last.word), module.word)
    return counted(module.word)


def _load(name: Word) raises Raised -> Word:
    """Runs the code of a module."""
    ref modules = _all_modules()
    for i in range(len(modules.known)):
        if modules.known[i].name == name:
            var start = modules.known[i].start
            if modules.known[i].failure.bits != 0:
                raise _cannot_import(name, modules.known[i].failure)
            try:
                _run_code(start)
            except error:
                var failed = Object(owning=none())
                var known = find_key(modules.by_name, name)
                if known.bits != 0:
                    failed = Object(sharing=known)
                    delete_key(modules.by_name, name)
                return _instead_of(failed.word, name, error^)
            return counted(find_key(modules.by_name, name))
    var native = native_module(name)
    if native.bits == 0:
        var start = _compiled_now(name)
        if __op.ne(start, __op.null[UInt8]()):
            register_module(name, start)
            return _load(name)
    if native.bits == 0 and has_python_version(name):
        raise not_found(String("No module named '", string_of(name), "'"), name)
    var module = Object(owning=native if native.bits != 0 else foreign_module(name))
    set_key(modules.by_name, name, module.word)
    return counted(module.word)


def _compiled_now(name: Word) raises Raised -> Entry:
    """The code of a module in Python that the program was compiled without; null: there is none."""
    var folders = String()
    var sys = find_key(loaded_modules(), fixed_name("sys"))
    var path = find_in_module(sys, fixed_name("path")) if sys.is_(KIND_MODULE) else Word(0)
    if path.is_(KIND_LIST):
        ref items = items_of(path)
        for i in range(len(items)):
            if items[i].word.is_(KIND_TEXT):
                folders += String(string_of(items[i].word), "\n")
    return module_code(string_of(name).as_string_slice(), folders.as_string_slice())


def _run_code(start: Entry) raises Raised:
    """What a module itself does; where threads run at once, without the lock of the run time."""
    comptime if parallel:
        var left = step_out()
        try:
            release(__op.load(__op.pointer_cast[_Start](__op.address_of(start)))())
        except error:
            step_in(left)
            raise error^
        step_in(left)
    else:
        release(__op.load(__op.pointer_cast[_Start](__op.address_of(start)))())


def _instead_of(module: Word, name: Word, var error: Raised) raises Raised -> Word:
    """A module of the user's installation that needs what the library has not yet: CPython's own, if that can be had."""
    var file = find_in_module(module, fixed_name("__file__")) if module.is_(KIND_MODULE) else Word(0)
    if not file.is_(KIND_TEXT) or string_of(file).find("/lib/python3") < 0:
        raise error^
    try:
        var found = Object(owning=foreign_module(name))
        set_key(loaded_modules(), name, found.word)
        return counted(found.word)
    except:
        raise error^


def _cannot_import(name: Word, reason: Word) -> Raised:
    var error = new_error(IMPORT_ERROR, String("cannot import '", string_of(name), "': ", string_of(reason)))
    set_new_attribute(error.value.word, fixed_name("name"), Object(sharing=name))
    return error^


def not_found(var message: String, name: Word) -> Raised:
    var error = new_error(MODULE_NOT_FOUND_ERROR, message^)
    set_new_attribute(error.value.word, fixed_name("name"), Object(sharing=name))
    return error^


def import_top(name: Word) raises Raised -> Word:
    """`import a.b.c`: all of them are imported, and `a` is what the name means."""
    ref text = string_of(name)
    var dot = text.find(".")
    release(import_module(name))
    if dot < 0:
        return import_module(name)
    var top = Object(owning=text_of(String(text[byte=0:dot])))
    return import_module(interned(top.word))


def import_name(module: Word, name: Word) raises Raised -> Word:
    """`from module import name`: an attribute, or a module in the package."""
    try:
        return attribute_of(module, name)
    except error:
        if not subclass_of(class_of(error.value.word), error_class(ATTRIBUTE_ERROR)):
            raise error^
    var own = Object(owning=attribute_of(module, fixed_name("__name__")))
    if module.is_(KIND_MODULE) and find_in_module(module, fixed_name("__path__")).bits != 0:
        var whole = Object(owning=text_of(String(string_of(own.word), ".", string_of(name))))
        try:
            return import_module(interned(whole.word))
        except error:
            if not subclass_of(class_of(error.value.word), error_class(MODULE_NOT_FOUND_ERROR)):
                raise error^
    var place = String("unknown location")
    if module.is_(KIND_MODULE):
        var file = find_in_module(module, fixed_name("__file__"))
        if file.is_(KIND_TEXT):
            place = String(string_of(file))
    raise new_error(IMPORT_ERROR, String("cannot import name '", string_of(name), "' from '", string_of(own.word), "' (", place, ")"))


def import_part(module: Word, package: Word, name: Word) raises Raised:
    """A module in a package, if it is one: what `from package import name` may mean."""
    var found = find_attribute(module, interned(name))
    if found.bits != 0:
        return release(found)
    var whole = Object(owning=text_of(String(string_of(package), ".", string_of(name))))
    try:
        release(import_module(interned(whole.word)))
    except error:
        if not subclass_of(class_of(error.value.word), error_class(MODULE_NOT_FOUND_ERROR)):
            raise error^


def import_all(module: Word, into: Word) raises Raised:
    """`from module import *`, in a module."""
    var names = Object(owning=public_names(module))
    ref items = items_of(names.word)
    for i in range(len(items)):
        _import_into(module, items[i].word, into)


def public_names(module: Word) raises Raised -> Word:
    """What `*` means, as a list: what `__all__` names, else all names without an underscore before them."""
    var all = _attribute_or_none(module, fixed_name("__all__"))
    if all.word.bits != NONE:
        var names = Object(owning=list_from(all.word))
        ref items = items_of(names.word)
        for i in range(len(items)):
            if not items[i].word.is_(KIND_TEXT):
                raise new_error(TYPE_ERROR, String("Item in __all__ must be str, not ", type_name(items[i].word)))
        return counted(names.word)
    var names = Object(owning=new_list(0))
    if module.is_(KIND_MODULE):
        var own = names_of_module(module)
        for i in range(len(own)):
            append(names.word, own[i])
    else:
        # Anything may stand in `sys.modules`.
        var dictionary = _attribute_or_none(module, fixed_name("__dict__"))
        if dictionary.word.bits == NONE:
            raise new_error(IMPORT_ERROR, "from-import-* object has no __dict__ and no __all__")
        names = Object(owning=list_from(dictionary.word))
    var public = Object(owning=new_list(0))
    ref items = items_of(names.word)
    for i in range(len(items)):
        if not string_of(items[i].word).startswith("_"):
            append(public.word, items[i].word)
    return counted(public.word)


def _attribute_or_none(value: Word, name: Word) raises Raised -> Object:
    try:
        return Object(owning=attribute_of(value, name))
    except error:
        if not subclass_of(class_of(error.value.word), error_class(ATTRIBUTE_ERROR)):
            raise error^
    return Object(owning=none())


def _import_into(module: Word, name: Word, into: Word) raises Raised:
    var lasting = interned(name)
    if module.is_(KIND_MODULE) and find_in_module(module, fixed_name("__path__")).bits != 0:
        import_part(module, find_in_module(module, fixed_name("__name__")), lasting)
    var value = Object(owning=attribute_of(module, lasting))
    set_module_attribute(into, lasting, value.word)


def no_package() raises Raised:
    """A relative import in a module that is in no package."""
    raise new_error(IMPORT_ERROR, "attempted relative import with no known parent package")


def load_shared(variable: __type.pointer[Object], other: Word) -> Word:
    """A variable whose value other threads may replace; behind the lock."""
    var word = __op.deref(variable).word
    return counted(other if word.bits == UNBOUND else word)


@always_inline
def load_global_or(variable: __type.pointer[Object], builtin: Word) -> Word:
    """A variable that may have a built-in's name."""
    var word = __op.deref(variable).word
    comptime if parallel:
        if __op.unlikely(Bool(is_shared(word)).value):
            return load_shared(variable, builtin)
    return counted(builtin if word.bits == UNBOUND else word)


from .attributes import attribute_of, set_attribute_of, set_new_attribute
from .calls import call1
from .cells import items_of, list_of
from .class_builtins import find_attribute
from .classes import class_of, subclass_of
from .compiler_service import module_code
from .elements import list_from
from .errors import TYPE_ERROR, error_class
from .foreign.imports import foreign_module
from .module_dictionaries import module_dictionary
from .native_modules import has_python_version, native_module
from .printing import to_repr, type_name
from .sequences import append, new_list
from .types import type_of
from .word import KIND_LIST, Cell, shape_of_kind
from .parallel import step_in, step_out
from .word import is_shared, parallel
from .parallel import publish_if_needed
