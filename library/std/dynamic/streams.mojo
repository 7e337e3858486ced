"""What gives elements one after another besides lists, tuples, texts and ranges: dictionaries, sets, `enumerate`, `zip`, `map` and their like."""

from .dictionaries import dict_of, entry_at, key_count, next_entry
from .errors import RUNTIME_ERROR, STOP_ITERATION, INDEX_ERROR, VALUE_ERROR, Raised, error_class, new_error
from .sets import next_member, set_entry, set_of
from .word import KIND_DICT, KIND_STREAM, KIND_VIEW, NONE, UNBOUND, Cell, Object, Word, counted, give, new_small_cell, none, release, small, word_of

comptime OF_KEYS = 0
comptime OF_VALUES = 1
comptime OF_ITEMS = 2
comptime OF_SET = 3
comptime ENUMERATE = 4
comptime ZIP = 5
comptime MAP = 6
comptime FILTER = 7
comptime OF_CALLS = 8
"""`iter(function, sentinel)`."""
comptime OF_SUBSCRIPTS = 9
"""Of an instance with `__getitem__`."""
comptime REVERSED = 10
"""Of a list, a tuple, a text, a range or an instance, downwards."""
comptime KEYS_DOWN = 11
comptime VALUES_DOWN = 12
comptime ITEMS_DOWN = 13
comptime ZIP_STRICT = 14


struct StreamCell:
    var cell: Cell
    var form: Int
    var first: Object
    """What is iterated over, or a function; `None` when the stream has ended."""
    var second: Object
    var index: Int
    var count: Int
    """Elements of a dictionary or set when the iteration began."""


struct ViewCell:
    var cell: Cell
    var source: Object
    var which: Int


@always_inline
def stream_of(word: Word) -> ref [MutableAnyOrigin] StreamCell:
    return __op.deref(word.at[StreamCell]())


def new_stream(form: Int, first: Word, second: Word, index: Int = 0, count: Int = 0) -> Word:
    var cell = new_small_cell[StreamCell](KIND_STREAM)
    ref made = __op.deref(cell)
    made.form = form
    __op.initialize(__op.address_of(made.first), Object(sharing=first))
    __op.initialize(__op.address_of(made.second), Object(sharing=second))
    made.index = index
    made.count = count
    return word_of(cell)


def end_of_stream(word: Word):
    ref stream = stream_of(word)
    __op.destroy(__op.address_of(stream.first))
    __op.destroy(__op.address_of(stream.second))


def new_view(source: Word, which: Int) -> Word:
    var cell = new_small_cell[ViewCell](KIND_VIEW)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.source), Object(sharing=source))
    made.which = which
    return word_of(cell)


@always_inline
def view_source(word: Word) -> Word:
    return __op.deref(word.at[ViewCell]()).source.word


@always_inline
def view_which(word: Word) -> Int:
    return __op.deref(word.at[ViewCell]()).which


def iterate_dictionary(d: Word, which: Int) -> Word:
    return new_stream(which, d, none(), 0, key_count(d))


def iterate_dictionary_down(d: Word, which: Int) -> Word:
    var count = key_count(d)
    return new_stream(KEYS_DOWN + which, d, none(), dict_of(d).filled - 1, count)


def iterate_set(s: Word) -> Word:
    return new_stream(OF_SET, s, none(), 0, set_of(s).count)


def pair_of(first: Word, second: Word) -> Word:
    """A tuple; takes the count of both over."""
    var tuple = new_tuple(2)
    append_given(tuple, first)
    append_given(tuple, second)
    return tuple


@always_inline
def _end(stream: Word) -> Word:
    stream_of(stream).first = Object(owning=none())
    return Word(UNBOUND)


