"""`itertools`: iterators of iterators, each a class whose state is a `Steps`."""

from ..arguments import Arguments, as_index
from ..calls import call1, call2, call_words
from ..cells import items_of, list_of, string_of, text_of
from ..elements import list_from, tuple_of
from ..errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..native_classes import (
    NextCode,
    State,
    as_iterator,
    class_method,
    constructor,
    instance_with,
    method0,
    native_class,
    new_iterator_state,
    rest_of,
    state_of,
    state_word,
)
from ..natives import NativeCode, module_of
from ..numbers import add, is_true
from ..printing import to_repr, type_name
from ..sequences import append_given, is_end, iterate, new_tuple, next_of
from ..streams import pair_of
from ..word import NONE, UNBOUND, Object, Word, counted, give, none, small
from ._itertools_groups import define_groups
from ._itertools_selections import define_selections

comptime steps_tag = 10


struct Steps:
    """The state of every iterator here; what the fields hold is up to each."""

    var state: State
    var a: Object
    var b: Object
    var c: Object
    var i: Int
    var j: Int
    var k: Int


def itertools_module() raises Raised -> Word:
    var module = module_of("itertools")
    var count = iterator_class(module, "count", _new_count)
    method0(count, "__repr__", _repr_count)
    _ = iterator_class(module, "cycle", _new_cycle)
    var repeat = iterator_class(module, "repeat", _new_repeat)
    method0(repeat, "__repr__", _repr_repeat)
    method0(repeat, "__length_hint__", _left_of_repeat)
    _ = iterator_class(module, "accumulate", _new_accumulate)
    _ = iterator_class(module, "batched", _new_batched)
    var chain = iterator_class(module, "chain", _new_chain)
    class_method(chain, "from_iterable", _chain_from)
    _ = iterator_class(module, "compress", _new_compress)
    _ = iterator_class(module, "dropwhile", _new_filtered["dropwhile"])
    _ = iterator_class(module, "takewhile", _new_filtered["takewhile"])
    _ = iterator_class(module, "filterfalse", _new_filtered["filterfalse"])
    _ = iterator_class(module, "starmap", _new_filtered["starmap"])
    _ = iterator_class(module, "islice", _new_islice)
    _ = iterator_class(module, "pairwise", _new_pairwise)
    _ = iterator_class(module, "zip_longest", _new_zip_longest)
    define_selections(module)
    define_groups(module)
    return module


def iterator_class(module: Word, name: StaticString, code: NativeCode) -> Word:
    var class_ = native_class(module, "itertools", name)
    constructor(class_, code)
    as_iterator(class_)
    return class_


def new_steps(class_: Word, a: Word, b: Word, c: Word, next: NextCode, i: Int = 0, j: Int = 0, k: Int = 0) raises Raised -> Word:
    """An iterator; counts are added."""
    var cell = new_iterator_state[Steps](steps_tag, _end, next)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.a), Object(sharing=a))
    __op.initialize(__op.address_of(made.b), Object(sharing=b))
    __op.initialize(__op.address_of(made.c), Object(sharing=c))
    made.i = i
    made.j = j
    made.k = k
    return instance_with(class_, cell)


def _end(word: Word):
    ref steps = steps_in(word)
    __op.destroy(__op.address_of(steps.a))
    __op.destroy(__op.address_of(steps.b))
    __op.destroy(__op.address_of(steps.c))


@always_inline
def steps_in(state: Word) -> ref [MutableAnyOrigin] Steps:
    return __op.deref(state.at[Steps]())


# count, cycle, repeat


def _new_count(args: Arguments) raises Raised -> Word:
    """`count(start=0, step=1)`."""
    var rest = rest_of(args)
    rest.check_names("count", 0, 2, "start", "step")
    var start = rest.get(0, "start")
    var step = rest.get(1, "step")
    if start.bits == 0:
        start = small(0)
    if step.bits == 0:
        step = small(1)
    if not _is_number(start) or not _is_number(step):
        raise new_error(TYPE_ERROR, "a number is required")
    return new_steps(args[0], start, step, none(), _next_of_count)


def _is_number(value: Word) -> Bool:
    return is_whole(value) or value.is_(KIND_FLOAT) or value.is_(KIND_INSTANCE)


