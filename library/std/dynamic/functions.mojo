"""Functions: how they are made, how arguments of every kind find their places, their attributes."""

from ..memory.raw import raw_allocate, raw_free
from .cells import BoxCell, CodeCell, FunctionCell, NamespaceCell, Entry, items_of, list_of, string_of
from .errors import NAME_ERROR, TYPE_ERROR, Raised, new_error
from .namespaces import Namespace
from .word import KIND_BOX, KIND_CODE, KIND_FUNCTION, KIND_NAMESPACE, KIND_TUPLE, NONE, UNBOUND, Object, Word, counted, new_cell, new_small_cell, none, put, word_of


struct _Making:
    var module: Word
    """The name of the module whose functions are being described."""

    @always_inline
    def __init__(out self):
        self.module = Word(NONE)


var _making: _Making = _Making()


def describing(module: Word):
    """What follows is of a module."""
    _making.module = module


def new_code(
    entry: Entry,
    positional: Int,
    positional_only: Int,
    keyword_only: Int,
    flags: Int,
    names: Word,
    name: Word,
    qualified_name: Word,
    documentation: Word,
) -> Word:
    """What a `def` says, for ever.

    Args:
        entry: Of the compiled function.
        positional: How many arguments may come by position.
        positional_only: How many of these may not come by keyword.
        keyword_only: How many may come by keyword only.
        flags: 1: there is `*rest`; 2: there is `**keywords`; beyond: as in `co_flags`, what a call makes.
        names: A tuple.
        name: As `def` has it.
        qualified_name: With those of the classes and functions around it.
        documentation: A text, or `None`.
    """
    var cell = new_cell[CodeCell](KIND_CODE)
    ref code = __op.deref(cell)
    code.entry = entry
    code.total = len(items_of(names))
    code.positional = positional
    code.positional_only = positional_only
    code.keyword_only = keyword_only
    code.has_rest = flags & 1 != 0
    code.has_keywords = flags & 2 != 0
    code.suspension = flags & ~3
    code.arity = positional if code.total == positional and positional <= 5 else -1
    code.names = names
    code.name = name
    code.qualified_name = qualified_name
    code.documentation = documentation
    code.module = _making.module
    return word_of(cell)


def new_function(code: Word, defaults: Word, keyword_defaults: Word, closure: Word) -> Word:
    var cell = new_small_cell[FunctionCell](KIND_FUNCTION)
    ref function = __op.deref(cell)
    function.entry = __op.deref(code.at[CodeCell]()).entry
    function.arity = __op.deref(code.at[CodeCell]()).arity
    function.code = code
    __op.initialize(__op.address_of(function.defaults), Object(sharing=defaults))
    __op.initialize(__op.address_of(function.keyword_defaults), Object(sharing=keyword_defaults))
    __op.initialize(__op.address_of(function.closure), Object(sharing=closure))
    __op.initialize(__op.address_of(function.attributes), Object(owning=none()))
    __op.initialize(__op.address_of(function.own), Object(owning=none()))
    return word_of(cell)


# Variables that inner functions share


def new_box(value: Word) -> Word:
    var cell = new_small_cell[BoxCell](KIND_BOX)
    __op.initialize(__op.address_of(__op.deref(cell).value), Object(sharing=value))
    return word_of(cell)


@always_inline
def load_box(box: Word, name: Word) raises Raised -> Word:
    comptime if parallel:
        if __op.unlikely(Bool(is_shared(box)).value):
            var shared = load_shared_box(box)
            if shared.bits == UNBOUND:
                raise _unbound(name)
            return shared
    var value = __op.deref(box.at[BoxCell]()).value.word
    if value.bits == UNBOUND:
        raise _unbound(name)
    return counted(value)


@always_inline
def load_own_box(box: Word, name: Word) raises Raised -> Word:
    """As `load_box`, in the function whose variable it is."""
    comptime if parallel:
        if __op.unlikely(Bool(is_shared(box)).value):
            var shared = load_shared_box(box)
            check_bound(shared, name)
            return shared
    var value = __op.deref(box.at[BoxCell]()).value.word
    check_bound(value, name)
    return counted(value)


def load_shared_box(box: Word) -> Word:
    """Behind the lock; may be unbound."""
    return counted(__op.deref(box.at[BoxCell]()).value.word)


