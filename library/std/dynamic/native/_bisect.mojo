"""`_bisect`: places in sorted sequences."""

from ..arguments import Arguments, as_index
from ..attributes import attribute_of
from ..calls import call1, call2
from ..cells import items_of
from ..errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..names import fixed_name
from ..natives import define, module_of
from ..numbers import less
from ..sequences import get_item, length
from ..word import KIND_LIST, NONE, Object, Word, none, release, small


def bisect_module() raises Raised -> Word:
    var module = module_of("_bisect")
    define(module, "bisect_left", _find[True])
    define(module, "bisect_right", _find[False])
    define(module, "bisect", _find[False])
    define(module, "insort_left", _insert[True])
    define(module, "insort_right", _insert[False])
    define(module, "insort", _insert[False])
    return module


def _place[is_left: Bool](args: Arguments, wanted: Word, key: Word) raises Raised -> Int:
    var values = args.get(0, "a")
    var from_ = args.get(2, "lo")
    var to = args.get(3, "hi")
    var low = as_index(from_) if from_.bits != 0 else 0
    if low < 0:
        raise new_error(VALUE_ERROR, "lo must be non-negative")
    var high = as_index(to) if to.bits != 0 and to.bits != NONE else length(values)
    while low < high:
        var middle = (low + high) >> 1
        var item = Object(owning=get_item(values, small(middle)))
        if key.bits != 0:
            item = Object(owning=call1(key, item.word))
        var is_right: Bool
        comptime if is_left:
            is_right = less(item.word, wanted)
        else:
            is_right = not less(wanted, item.word)
        if is_right:
            low = middle + 1
        else:
            high = middle
    return low


def _check(args: Arguments, name: StaticString) raises Raised -> Word:
    """The key; bits 0: none."""
    args.check_names(name, 2, 5, "a", "x", "lo", "hi", "key")
    if args.count > 4:
        raise new_error(TYPE_ERROR, String(name, "() takes at most 4 positional arguments (", args.count, " given)"))
    var key = args.named("key")
    return Word(0) if key.bits == NONE else key


def _find[is_left: Bool](args: Arguments) raises Raised -> Word:
    """`bisect(a, x, lo=0, hi=None, *, key=None)`."""
    var key = _check(args, "bisect_left" if is_left else "bisect_right")
    return small(_place[is_left](args, args.get(1, "x"), key))


def _insert[is_left: Bool](args: Arguments) raises Raised -> Word:
    var key = _check(args, "insort_left" if is_left else "insort_right")
    var values = args.get(0, "a")
    var item = args.get(1, "x")
    var wanted = Object(sharing=item)
    if key.bits != 0:
        wanted = Object(owning=call1(key, item))
    var place = _place[is_left](args, wanted.word, key)
    if values.is_(KIND_LIST):
        items_of(values).insert(min(place, len(items_of(values))), Object(sharing=item))
    else:
        var insert = Object(owning=attribute_of(values, fixed_name("insert")))
        release(call2(insert.word, small(place), item))
    return none()
