"""`groupby` and `tee` of `itertools`."""

from ..arguments import Arguments, as_index
from ..calls import call1
from ..cells import items_of, list_of
from ..comparing import same
from ..errors import VALUE_ERROR, Raised, new_error
from ..native_classes import as_iterator, instance_with, method0, native_class, rest_of, state_of, state_word
from ..natives import define
from ..sequences import append_given, is_end, iterate, new_tuple, next_of
from ..streams import pair_of
from ..word import NONE, UNBOUND, Object, Word, counted, give, none


struct _Classes:
    var group: Word
    var tee: Word

    @always_inline
    def __init__(out self):
        self.group = Word(0)
        self.tee = Word(0)


var _classes: _Classes = _Classes()


def define_groups(module: Word):
    _ = iterator_class(module, "groupby", _new_groups)
    _classes.group = native_class(module, "itertools", "_grouper")
    as_iterator(_classes.group)
    _classes.tee = native_class(module, "itertools", "_tee")
    as_iterator(_classes.tee)
    method0(_classes.tee, "__copy__", _copy)
    define(module, "tee", _tee)


# groupby
#
# Of the groups, `a` is the iterator, `b` the function for keys or `None`, `c` a list: the key of the current group, the next value and its key (unbound
# before the first). `i` counts groups: a group that is not the current one has ended.

comptime _group_key = 0
comptime _value = 1
comptime _key = 2


def _new_groups(args: Arguments) raises Raised -> Word:
    var rest = rest_of(args)
    rest.check_names("groupby", 1, 2, "iterable", "key")
    var iterator = Object(owning=iterate(rest.get(0, "iterable")))
    var key = rest.get(1, "key")
    var current = List[Object]()
    for _ in range(3):
        current.append(Object(owning=Word(UNBOUND)))
    var list = Object(owning=list_of(current^))
    return new_steps(args[0], iterator.word, key if key.bits != 0 else none(), list.word, _next_of_groups)


def _advance(state: Word) raises Raised -> Bool:
    """Whether there was one more value."""
    ref steps = steps_in(state)
    var item = next_of(steps.a.word)
    if is_end(item):
        return False
    var value = Object(owning=item)
    var key = value if steps.b.word.bits == NONE else Object(owning=call1(steps.b.word, value.word))
    items_of(steps.c.word)[_value] = value^
    items_of(steps.c.word)[_key] = key^
    return True


def _is_in_group(state: Word) raises Raised -> Bool:
    """Whether the next value has the group's key."""
    var key = items_of(steps_in(state).c.word)[_key]
    var group_key = items_of(steps_in(state).c.word)[_group_key]
    return same(key.word, group_key.word)


def _next_of_groups(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    steps.i += 1
    if items_of(steps.c.word)[_key].word.bits == UNBOUND:
        if not _advance(state):
            return Word(UNBOUND)
    else:
        while _is_in_group(state):
            if not _advance(state):
                return Word(UNBOUND)
    var key = items_of(steps.c.word)[_key]
    items_of(steps.c.word)[_group_key] = key
    var group = Object(owning=new_steps(_classes.group, state, none(), none(), _next_of_group, steps.i))
    return pair_of(give(key^), give(group^))


def _next_of_group(state: Word) raises Raised -> Word:
    """`a`: the state of the groups; `i`: which group; `j`: 1 when it has ended."""
    ref group = steps_in(state)
    var groups = group.a
    if group.j == 1 or steps_in(groups.word).i != group.i:
        return Word(UNBOUND)
    ref current = items_of(steps_in(groups.word).c.word)
    if current[_value].word.bits == UNBOUND:
        if not _advance(groups.word):
            group.j = 1
            return Word(UNBOUND)
    if not _is_in_group(groups.word):
        return Word(UNBOUND)
    var value = items_of(steps_in(groups.word).c.word)[_value]
    items_of(steps_in(groups.word).c.word)[_value] = Object(owning=Word(UNBOUND))
    return give(value^)


# tee
#
# Values that some have not had yet are in a chain of lists: an empty one is the end, others have a value and the next list.


def _tee(args: Arguments) raises Raised -> Word:
    """`tee(iterable, n=2)`."""
    args.check_count("tee", 1, 2)
    var count = as_index(args[1]) if args.count == 2 else 2
    if count < 0:
        raise new_error(VALUE_ERROR, "n must be >= 0")
    var iterator = Object(owning=iterate(args[0]))
    var link = Object(owning=list_of(List[Object]()))
    if class_of_instance(iterator.word) == _classes.tee:
        ref other = steps_in(state_word(iterator.word))
        link = other.b
        iterator = other.a
    var tuple = Object(owning=new_tuple(count))
    for _ in range(count):
        append_given(tuple.word, new_steps(_classes.tee, iterator.word, link.word, none(), _next_of_tee))
    return give(tuple^)


def class_of_instance(value: Word) -> Word:
    return class_of(value) if value.is_(KIND_INSTANCE) else Word(0)


def _copy(function: Word, self: Word) raises Raised -> Word:
    ref steps = state_of[Steps](self, steps_tag)
    return new_steps(_classes.tee, steps.a.word, steps.b.word, none(), _next_of_tee)


def _next_of_tee(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    var link = steps.b
    if len(items_of(link.word)) == 0:
        var item = next_of(steps.a.word)
        if is_end(item):
            return item
        items_of(link.word).append(Object(owning=item))
        items_of(link.word).append(Object(owning=list_of(List[Object]())))
    steps.b = items_of(link.word)[1]
    return counted(items_of(link.word)[0].word)


from ..classes import class_of
from ..word import KIND_INSTANCE
from .itertools import Steps, iterator_class, new_steps, steps_in, steps_tag