@no_inline
def next_in_stream(word: Word) raises Raised -> Word:
    """The next element; unbound at the end."""
    ref stream = stream_of(word)
    var form = stream.form
    var source = stream.first.word
    if form <= OF_ITEMS:
        if source.bits == NONE:
            return Word(UNBOUND)
        if stream.count != dict_of(source).count:
            stream.count = -1
            raise new_error(RUNTIME_ERROR, "dictionary changed size during iteration")
        var at = next_entry(source, stream.index)
        if at < 0:
            return _end(word)
        stream.index = at + 1
        return _of_entry(source, at, form)
    if form == OF_SET:
        if source.bits == NONE:
            return Word(UNBOUND)
        if stream.count != set_of(source).count:
            stream.count = -1
            raise new_error(RUNTIME_ERROR, "Set changed size during iteration")
        var at = next_member(source, stream.index)
        if at < 0:
            return _end(word)
        stream.index = at + 1
        return counted(set_entry(source, at).key)
    if form >= KEYS_DOWN and form <= ITEMS_DOWN:
        if source.bits == NONE:
            return Word(UNBOUND)
        if stream.count != dict_of(source).count:
            stream.count = -1
            raise new_error(RUNTIME_ERROR, "dictionary changed size during iteration")
        var at = min(stream.index, dict_of(source).filled - 1)
        while at >= 0 and entry_at(source, at).key.bits == 0:
            at -= 1
        if at < 0:
            return _end(word)
        stream.index = at - 1
        return _of_entry(source, at, form - KEYS_DOWN)
    if form == ENUMERATE:
        var item = next_of(source)
        if is_end(item):
            return item
        if stream.second.word.bits == NONE:
            stream.index += 1
            return pair_of(integer_of(stream.index - 1), item)
        var number = counted(stream.second.word)
        stream.second = Object(owning=add(number, small(1)))
        return pair_of(number, item)
    if form == ZIP or form == ZIP_STRICT:
        return _next_of_zip(word, form == ZIP_STRICT)
    if form == REVERSED:
        if source.bits == NONE or stream.index < 0:
            return _end(word)
        if stream.index >= length(source) and source.is_cell() and not is_instance(source):
            return _end(word)
        stream.index -= 1
        return get_item(source, small(stream.index + 1))
    try:
        if form == MAP:
            return _next_of_map(word)
        if form == FILTER:
            return _next_of_filter(word)
        if form == OF_CALLS:
            if source.bits == NONE:
                return Word(UNBOUND)
            var function = Object(sharing=source)
            var item = Object(owning=call0(function.word))
            if equal(item.word, stream.second.word):
                return _end(word)
            return give(item^)
        if source.bits == NONE:
            return Word(UNBOUND)
        stream.index += 1
        return get_item(source, small(stream.index - 1))
    except error:
        var class_ = class_of(error.value.word)
        if subclass_of(class_, error_class(STOP_ITERATION)) or (form == OF_SUBSCRIPTS and subclass_of(class_, error_class(INDEX_ERROR))):
            if form == OF_SUBSCRIPTS or form == OF_CALLS:
                return _end(word)
            return Word(UNBOUND)
        raise error^


def _of_entry(d: Word, index: Int, which: Int) -> Word:
    ref entry = entry_at(d, index)
    if which == OF_KEYS:
        return counted(entry.key)
    if which == OF_VALUES:
        return counted(entry.value)
    return pair_of(counted(entry.key), counted(entry.value))


def _next_of_zip(word: Word, is_strict: Bool) raises Raised -> Word:
    ref iterators = items_of(stream_of(word).first.word)
    var count = len(iterators)
    if count == 0:
        return Word(UNBOUND)
    var tuple = Object(owning=new_tuple(count))
    for i in range(count):
        var item = next_of(iterators[i].word)
        if is_end(item):
            if is_strict:
                if i > 0:
                    raise _uneven(i, "shorter")
                for j in range(1, count):
                    var other = next_of(iterators[j].word)
                    if not is_end(other):
                        release(other)
                        raise _uneven(j, "longer")
            return item
        append_given(tuple.word, item)
    return give(tuple^)


