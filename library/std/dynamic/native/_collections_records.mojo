"""What makes named tuples as quick as classes in Mojo, and counts elements."""

from ..arguments import Arguments, as_index
from ..cells import CodeCell, Entry, FunctionCell, items_of, list_of
from ..classes import new_instance
from ..dictionaries import find_key_hashed, set_key_hashed
from ..errors import INDEX_ERROR, TYPE_ERROR, Raised, new_error
from ..extended import plain, set_base
from ..functions import new_code, new_function
from ..hashing import hash_of
from ..names import interned
from ..natives import NativeCode1, NativeCode2, NativeCode3, NativeCode4, define, direct_function
from ..numbers import add
from ..sequences import append_given, get_item, is_end, iterate, new_tuple, next_of
from ..word import KIND_CLASS, KIND_DICT, KIND_TUPLE, Object, Word, counted, none, small


def define_records(module: Word):
    define(module, "_field", _field)
    define(module, "_maker", _maker)
    define(module, "_count_elements", _count_elements)


def _field(args: Arguments) raises Raised -> Word:
    """`_field(index)`: a function that gives an element of a tuple."""
    args.check_count("_field", 1, 1)
    return field_getter(as_index(args[0]))


def field_getter(index: Int) -> Word:
    """A function that gives an element of a tuple, or of an instance that extends one."""
    var code: NativeCode1 = _element
    var function = direct_function("_field", __op.load(__op.pointer_cast[Entry](__op.address_of(code))), 1)
    __op.deref(function.at[FunctionCell]()).closure = Object(owning=small(index))
    return function


def _element(function: Word, tuple: Word) raises Raised -> Word:
    var index = __op.deref(function.at[FunctionCell]()).closure.word.integer()
    var source = plain(tuple)
    if source.is_(KIND_TUPLE) and index < len(items_of(source)):
        return counted(items_of(source).unsafe_get(index).word)
    return get_item(tuple, small(index))


comptime _Code5 = def(Word, Word, Word, Word, Word, Word) raises Raised thin -> Word
comptime _CodeMany = def(Word, __type.pointer[Word]) raises Raised thin -> Word


def _maker(args: Arguments) raises Raised -> Word:
    """`_maker(name, qualified_name, fields, defaults)`: `__new__` of a class that extends `tuple`, with an argument for each field."""
    args.check_count("_maker", 4, 4)
    ref fields = items_of(args[2])
    var names = List[Object]()
    names.append(Object(sharing=fixed_name("_cls")))
    for i in range(len(fields)):
        names.append(Object(sharing=interned(fields[i].word)))
    var count = len(names)
    # The tuple of names belongs to the code, which lives for ever.
    var tuple = list_of(names^, KIND_TUPLE)
    var code = new_code(_entry(count), count, 0, 0, 0, tuple, interned(args[0]), interned(args[1]), none())
    return new_function(code, args[3], none(), none())


def _entry(count: Int) -> Entry:
    """The code for as many arguments, the class among them."""
    if count == 1:
        var code: NativeCode1 = _make0
        return __op.load(__op.pointer_cast[Entry](__op.address_of(code)))
    if count == 2:
        var code: NativeCode2 = _make1
        return __op.load(__op.pointer_cast[Entry](__op.address_of(code)))
    if count == 3:
        var code: NativeCode3 = _make2
        return __op.load(__op.pointer_cast[Entry](__op.address_of(code)))
    if count == 4:
        var code: NativeCode4 = _make3
        return __op.load(__op.pointer_cast[Entry](__op.address_of(code)))
    if count == 5:
        var code: _Code5 = _make4
        return __op.load(__op.pointer_cast[Entry](__op.address_of(code)))
    var code: _CodeMany = _make_many
    return __op.load(__op.pointer_cast[Entry](__op.address_of(code)))


def _made(class_: Word, tuple: Word) raises Raised -> Word:
    """Takes the count of the tuple over."""
    var base = Object(owning=tuple)
    if not class_.is_(KIND_CLASS):
        raise new_error(TYPE_ERROR, "tuple.__new__(X): X is not a type object")
    var made = new_instance(class_)
    set_base(made, base^)
    return made


def _make0(function: Word, class_: Word) raises Raised -> Word:
    return _made(class_, new_tuple(0))


def _make1(function: Word, class_: Word, a: Word) raises Raised -> Word:
    var tuple = new_tuple(1)
    append_given(tuple, counted(a))
    return _made(class_, tuple)


def _make2(function: Word, class_: Word, a: Word, b: Word) raises Raised -> Word:
    var tuple = new_tuple(2)
    append_given(tuple, counted(a))
    append_given(tuple, counted(b))
    return _made(class_, tuple)


def _make3(function: Word, class_: Word, a: Word, b: Word, c: Word) raises Raised -> Word:
    var tuple = new_tuple(3)
    append_given(tuple, counted(a))
    append_given(tuple, counted(b))
    append_given(tuple, counted(c))
    return _made(class_, tuple)


def _make4(function: Word, class_: Word, a: Word, b: Word, c: Word, d: Word) raises Raised -> Word:
    var tuple = new_tuple(4)
    append_given(tuple, counted(a))
    append_given(tuple, counted(b))
    append_given(tuple, counted(c))
    append_given(tuple, counted(d))
    return _made(class_, tuple)


def _make_many(function: Word, words: __type.pointer[Word]) raises Raised -> Word:
    var count = __op.deref(__op.deref(function.at[FunctionCell]()).code.at[CodeCell]()).total
    var tuple = new_tuple(count - 1)
    for i in range(1, count):
        append_given(tuple, counted(__op.load(__op.offset(words, i.value))))
    return _made(__op.load(words), tuple)


def _count_elements(args: Arguments) raises Raised -> Word:
    """`_count_elements(counts, elements)`: adds one for each to a dictionary, or to one behind an instance."""
    args.check_count("_count_elements", 2, 2)
    var counts = Object(sharing=plain(args[0]))
    if not counts.word.is_(KIND_DICT):
        raise new_error(TYPE_ERROR, "_count_elements() argument 1 must be dict")
    var iterator = Object(owning=iterate(args[1]))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return none()
        var key = Object(owning=item)
        var hash = hash_of(key.word)
        var found = find_key_hashed(counts.word, key.word, hash)
        if found.bits == 0:
            set_key_hashed(counts.word, key.word, hash, small(1))
        else:
            var next = Object(owning=add(found, small(1)))
            set_key_hashed(counts.word, key.word, hash, next.word)


from ..names import fixed_name