@no_inline
def _unbound(name: Word) -> Raised:
    return new_error(
        NAME_ERROR, String("cannot access free variable '", string_of(name), "' where it is not associated with a value in enclosing scope")
    )


@always_inline
def store_box(box: Word, value: Word):
    comptime if parallel:
        if __op.unlikely(Bool(is_shared(box)).value):
            return store_shared_box(box, value)
    put(__op.deref(box.at[BoxCell]()).value, value)


def store_shared_box(box: Word, value: Word):
    """Behind the lock."""
    put(__op.deref(box.at[BoxCell]()).value, value)


@always_inline
def box_value(box: Word) -> Word:
    """Without a count; may be unbound."""
    return __op.deref(box.at[BoxCell]()).value.word


@always_inline
def closure_box(function: Word, index: Int) -> Word:
    return counted(items_of(__op.deref(function.at[FunctionCell]()).closure.word).unsafe_get(index).word)


# Arguments


@always_inline
def argument_at(words: __type.pointer[Word], index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


comptime Words = __type.pointer[Word]
comptime _few = 16


@always_inline
def _at(words: Words, index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


@no_inline
def call_function(callee: Word, words: Words, count: Int, names: Word) raises Raised -> Word:
    """A call with arguments that may need defaults, keywords, or collecting.

    Args:
        callee: A function.
        words: The arguments by position, then those by keyword.
        count: Of arguments by position.
        names: A tuple with the names of the others, or bits 0.
    """
    ref code = __op.deref(__op.deref(callee.at[FunctionCell]()).code.at[CodeCell]())
    if names.bits == 0 and count == code.total and count == code.positional:
        return enter(callee, words, count)
    if names.bits == 0 and count < code.positional and code.total == code.positional and code.total <= 5:
        ref function = __op.deref(callee.at[FunctionCell]())
        if function.defaults.word != none() and code.positional - count <= len(items_of(function.defaults.word)):
            return _enter_with_defaults(callee, words, count, code.positional)
    if code.total > _few:
        var places = raw_allocate[Word](code.total)
        try:
            var result = _call_with(callee, words, count, names, places)
            raw_free(places)
            return result
        except error:
            raw_free(places)
            raise error^
    var places = __op.uninitialized[__type.array[Word, 16]]()
    return _call_with(callee, words, count, names, __op.pointer_cast[Word](__op.address_of(places)))


def _enter_with_defaults(callee: Word, words: Words, count: Int, total: Int) raises Raised -> Word:
    """Only the last arguments are missing, and have defaults."""
    var places = __op.uninitialized[__type.array[Word, 5]]()
    var defaults = Object(sharing=__op.deref(callee.at[FunctionCell]()).defaults.word)
    ref values = items_of(defaults.word)
    for i in range(count):
        __op.array_element(places, i.value) = _at(words, i)
    for i in range(count, total):
        __op.array_element(places, i.value) = values.unsafe_get(len(values) - total + i).word
    var result = enter(callee, __op.pointer_cast[Word](__op.address_of(places)), total)
    keep(defaults)
    return result


def _call_with(callee: Word, words: Words, count: Int, names: Word, places: Words) raises Raised -> Word:
    ref function = __op.deref(callee.at[FunctionCell]())
    ref code = __op.deref(function.code.at[CodeCell]())
    var named = code.positional + code.keyword_only
    for i in range(named):
        __op.store(__op.offset(places, i.value), Word(UNBOUND))
    var taken = min(count, code.positional)
    for i in range(taken):
        __op.store(__op.offset(places, i.value), _at(words, i))
    var rest = Object(owning=none())
    if code.has_rest:
        var items = List[Object](capacity=max(0, count - taken))
        for i in range(taken, count):
            items.append(Object(sharing=_at(words, i)))
        rest = Object(owning=list_of(items^, KIND_TUPLE))
        __op.store(__op.offset(places, named.value), rest.word)
    var keywords = Object(owning=none())
    if code.has_keywords:
        keywords = Object(owning=new_dictionary())
        __op.store(__op.offset(places, (code.total - 1).value), keywords.word)
    if names.bits != 0:
        ref given = items_of(names)
        ref known = items_of(code.names)
        for i in range(len(given)):
            var name = given.unsafe_get(i).word
            var at = code.positional_only
            while at < named and known.unsafe_get(at).word != name:
                at += 1
            if at < named:
                if _at(places, at).bits != UNBOUND:
                    raise _error(code, String("got multiple values for argument '", string_of(name), "'"))
                __op.store(__op.offset(places, at.value), _at(words, count + i))
            elif code.has_keywords:
                set_key(keywords.word, name, _at(words, count + i))
            else:
                raise _unexpected(code, given, name)
    if count > taken and not code.has_rest:
        raise _too_many(callee, count, places)
    var defaults = Object(sharing=function.defaults.word)
    var first = code.positional
    if defaults.word != none():
        first -= len(items_of(defaults.word))
    for i in range(taken, code.positional):
        if _at(places, i).bits == UNBOUND:
            if i < first:
                raise _missing(code, places, 0, first, "positional")
            __op.store(__op.offset(places, i.value), items_of(defaults.word)[i - first].word)
    var more = Object(sharing=function.keyword_defaults.word)
    for i in range(code.positional, named):
        if _at(places, i).bits == UNBOUND and more.word != none():
            __op.store(__op.offset(places, i.value), items_of(more.word)[i - code.positional].word)
    for i in range(code.positional, named):
        if _at(places, i).bits == UNBOUND:
            raise _missing(code, places, code.positional, named, "keyword-only")
    var result = enter(callee, places, code.total)
    # The arguments live as long as the call.
    keep(rest)
    keep(keywords)
    keep(defaults)
    keep(more)
    return result


@no_inline
def keep(value: Object):
    pass


def _error(code: CodeCell, var message: String) -> Raised:
    return new_error(TYPE_ERROR, String(string_of(code.qualified_name), "() ", message))


def _unexpected(code: CodeCell, given: List[Object], name: Word) -> Raised:
    ref known = items_of(code.names)
    var wrong = String()
    for i in range(code.positional_only):
        for j in range(len(given)):
            if given[j].word == known[i].word:
                if wrong.byte_length() > 0:
                    wrong += ", "
                wrong += string_of(known[i].word)
    if wrong.byte_length() > 0:
        return _error(code, String("got some positional-only arguments passed as keyword arguments: '", wrong, "'"))
    return _error(code, String("got an unexpected keyword argument '", string_of(name), "'"))


def _too_many(callee: Word, count: Int, places: Words) -> Raised:
    ref function = __op.deref(callee.at[FunctionCell]())
    ref code = __op.deref(function.code.at[CodeCell]())
    var optional = 0 if function.defaults.word == none() else len(items_of(function.defaults.word))
    var message = String("takes ")
    if optional > 0:
        message += String("from ", code.positional - optional, " to ")
    message += String(code.positional, " positional argument", "" if code.positional == 1 and optional == 0 else "s", " but ", count)
    var by_keyword = 0
    for i in range(code.positional, code.positional + code.keyword_only):
        if _at(places, i).bits != UNBOUND:
            by_keyword += 1
    if by_keyword > 0:
        message += String(" positional argument", "" if count == 1 else "s", " (and ", by_keyword, " keyword-only argument")
        message += ")" if by_keyword == 1 else "s)"
        message += " were given"
    else:
        message += " was given" if count == 1 else " were given"
    return _error(code, message^)


def _missing(code: CodeCell, places: Words, from_: Int, to: Int, what: StaticString) -> Raised:
    ref known = items_of(code.names)
    var names = List[Int]()
    for i in range(from_, to):
        if _at(places, i).bits == UNBOUND:
            names.append(i)
    var message = String("missing ", len(names), " required ", what, " argument", "" if len(names) == 1 else "s", ": ")
    for i in range(len(names)):
        if i > 0:
            if len(names) > 2:
                message += ","
            message += " and " if i == len(names) - 1 else " "
        message += String("'", string_of(known[names[i]].word), "'")
    return _error(code, message^)


def new_namespace() -> Word:
    var cell = new_cell[NamespaceCell](KIND_NAMESPACE)
    __op.initialize(__op.address_of(__op.deref(cell).names), Namespace())
    return word_of(cell)


from .calls import enter
from .dictionaries import new_dictionary, set_key
from .startup import check_bound
from .word import is_shared, parallel