def _uneven(index: Int, how: StaticString) -> Raised:
    var others = String("argument 1") if index == 1 else String("arguments 1-", index)
    return new_error(VALUE_ERROR, String("zip() argument ", index + 1, " is ", how, " than ", others))


def _next_of_map(word: Word) raises Raised -> Word:
    ref stream = stream_of(word)
    ref iterators = items_of(stream.second.word)
    var count = len(iterators)
    if count == 1:
        var item = next_of(iterators[0].word)
        if is_end(item):
            return item
        var owned = Object(owning=item)
        return call1(stream.first.word, owned.word)
    var tuple = Object(owning=new_tuple(count))
    for i in range(count):
        var item = next_of(iterators[i].word)
        if is_end(item):
            return item
        append_given(tuple.word, item)
    var result = call_words(stream.first.word, __op.pointer_cast[Word](items_of(tuple.word).data.address), count)
    # The arguments live until the function has ended.
    _ = len(items_of(tuple.word))
    return result


def _next_of_filter(word: Word) raises Raised -> Word:
    ref stream = stream_of(word)
    var function = stream.first.word
    while True:
        var item = next_of(stream.second.word)
        if is_end(item):
            return item
        var owned = Object(owning=item)
        var passes: Bool
        if function.bits == NONE:
            passes = is_true(owned.word)
        else:
            var result = Object(owning=call1(function, owned.word))
            passes = is_true(result.word)
        if passes:
            return give(owned^)


def stream_name(word: Word) -> String:
    """The name of its type."""
    comptime names = [
        "dict_keyiterator",
        "dict_valueiterator",
        "dict_itemiterator",
        "set_iterator",
        "enumerate",
        "zip",
        "map",
        "filter",
        "callable_iterator",
        "iterator",
        "reversed",
        "dict_reversekeyiterator",
        "dict_reversevalueiterator",
        "dict_reverseitemiterator",
        "zip",
    ]
    var form = stream_of(word).form
    if form == REVERSED and stream_of(word).first.word.is_(KIND_LIST):
        return "list_reverseiterator"
    comptime for number in range(15):
        if form == number:
            comptime name = names[number]
            return name
    return ""


def view_name(word: Word) -> String:
    var which = view_which(word)
    return "dict_keys" if which == OF_KEYS else ("dict_values" if which == OF_VALUES else "dict_items")


def iterate_special(value: Word) raises Raised -> Word:
    """An iterator over a dictionary, a set, a view or an instance with `__getitem__`; bits 0 for anything else."""
    var kind = value.kind()
    if kind == KIND_STREAM:
        return counted(value)
    if kind == KIND_DICT:
        return iterate_dictionary(value, OF_KEYS)
    if kind == KIND_VIEW:
        return iterate_dictionary(view_source(value), view_which(value))
    if kind == KIND_SET or kind == KIND_FROZENSET:
        return iterate_set(value)
    if kind == KIND_PROXY:
        return iterate(dictionary_behind(value).word)
    if kind == KIND_MEMORYVIEW:
        return new_stream(OF_SUBSCRIPTS, value, none())
    if kind == KIND_INSTANCE and find_in_class(class_of(value), fixed_name("__getitem__")).bits != 0:
        return new_stream(OF_SUBSCRIPTS, value, none())
    return Word(0)


def is_instance(value: Word) -> Bool:
    return value.is_(KIND_INSTANCE)


from .calls import call0, call1, call_words
from .cells import items_of
from .classes import class_of, find_in_class, subclass_of
from .integers import integer_of
from .numbers import add, equal, is_true
from .names import fixed_name
from .instance_dictionaries import dictionary_behind
from .sequences import append_given, get_item, is_end, iterate, length, new_tuple, next_of
from .word import KIND_MEMORYVIEW, KIND_PROXY
from .word import KIND_FROZENSET, KIND_INSTANCE, KIND_LIST, KIND_SET
