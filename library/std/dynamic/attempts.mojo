"""What has an answer at once, on small integers and on what lies where it is expected: no call, no count, no effect.

Everything here either answers or says that it cannot; then the program does the same by the general way (`src/python/attempts.ts`). A word that
is looked at is borrowed; `UNBOUND` stands for one that is not there.
"""

from .attributes import AttributeCache, fits, key_of
from .cells import BoxCell, FloatCell, InstanceCell, TextCell, items_of, string_of
from .classes import has_methods
from .dictionaries import key_count
from .namespaces import namespace_changes
from .numbers import both_floats, both_integers, both_texts, float_in, has_equality, same_texts
from .unboxed import UNBOXED, ordered_floats
from .texts import ascii_character, is_ascii, text_length, view
from .word import FALSE, KIND_DICT, KIND_FLOAT, KIND_LIST, KIND_TEXT, KIND_TUPLE, NONE, TRUE, UNBOUND, Object, Word, put, release, shape_of_kind, small


struct Attempt(ImplicitlyCopyable, TrivialRegisterPassable):
    """A small integer, if `succeeded`."""

    var word: Word
    var succeeded: Bool

    @always_inline
    def __init__(out self, word: Word, succeeded: Bool):
        self.word = word
        self.succeeded = succeeded


@always_inline
def _failed() -> Attempt:
    return Attempt(Word(1), False)


struct Answer(ImplicitlyCopyable, TrivialRegisterPassable):
    """A truth value, if `succeeded`."""

    var truth: Bool
    var succeeded: Bool

    @always_inline
    def __init__(out self, truth: Bool, succeeded: Bool):
        self.truth = truth
        self.succeeded = succeeded


# Looking


@always_inline
def look_at_slot(slots: __type.pointer[Object], at: Int) -> Word:
    return __op.deref(__op.offset(slots, at.value)).word


@always_inline
def look_at_attribute(value: Word, cache: __type.pointer[AttributeCache]) -> Word:
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(value, known).value):
            return __op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value)).word
        return _look_in_class(value, cache)
    return Word(UNBOUND)


@no_inline
def _look_in_class(value: Word, cache: __type.pointer[AttributeCache]) -> Word:
    """What a class has for all who ask it."""
    ref known = __op.deref(cache)
    if known.key == key_of(value) and known.version == namespace_changes.count:
        return known.function
    return Word(UNBOUND)


@always_inline
def look_at_class_attribute(class_: Word, cache: __type.pointer[AttributeCache]) -> Word:
    """Where the name of a class stands before the dot."""
    ref known = __op.deref(cache)
    if __op.likely((known.key == class_.bits).value) and known.version == namespace_changes.count:
        return known.function
    return look_at_attribute(class_, cache)


@always_inline
def look_at_variable(variable: __type.pointer[Object]) -> Word:
    return __op.deref(variable).word


@always_inline
def look_in_box(box: Word) -> Word:
    return __op.deref(box.at[BoxCell]()).value.word


@always_inline
def look_at_item(value: Word, index: Word) -> Word:
    """Of a list; of a tuple or a text in another function."""
    if index.is_integer() and value.is_cell():
        if __op.likely(__op.eq(value.shape(), shape_of_kind(KIND_LIST))):
            ref items = items_of(value)
            if is_index(index, len(items)):
                return items.unsafe_get(index.integer()).word
        else:
            return _look_at_other_item(value, index)
    return Word(UNBOUND)


@no_inline
def _look_at_other_item(value: Word, index: Word) -> Word:
    if __op.eq(value.shape(), shape_of_kind(KIND_TEXT)):
        if is_index(index, string_of(value).byte_length()) and is_ascii(value):
            return ascii_character(Int(view(value)._byte(index.integer())))
    elif __op.eq(value.shape(), shape_of_kind(KIND_TUPLE)):
        ref items = items_of(value)
        if is_index(index, len(items)):
            return items.unsafe_get(index.integer()).word
    return Word(UNBOUND)


