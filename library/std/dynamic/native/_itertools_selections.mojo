"""Iterators of `itertools` over selections of elements: `product`, `permutations`, `combinations`, both with repetition."""

from ..arguments import Arguments, as_index
from ..cells import items_of, list_of
from ..elements import tuple_of
from ..errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..native_classes import NextCode, rest_of
from ..sequences import append_given, new_tuple
from ..word import NONE, UNBOUND, Object, Word, counted, none, small


def define_selections(module: Word):
    _ = iterator_class(module, "product", _new_product)
    _ = iterator_class(module, "permutations", _new_permutations)
    _ = iterator_class(module, "combinations", _new_combinations[False])
    _ = iterator_class(module, "combinations_with_replacement", _new_combinations[True])


def _numbers(count: Int, first: Int, step: Int) -> Object:
    """A list of integers."""
    var items = List[Object](capacity=count)
    for i in range(count):
        items.append(Object(owning=small(first + i * step)))
    return Object(owning=list_of(items^))


@always_inline
def _number(list: Word, index: Int) -> Int:
    return items_of(list).unsafe_get(index).word.integer()


@always_inline
def _set_number(list: Word, index: Int, value: Int):
    items_of(list).unsafe_get(index).word = small(value)


def _selected(pool: Word, indices: Word, count: Int) -> Word:
    var tuple = new_tuple(count)
    for i in range(count):
        append_given(tuple, counted(items_of(pool).unsafe_get(_number(indices, i)).word))
    return tuple


# product


def _new_product(args: Arguments) raises Raised -> Word:
    """`product(*iterables, repeat=1)`; `a`: the pools, `b`: an index into each, `i`: 0 before the first, 2 behind the last."""
    var rest = rest_of(args)
    var times = 1
    if rest.named_count() > 0:
        var given = rest.named("repeat")
        if given.bits == 0 or rest.named_count() > 1:
            raise new_error(TYPE_ERROR, "product() got an unexpected keyword argument")
        times = as_index(given)
        if times < 0:
            raise new_error(VALUE_ERROR, "repeat argument cannot be negative")
    var pools = List[Object]()
    for i in range(rest.count):
        pools.append(Object(owning=tuple_of(rest[i])))
    var all = List[Object](capacity=len(pools) * times)
    var is_empty = False
    for _ in range(times):
        for i in range(len(pools)):
            is_empty = is_empty or len(items_of(pools[i].word)) == 0
            all.append(pools[i])
    var indices = _numbers(len(all), 0, 0)
    var list = Object(owning=list_of(all^))
    return new_steps(args[0], list.word, indices.word, none(), _next_of_product, 2 if is_empty else 0)


def _next_of_product(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    ref pools = items_of(steps.a.word)
    var indices = steps.b.word
    if steps.i == 1:
        var at = len(pools) - 1
        while at >= 0:
            var next = _number(indices, at) + 1
            if next < len(items_of(pools[at].word)):
                _set_number(indices, at, next)
                break
            _set_number(indices, at, 0)
            at -= 1
        if at < 0:
            steps.i = 2
    if steps.i == 2:
        return Word(UNBOUND)
    steps.i = 1
    var tuple = new_tuple(len(pools))
    for i in range(len(pools)):
        append_given(tuple, counted(items_of(pools.unsafe_get(i).word).unsafe_get(_number(indices, i)).word))
    return tuple


# permutations


def _length_argument(args: Arguments, name: StaticString, pool: Word, is_optional: Bool) raises Raised -> Int:
    var given = args.get(1, "r")
    if is_optional and (given.bits == 0 or given.bits == NONE):
        return len(items_of(pool))
    if not has_index(given):
        raise new_error(TYPE_ERROR, "Expected int as r")
    var length = as_index(given)
    if length < 0:
        raise new_error(VALUE_ERROR, "r must be non-negative")
    return length


def _new_permutations(args: Arguments) raises Raised -> Word:
    """`permutations(iterable, r=None)`; `b`: indices, `c`: how many exchanges are left at each place, `j`: the length."""
    var rest = rest_of(args)
    rest.check_names("permutations", 1, 2, "iterable", "r")
    var pool = Object(owning=tuple_of(rest.get(0, "iterable")))
    var count = len(items_of(pool.word))
    var length = _length_argument(rest, "permutations", pool.word, True)
    var indices = _numbers(count, 0, 1)
    var left = _numbers(min(length, count), count, -1)
    return new_steps(args[0], pool.word, indices.word, left.word, _next_of_permutations, 2 if length > count else 0, length)


def _next_of_permutations(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    var indices = steps.b.word
    var left = steps.c.word
    if steps.i == 1:
        var count = len(items_of(indices))
        var at = steps.j - 1
        while at >= 0:
            var rest = _number(left, at) - 1
            _set_number(left, at, rest)
            if rest > 0:
                var other = count - rest
                var index = _number(indices, at)
                _set_number(indices, at, _number(indices, other))
                _set_number(indices, other, index)
                break
            # All were here: the index goes to the end.
            var first = _number(indices, at)
            for i in range(at, count - 1):
                _set_number(indices, i, _number(indices, i + 1))
            _set_number(indices, count - 1, first)
            _set_number(left, at, count - at)
            at -= 1
        if at < 0:
            steps.i = 2
    if steps.i == 2:
        return Word(UNBOUND)
    steps.i = 1
    return _selected(steps.a.word, indices, steps.j)


# combinations


def _new_combinations[repeats: Bool](args: Arguments) raises Raised -> Word:
    """`combinations(iterable, r)`; `b`: indices, in order; `j`: the length."""
    var rest = rest_of(args)
    comptime name = "combinations_with_replacement" if repeats else "combinations"
    rest.check_names(name, 2, 2, "iterable", "r")
    var pool = Object(owning=tuple_of(rest.get(0, "iterable")))
    var count = len(items_of(pool.word))
    var length = _length_argument(rest, name, pool.word, False)
    var indices = _numbers(length, 0, 0 if repeats else 1)
    var is_empty = count == 0 and length > 0 if repeats else length > count
    return new_steps(args[0], pool.word, indices.word, none(), _next_of_combinations[repeats], 2 if is_empty else 0, length)


def _next_of_combinations[repeats: Bool](state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    var indices = steps.b.word
    if steps.i == 1:
        var count = len(items_of(steps.a.word))
        var at = steps.j - 1
        while at >= 0 and _number(indices, at) == (count - 1 if repeats else count - steps.j + at):
            at -= 1
        if at < 0:
            steps.i = 2
        else:
            var next = _number(indices, at) + 1
            for i in range(at, steps.j):
                _set_number(indices, i, next)
                comptime if not repeats:
                    next += 1
    if steps.i == 2:
        return Word(UNBOUND)
    steps.i = 1
    return _selected(steps.a.word, indices, steps.j)


from ..slices import has_index
from .itertools import iterator_class, new_steps, steps_in