def _next_of_count(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    var word = counted(steps.a.word)
    var next = Object(owning=add(word, steps.b.word))
    steps.a = next^
    return word


def _repr_count(function: Word, self: Word) raises Raised -> Word:
    ref steps = state_of[Steps](self, steps_tag)
    if steps.b.word == small(1):
        return text_of(String("count(", to_repr(steps.a.word), ")"))
    return text_of(String("count(", to_repr(steps.a.word), ", ", to_repr(steps.b.word), ")"))


def _new_cycle(args: Arguments) raises Raised -> Word:
    rest_of(args).check_count("cycle", 1, 1)
    var iterator = Object(owning=iterate(args[1]))
    var saved = Object(owning=list_of(List[Object]()))
    return new_steps(args[0], iterator.word, saved.word, none(), _next_of_cycle)


def _next_of_cycle(state: Word) raises Raised -> Word:
    """`a`: the iterator, while it lasts; `b`: what it gave; `i`: where in it."""
    ref steps = steps_in(state)
    if steps.a.word.bits != NONE:
        var iterator = steps.a
        var item = next_of(iterator.word)
        if not is_end(item):
            items_of(steps.b.word).append(Object(sharing=item))
            return item
        steps.a = Object(owning=none())
    ref saved = items_of(steps.b.word)
    if len(saved) == 0:
        return Word(UNBOUND)
    if steps.i == len(saved):
        steps.i = 0
    steps.i += 1
    return counted(saved.unsafe_get(steps.i - 1).word)


def _new_repeat(args: Arguments) raises Raised -> Word:
    """`repeat(object, times)`; `i`: how often, -1: for ever."""
    var rest = rest_of(args)
    rest.check_names("repeat", 1, 2, "object", "times")
    var times = rest.get(1, "times")
    return new_steps(args[0], rest.get(0, "object"), none(), none(), _next_of_repeat, max(0, as_index(times)) if times.bits != 0 else -1)


def _next_of_repeat(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    if steps.i == 0:
        return Word(UNBOUND)
    if steps.i > 0:
        steps.i -= 1
    return counted(steps.a.word)


def _repr_repeat(function: Word, self: Word) raises Raised -> Word:
    ref steps = state_of[Steps](self, steps_tag)
    if steps.i < 0:
        return text_of(String("repeat(", to_repr(steps.a.word), ")"))
    return text_of(String("repeat(", to_repr(steps.a.word), ", ", steps.i, ")"))


def _left_of_repeat(function: Word, self: Word) raises Raised -> Word:
    ref steps = state_of[Steps](self, steps_tag)
    if steps.i < 0:
        raise new_error(TYPE_ERROR, "len() of unsized object")
    return small(steps.i)


# accumulate, batched


def _new_accumulate(args: Arguments) raises Raised -> Word:
    """`accumulate(iterable, func=None, *, initial=None)`; `b`: the total, unbound before the first; `i`: the initial one is to be given."""
    var rest = rest_of(args)
    rest.check_names("accumulate", 1, 3, "iterable", "func", "initial")
    var iterator = Object(owning=iterate(rest.get(0, "iterable")))
    var function = rest.get(1, "func")
    var initial = rest.named("initial")
    var has_initial = initial.bits != 0 and initial.bits != NONE
    return new_steps(
        args[0],
        iterator.word,
        initial if has_initial else Word(UNBOUND),
        function if function.bits != 0 else none(),
        _next_of_accumulate,
        Int(has_initial),
    )


def _next_of_accumulate(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    if steps.i == 1:
        steps.i = 0
        return counted(steps.b.word)
    var item = next_of(steps.a.word)
    if is_end(item):
        return item
    var owned = Object(owning=item)
    if steps.b.word.bits == UNBOUND:
        steps.b = owned^
    else:
        var total = steps.b
        var next = Object(
            owning=add(total.word, owned.word) if steps.c.word.bits == NONE else call2(steps.c.word, total.word, owned.word)
        )
        steps.b = next^
    return counted(steps.b.word)


def _new_batched(args: Arguments) raises Raised -> Word:
    """`batched(iterable, n, *, strict=False)`."""
    var rest = rest_of(args)
    rest.check_names("batched", 2, 3, "iterable", "n", "strict")
    var size = as_index(rest.get(1, "n"))
    if size < 1:
        raise new_error(VALUE_ERROR, "n must be at least one")
    var strict = rest.named("strict")
    var iterator = Object(owning=iterate(rest.get(0, "iterable")))
    return new_steps(args[0], iterator.word, none(), none(), _next_of_batched, size, Int(strict.bits != 0 and is_true(strict)))


def _next_of_batched(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    var items = List[Object](capacity=steps.i)
    while len(items) < steps.i:
        var item = next_of(steps.a.word)
        if is_end(item):
            if len(items) == 0:
                return item
            if steps.j == 1:
                raise new_error(VALUE_ERROR, "batched(): incomplete batch")
            break
        items.append(Object(owning=item))
    return list_of(items^, KIND_TUPLE)


# chain, compress


def _new_chain(args: Arguments) raises Raised -> Word:
    var rest = rest_of(args)
    rest.check_count("chain", 0, 1 << 30)
    var iterables = Object(owning=new_tuple(rest.count))
    for i in range(rest.count):
        append_given(iterables.word, counted(rest[i]))
    var iterator = Object(owning=iterate(iterables.word))
    return new_steps(args[0], iterator.word, none(), none(), _next_of_chain)


def _chain_from(args: Arguments) raises Raised -> Word:
    """`chain.from_iterable(iterables)`."""
    rest_of(args).check_count("from_iterable", 1, 1)
    var iterator = Object(owning=iterate(args[1]))
    return new_steps(args[0], iterator.word, none(), none(), _next_of_chain)


def _next_of_chain(state: Word) raises Raised -> Word:
    """`a`: gives iterables; `b`: the iterator of the current one."""
    ref steps = steps_in(state)
    while steps.a.word.bits != NONE:
        if steps.b.word.bits != NONE:
            var iterator = steps.b
            var item = next_of(iterator.word)
            if not is_end(item):
                return item
            steps.b = Object(owning=none())
        var next = next_of(steps.a.word)
        if is_end(next):
            steps.a = Object(owning=none())
            break
        var iterable = Object(owning=next)
        steps.b = Object(owning=iterate(iterable.word))
    return Word(UNBOUND)


def _new_compress(args: Arguments) raises Raised -> Word:
    var rest = rest_of(args)
    rest.check_names("compress", 2, 2, "data", "selectors")
    var data = Object(owning=iterate(rest.get(0, "data")))
    var selectors = Object(owning=iterate(rest.get(1, "selectors")))
    return new_steps(args[0], data.word, selectors.word, none(), _next_of_compress)


def _next_of_compress(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    while True:
        var item = next_of(steps.a.word)
        if is_end(item):
            return item
        var owned = Object(owning=item)
        var selector = next_of(steps.b.word)
        if is_end(selector):
            return selector
        if is_true(Object(owning=selector).word):
            return give(owned^)


# dropwhile, takewhile, filterfalse, starmap


def _new_filtered[name: StringLiteral](args: Arguments) raises Raised -> Word:
    rest_of(args).check_count(name, 2, 2)
    var iterator = Object(owning=iterate(args[2]))
    comptime if name == "dropwhile":
        return new_steps(args[0], args[1], iterator.word, none(), _next_of_dropwhile)
    comptime if name == "takewhile":
        return new_steps(args[0], args[1], iterator.word, none(), _next_of_takewhile)
    comptime if name == "filterfalse":
        return new_steps(args[0], args[1], iterator.word, none(), _next_of_filterfalse)
    return new_steps(args[0], args[1], iterator.word, none(), _next_of_starmap)


def _says(function: Word, item: Word) raises Raised -> Bool:
    return is_true(Object(owning=call1(function, item)).word)


def _next_of_dropwhile(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    while True:
        var item = next_of(steps.b.word)
        if is_end(item) or steps.i == 1:
            return item
        var owned = Object(owning=item)
        if not _says(steps.a.word, owned.word):
            steps.i = 1
            return give(owned^)


def _next_of_takewhile(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    if steps.i == 1:
        return Word(UNBOUND)
    var item = next_of(steps.b.word)
    if is_end(item):
        return item
    var owned = Object(owning=item)
    if _says(steps.a.word, owned.word):
        return give(owned^)
    steps.i = 1
    return Word(UNBOUND)


def _next_of_filterfalse(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    while True:
        var item = next_of(steps.b.word)
        if is_end(item):
            return item
        var owned = Object(owning=item)
        if not (is_true(owned.word) if steps.a.word.bits == NONE else _says(steps.a.word, owned.word)):
            return give(owned^)


def _next_of_starmap(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    var item = next_of(steps.b.word)
    if is_end(item):
        return item
    var owned = Object(owning=item)
    var tuple = Object(owning=tuple_of(owned.word))
    var function = steps.a
    return call_words(function.word, __op.pointer_cast[Word](items_of(tuple.word).data.address), len(items_of(tuple.word)))


# islice, pairwise, zip_longest


def _new_islice(args: Arguments) raises Raised -> Word:
    """`islice(iterable, stop)`, `islice(iterable, start, stop, step=1)`; `i`: the next one wanted, `j`: the end or -1, `k`: the step."""
    var rest = rest_of(args)
    rest.check_count("islice", 2, 4)
    var start = 0
    var stop = -1
    var step = 1
    if rest.count == 2:
        stop = _slice_bound(rest[1], -1, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    else:
        comptime wrong = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        start = _slice_bound(rest[1], 0, wrong)
        stop = _slice_bound(rest[2], -1, wrong)
        if rest.count == 4:
            comptime wrong_step = "Step for islice() must be a positive integer or None."
            step = _slice_bound(rest[3], 1, wrong_step)
            if step < 1:
                raise new_error(VALUE_ERROR, wrong_step)
    var iterator = Object(owning=iterate(rest[0]))
    var taken = Object(owning=small(0))
    return new_steps(args[0], iterator.word, taken.word, none(), _next_of_islice, start, stop, step)


def _slice_bound(value: Word, missing: Int, wrong: StaticString) raises Raised -> Int:
    if value.bits == NONE:
        return missing
    if not has_index(value) or as_index(value) < 0:
        raise new_error(VALUE_ERROR, String(wrong))
    return as_index(value)


def _next_of_islice(state: Word) raises Raised -> Word:
    """`b`: how many were taken."""
    ref steps = steps_in(state)
    if steps.a.word.bits == NONE:
        return Word(UNBOUND)
    var taken = steps.b.word.integer()
    var wanted = steps.i if steps.j < 0 or steps.i < steps.j else steps.j
    while taken < wanted:
        var skipped = next_of(steps.a.word)
        if is_end(skipped):
            steps.a = Object(owning=none())
            return skipped
        _ = Object(owning=skipped)
        taken += 1
        steps.b.word = small(taken)
    if steps.j >= 0 and steps.i >= steps.j:
        steps.a = Object(owning=none())
        return Word(UNBOUND)
    var item = next_of(steps.a.word)
    if is_end(item):
        steps.a = Object(owning=none())
        return item
    steps.b.word = small(taken + 1)
    steps.i += steps.k
    return item


def _new_pairwise(args: Arguments) raises Raised -> Word:
    rest_of(args).check_count("pairwise", 1, 1)
    var iterator = Object(owning=iterate(args[1]))
    return new_steps(args[0], iterator.word, Word(UNBOUND), none(), _next_of_pairwise)


def _next_of_pairwise(state: Word) raises Raised -> Word:
    """`b`: the one before, unbound at the start."""
    ref steps = steps_in(state)
    if steps.b.word.bits == UNBOUND:
        var first = next_of(steps.a.word)
        if is_end(first):
            return first
        steps.b = Object(owning=first)
    var item = next_of(steps.a.word)
    if is_end(item):
        return item
    var before = counted(steps.b.word)
    steps.b = Object(sharing=item)
    return pair_of(before, item)


def _new_zip_longest(args: Arguments) raises Raised -> Word:
    """`zip_longest(*iterables, fillvalue=None)`; `a`: their iterators, `None` where one has ended; `i`: how many have not."""
    var rest = rest_of(args)
    var fill = none()
    if rest.named_count() > 0:
        fill = rest.named("fillvalue")
        if fill.bits == 0 or rest.named_count() > 1:
            raise new_error(TYPE_ERROR, "zip_longest() got an unexpected keyword argument")
    var iterators = List[Object](capacity=rest.count)
    for i in range(rest.count):
        iterators.append(Object(owning=iterate(rest[i])))
    var list = Object(owning=list_of(iterators^))
    return new_steps(args[0], list.word, fill, none(), _next_of_zip_longest, rest.count)


def _next_of_zip_longest(state: Word) raises Raised -> Word:
    ref steps = steps_in(state)
    var count = len(items_of(steps.a.word))
    if steps.i == 0:
        return Word(UNBOUND)
    var tuple = Object(owning=new_tuple(count))
    for i in range(count):
        var iterator = items_of(steps.a.word)[i]
        if iterator.word.bits == NONE:
            append_given(tuple.word, counted(steps.b.word))
            continue
        var item = next_of(iterator.word)
        if is_end(item):
            steps.i -= 1
            if steps.i == 0:
                return item
            items_of(steps.a.word)[i] = Object(owning=none())
            item = counted(steps.b.word)
        append_given(tuple.word, item)
    return give(tuple^)


from ..integers import is_whole
from ..slices import has_index
from ..word import KIND_FLOAT, KIND_INSTANCE, KIND_TUPLE
