"""Equality and order of containers: element by element, the same object counting as equal to itself."""

from .cells import items_of
from .errors import Raised
from .set_methods import equal_sets, is_set_like
from .slices import slice_of
from .generic_aliases import equal_aliases
from .complex_numbers import equal_complex
from .instance_dictionaries import dictionary_behind
from .memory_views import equal_views
from .word import KIND_ALIAS, KIND_COMPLEX, KIND_DICT, KIND_LIST, KIND_MEMORYVIEW, KIND_PROXY, KIND_RANGE, KIND_SLICE, KIND_TUPLE, KIND_WIDE_RANGE, Object, Word


@always_inline
def same(a: Word, b: Word) raises Raised -> Bool:
    """`a is b or a == b`."""
    return a.bits == b.bits or equal(a, b)


def equal_items(a: Word, b: Word) raises Raised -> Bool:
    """Of two lists or tuples."""
    if len(items_of(a)) != len(items_of(b)):
        return False
    return first_difference(a, b) < 0


def first_difference(a: Word, b: Word) raises Raised -> Int:
    """The index where two lists or tuples begin to differ; -1: nowhere as far as both go."""
    var index = 0
    while index < len(items_of(a)) and index < len(items_of(b)):
        var x = items_of(a).unsafe_get(index).word
        var y = items_of(b).unsafe_get(index).word
        if x.bits != y.bits:
            if x.is_integer() and y.is_integer():
                return index
            # A comparison may change the lists.
            var kept = Object(sharing=x)
            var other = Object(sharing=y)
            if not equal(kept.word, other.word):
                return index
        index += 1
    return -1


def equal_containers(a: Word, b: Word) raises Raised -> Bool:
    """Of values of built-in kinds that are not numbers or texts."""
    var kind = a.kind()
    if kind == KIND_COMPLEX or b.is_(KIND_COMPLEX):
        return equal_complex(a, b)
    if kind == KIND_MEMORYVIEW or b.is_(KIND_MEMORYVIEW):
        return equal_views(a, b)
    if kind == KIND_PROXY:
        return equal(dictionary_behind(a).word, b)
    if b.is_(KIND_PROXY):
        return equal(a, dictionary_behind(b).word)
    if kind == KIND_LIST or kind == KIND_TUPLE:
        return b.is_(kind) and equal_items(a, b)
    if kind == KIND_DICT:
        return b.is_(KIND_DICT) and equal_dictionaries(a, b)
    if is_set_like(a):
        return is_set_like(b) and equal_sets(a, b)
    if kind == KIND_RANGE or kind == KIND_WIDE_RANGE:
        return (b.is_(KIND_RANGE) or b.is_(KIND_WIDE_RANGE)) and equal_ranges(a, b)
    if kind == KIND_ALIAS:
        return b.is_(KIND_ALIAS) and equal_aliases(a, b)
    if kind == KIND_SLICE:
        if not b.is_(KIND_SLICE):
            return False
        ref x = slice_of(a)
        ref y = slice_of(b)
        return same(x.start.word, y.start.word) and same(x.stop.word, y.stop.word) and same(x.step.word, y.step.word)
    return False


from .mappings import equal_dictionaries
from .numbers import equal
from .wide_ranges import equal_ranges