@always_inline
def is_index(index: Word, count: Int) -> Bool:
    """Whether a small integer is an index from 0 on, with one comparison."""
    return Bool(UInt64(index.integer()) < UInt64(count))


@always_inline
def look_at_item_from_end(value: Word, index: Word) -> Word:
    """Of a list, with a constant below 0."""
    if value.is_cell() and __op.eq(value.shape(), shape_of_kind(KIND_LIST)):
        ref items = items_of(value)
        var at = index.integer() + len(items)
        if at >= 0:
            return items.unsafe_get(at).word
    return Word(UNBOUND)


@always_inline
def is_there(word: Word) -> Bool:
    return word.bits != UNBOUND


@always_inline
def is_small(word: Word) -> Bool:
    return word.is_integer()


# Arithmetic


@always_inline
def try_add(a: Word, b: Word) -> Attempt:
    if __op.likely(both_integers(a, b).value):
        var result = __op.add_overflow(a.bits.value, (b.bits - 1).value)
        if __op.likely(__op.not_(__op.tuple_field[1](result))):
            return Attempt(Word(Int(raw=__op.tuple_field[0](result))), True)
    return _failed()


@always_inline
def try_subtract(a: Word, b: Word) -> Attempt:
    if __op.likely(both_integers(a, b).value):
        var result = __op.sub_overflow(a.bits.value, (b.bits - 1).value)
        if __op.likely(__op.not_(__op.tuple_field[1](result))):
            return Attempt(Word(Int(raw=__op.tuple_field[0](result))), True)
    return _failed()


@always_inline
def try_multiply(a: Word, b: Word) -> Attempt:
    if __op.likely(both_integers(a, b).value):
        var result = __op.mul_overflow((a.bits - 1).value, b.integer().value)
        if __op.likely(__op.not_(__op.tuple_field[1](result))):
            return Attempt(Word(Int(raw=__op.tuple_field[0](result)) + 1), True)
    return _failed()


