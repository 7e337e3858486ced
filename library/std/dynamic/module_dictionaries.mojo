"""`globals()` and `module.__dict__`: a dictionary of a module's variables, which are elsewhere: compiled code knows their places.

Whoever looks into the dictionary takes over first what the variables are now; what is set or deleted in it is so in the module, too. Only keys that are
texts are variables.
"""

from ..memory.raw import raw_allocate
from .dictionaries import dict_of, entry_at, find_own_slot, new_dictionary, set_own_key, take_own_key
from .errors import Raised
from .hashing import hash_of
from .modules import ModuleCell, delete_module_attribute, find_in_module, names_of_module, set_module_attribute
from .names import interned, known_name
from .word import IS_OF_MODULE, KIND_DICT, KIND_TEXT, NONE, Object, Shape, Word, counted, release, shape_of_kind


def module_dictionary(module: Word) -> Word:
    """With a count; the same one each time."""
    ref cell = __op.deref(module.at[ModuleCell]())
    if cell.dictionary.word.bits == NONE:
        var shape = raw_allocate[Shape](1)
        __op.initialize(shape, Shape(KIND_DICT, __op.deref(shape_of_kind(KIND_DICT)).owner, IS_OF_MODULE))
        __op.deref(shape).names.append(module)
        var made = new_dictionary()
        __op.deref(made.at[_Cell]()).shape = shape
        cell.dictionary = Object(owning=made)
    return counted(cell.dictionary.word)


@always_inline
def _module_of(d: Word) -> Word:
    return __op.deref(d.shape()).names.unsafe_get(0)


@no_inline
def take_variable(d: Word, key: Word, hash: Int) raises Raised:
    """One key as the module has it."""
    if not key.is_(KIND_TEXT):
        return
    var name = known_name(key)
    var value = find_in_module(_module_of(d), name) if name.bits != 0 else Word(0)
    if value.bits != 0:
        set_own_key(d, name, hash, value)
    else:
        var old = take_own_key(d, key, hash)
        if old.bits != 0:
            release(old)


@no_inline
def take_variables(d: Word):
    """All keys as the module has them; those of names that have no value any more go."""
    try:
        var names = names_of_module(_module_of(d))
        for i in range(len(names)):
            set_own_key(d, names[i], hash_of(names[i]), find_in_module(_module_of(d), names[i]))
        if dict_of(d).count > len(names):
            _drop_others(d)
    except:
        # Texts have hashes and are compared without calls.
        pass


def _drop_others(d: Word) raises Raised:
    var gone = List[Object]()
    for i in range(dict_of(d).filled):
        var key = entry_at(d, i).key
        if key.bits != 0 and key.is_(KIND_TEXT) and find_in_module(_module_of(d), interned(key)).bits == 0:
            gone.append(Object(sharing=key))
    for i in range(len(gone)):
        release(take_own_key(d, gone[i].word, hash_of(gone[i].word)))


@no_inline
def set_variable(d: Word, key: Word, value: Word):
    """What the dictionary is given is the module's."""
    if key.is_(KIND_TEXT):
        set_module_attribute(_module_of(d), interned(key), value)


@no_inline
def delete_variable(d: Word, key: Word):
    if not key.is_(KIND_TEXT):
        return
    var name = known_name(key)
    if name.bits == 0 or find_in_module(_module_of(d), name).bits == 0:
        return
    try:
        delete_module_attribute(_module_of(d), name)
    except:
        # It is there.
        pass


@no_inline
def delete_variables(d: Word):
    var names = names_of_module(_module_of(d))
    for i in range(len(names)):
        delete_variable(d, names[i])


from .word import Cell as _Cell