@always_inline
def try_floor_divide(a: Word, b: Word) -> Attempt:
    if both_integers(a, b) and b.integer() > 0:
        return Attempt(small(a.integer() // b.integer()), True)
    return _failed()


@always_inline
def try_modulo(a: Word, b: Word) -> Attempt:
    if both_integers(a, b) and b.integer() > 0:
        return Attempt(small(a.integer() % b.integer()), True)
    return _failed()


@always_inline
def try_and(a: Word, b: Word) -> Attempt:
    if __op.likely(both_integers(a, b).value):
        return Attempt(Word(a.bits & b.bits), True)
    return _failed()


@always_inline
def try_or(a: Word, b: Word) -> Attempt:
    if __op.likely(both_integers(a, b).value):
        return Attempt(Word(a.bits | b.bits), True)
    return _failed()


@always_inline
def try_xor(a: Word, b: Word) -> Attempt:
    if __op.likely(both_integers(a, b).value):
        return Attempt(Word((a.bits ^ b.bits) | 1), True)
    return _failed()


@always_inline
def try_shift_left(a: Word, b: Word) -> Attempt:
    if both_integers(a, b) and b.integer() >= 0 and b.integer() < 62:
        var by = b.integer()
        var result = (a.bits - 1) << by
        if result >> by == a.bits - 1:
            return Attempt(Word(result | 1), True)
    return _failed()


@always_inline
def try_shift_right(a: Word, b: Word) -> Attempt:
    if both_integers(a, b) and b.integer() >= 0 and b.integer() < 62:
        return Attempt(Word(a.bits >> b.integer() | 1), True)
    return _failed()


@always_inline
def try_negate(a: Word) -> Attempt:
    return try_subtract(small(0), a)


@always_inline
def try_absolute(a: Word) -> Attempt:
    if a.is_integer():
        if a.bits >= 0:
            return Attempt(a, True)
        return try_negate(a)
    return _failed()


@always_inline
def try_length(value: Word) -> Attempt:
    if value.is_cell() and __op.eq(value.shape(), shape_of_kind(KIND_LIST)):
        return Attempt(small(len(items_of(value))), True)
    return _try_other_length(value)


@no_inline
def _try_other_length(value: Word) -> Attempt:
    if value.is_(KIND_TEXT):
        return Attempt(small(text_length(value)), True)
    if value.is_(KIND_TUPLE):
        return Attempt(small(len(items_of(value))), True)
    if value.is_(KIND_DICT):
        return Attempt(small(key_count(value)), True)
    return _failed()


# Floats


struct FloatAttempt(ImplicitlyCopyable, TrivialRegisterPassable):
    """A float, if `succeeded`."""

    var value: Float64
    var succeeded: Bool

    @always_inline
    def __init__(out self, value: Float64, succeeded: Bool):
        self.value = value
        self.succeeded = succeeded


@always_inline
def try_float(word: Word) -> FloatAttempt:
    if word.is_cell() and __op.eq(word.shape(), shape_of_kind(KIND_FLOAT)):
        return FloatAttempt(__op.deref(word.at[FloatCell]()).value, True)
    return FloatAttempt(0, False)


@always_inline
def try_number(word: Word) -> FloatAttempt:
    """A float, or a small integer that a float holds exactly."""
    if word.is_integer():
        return _exact(word)
    return try_float(word)


@always_inline
def _exact(word: Word) -> FloatAttempt:
    var number = word.integer()
    if UInt64(number + (1 << 53)) <= UInt64(1 << 54):
        return FloatAttempt(Float64(number), True)
    return FloatAttempt(0, False)


@always_inline
def try_float_variable(word: Word, value: Float64) -> FloatAttempt:
    """Of a variable with a float beside its word (`unboxed.mojo`)."""
    if __op.likely((word.bits == UNBOXED).value):
        return FloatAttempt(value, True)
    return try_float(word)


@always_inline
def try_number_variable(word: Word, value: Float64) -> FloatAttempt:
    if __op.likely((word.bits == UNBOXED).value):
        return FloatAttempt(value, True)
    return try_number(word)


@always_inline
def float_sum(a: Float64, b: Float64) -> Float64:
    return a + b


@always_inline
def float_difference(a: Float64, b: Float64) -> Float64:
    return a - b


@always_inline
def float_product(a: Float64, b: Float64) -> Float64:
    return a * b


@always_inline
def float_negative(a: Float64) -> Float64:
    return -a


@always_inline
def try_quotient(a: Float64, b: Float64) -> FloatAttempt:
    if __op.likely((b != 0).value):
        return FloatAttempt(a / b, True)
    return FloatAttempt(0, False)


@always_inline
def float_order(a: Float64, b: Float64, which: Int) -> Bool:
    """`<`, `<=`, `>`, `>=`, `==` or `!=` (0 to 5)."""
    return ordered_floats(a, b, which)


# Questions


@always_inline
def try_compare(a: Word, b: Word, which: Int) -> Answer:
    """`<`, `<=`, `>`, `>=`, `==` or `!=` (0 to 5)."""
    if __op.likely(both_integers(a, b).value):
        if which == 0:
            return Answer(a.bits < b.bits, True)
        if which == 1:
            return Answer(a.bits <= b.bits, True)
        if which == 2:
            return Answer(a.bits > b.bits, True)
        if which == 3:
            return Answer(a.bits >= b.bits, True)
        return Answer(a.bits == b.bits if which == 4 else a.bits != b.bits, True)
    if which >= 4:
        return _try_equal(a, b, which)
    if both_floats(a, b):
        return Answer(ordered_floats(float_in(a), float_in(b), which), True)
    return Answer(False, False)


@always_inline
def try_compare_text(a: Word, name: Word, which: Int) -> Answer:
    """`==` or `!=` with a text of the program."""
    if a == name:
        return Answer(which == 4, True)
    if a.is_cell() and __op.eq(a.shape(), shape_of_kind(KIND_TEXT)) and __op.deref(a.at[TextCell]()).is_name:
        return Answer(which != 4, True)
    return _try_equal(a, name, which)


@no_inline
def _try_equal(a: Word, b: Word, which: Int) -> Answer:
    """Of texts, floats, `None`, and what no class compares."""
    if both_texts(a, b):
        return Answer((a == b or same_texts(a, b)) == (which == 4), True)
    if a.bits == UNBOUND or b.bits == UNBOUND:
        return Answer(False, False)
    if not (a.is_cell() or b.is_cell()):
        # `True` is 1.
        return Answer((a == b) == (which == 4), a == b or a.bits == NONE or b.bits == NONE)
    if a.bits == NONE or b.bits == NONE:
        return Answer(which == 5, not has_equality(b if a.bits == NONE else a))
    if both_floats(a, b):
        return Answer((float_in(a) == float_in(b)) == (which == 4), True)
    if has_methods(a) or has_methods(b):
        return Answer((a == b) == (which == 4), not has_equality(a) and not has_equality(b))
    return Answer(False, False)


@always_inline
def try_is(a: Word, b: Word) -> Answer:
    if a.bits == UNBOUND or b.bits == UNBOUND:
        return Answer(False, False)
    return Answer(a.bits == b.bits, True)


@always_inline
def try_truth(a: Word) -> Answer:
    if a.bits == TRUE:
        return Answer(True, True)
    if a.bits == FALSE or a.bits == NONE:
        return Answer(False, True)
    if a.is_integer():
        return Answer(a.bits != 1, True)
    return Answer(False, False)


# Storing what is no cell, or a word that gets a count


@always_inline
def store_small(slots: __type.pointer[Object], at: Int, new: Word):
    """In a slot that holds one."""
    __op.deref(__op.offset(slots, at.value)).word = new


@always_inline
def put_small(mut place: Object, new: Word):
    var old = place.word
    place.word = new
    release(old)


@always_inline
def try_put_in_slot(slots: __type.pointer[Object], at: Int, new: Word) -> Bool:
    ref slot = __op.deref(__op.offset(slots, at.value))
    if __op.likely((slot.word.bits != UNBOUND).value):
        put_small(slot, new)
        return True
    return False


@always_inline
def try_put_in_attribute(value: Word, new: Word, cache: __type.pointer[AttributeCache]) -> Bool:
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(value, known).value):
            put_small(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value)), new)
            return True
    return False


@always_inline
def try_put_in_item(value: Word, index: Word, new: Word) -> Bool:
    """In a list."""
    if index.is_integer() and value.is_cell() and __op.eq(value.shape(), shape_of_kind(KIND_LIST)):
        ref items = items_of(value)
        if is_index(index, len(items)):
            put_small(items.unsafe_get(index.integer()), new)
            return True
    return False


@always_inline
def try_share_in_slot(slots: __type.pointer[Object], at: Int, new: Word) -> Bool:
    ref slot = __op.deref(__op.offset(slots, at.value))
    if __op.likely((slot.word.bits != UNBOUND).value):
        put(slot, new)
        return True
    return False


@always_inline
def try_share_in_attribute(value: Word, new: Word, cache: __type.pointer[AttributeCache]) -> Bool:
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(value, known).value):
            put(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value)), new)
            return True
    return False


@always_inline
def try_share_in_item(value: Word, index: Word, new: Word) -> Bool:
    """In a list."""
    if index.is_integer() and value.is_cell() and __op.eq(value.shape(), shape_of_kind(KIND_LIST)):
        ref items = items_of(value)
        if is_index(index, len(items)):
            put(items.unsafe_get(index.integer()), new)
            return True
    return False
