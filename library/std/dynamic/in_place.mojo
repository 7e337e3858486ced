"""`a += b`: in place where the value can, else as `a + b`."""

from .cells import items_of
from .classes import class_of, find_in_class, subclass_of
from .errors import TYPE_ERROR, Raised, error_class, new_error
from .numbers import add, bit_and, bit_or, bit_xor, both_integers, call_special, divide, floor_divide, modulo, multiply, shift_left, shift_right, subtract
from .repetition import check_repetition
from .names import fixed_name
from .powers import power
from .exception_text import exception_line
from .printing import type_name
from .sequences import is_end, iterate, next_of
from .mappings import update_dictionary
from .set_methods import is_set_like, keep_common, remove_all, toggle_all, update_set
from .word import KIND_DICT, KIND_INSTANCE, KIND_LIST, KIND_SET, NOT_IMPLEMENTED, Object, Word, counted


def in_place(a: Word, b: Word, name: StaticString) raises Raised -> Word:
    """What the class of `a` does in place; bits 0 if nothing."""
    if a.is_(KIND_SET) or a.is_(KIND_DICT):
        return counted(a) if _is_changed(a, b, name) else Word(0)
    if not a.is_(KIND_INSTANCE):
        return Word(0)
    var method = find_in_class(class_of(a), fixed_name(name))
    if method.bits == 0:
        return Word(0)
    var result = call_special(method, a, b)
    return Word(0) if result.bits == NOT_IMPLEMENTED else result


def _is_changed(a: Word, b: Word, name: StaticString) raises Raised -> Bool:
    """A set or a dictionary that takes the other one in."""
    if a.is_(KIND_DICT):
        if name != "__ior__":
            return False
        update_dictionary(a, b)
        return True
    if not is_set_like(b):
        return False
    if name == "__isub__":
        remove_all(a, b)
    elif name == "__iand__":
        keep_common(a, b)
    elif name == "__ior__":
        update_set(a, b)
    elif name == "__ixor__":
        toggle_all(a, b)
    else:
        return False
    return True


@always_inline
def add_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a += b`."""
    if __op.likely(both_integers(a, b).value):
        return add(a, b)
    return _add_in_place(a, b)


@no_inline
def _add_in_place(a: Word, b: Word) raises Raised -> Word:
    if a.is_(KIND_LIST):
        return _extended(a, b)
    var result = in_place(a, b, "__iadd__")
    if result.bits != 0:
        return result
    try:
        return add(a, b)
    except error:
        raise _named(error^, a, b, "+")


@always_inline
def subtract_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a -= b`."""
    if __op.likely(both_integers(a, b).value):
        return subtract(a, b)
    return _subtract_in_place(a, b)


@no_inline
def _subtract_in_place(a: Word, b: Word) raises Raised -> Word:
    var result = in_place(a, b, "__isub__")
    if result.bits != 0:
        return result
    try:
        return subtract(a, b)
    except error:
        raise _named(error^, a, b, "-")


@always_inline
def multiply_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a *= b`."""
    if __op.likely(both_integers(a, b).value):
        return multiply(a, b)
    return _multiply_in_place(a, b)


@no_inline
def _multiply_in_place(a: Word, b: Word) raises Raised -> Word:
    if a.is_(KIND_LIST) and b.is_integer():
        return _repeated(a, b.integer())
    var result = in_place(a, b, "__imul__")
    if result.bits != 0:
        return result
    try:
        return multiply(a, b)
    except error:
        raise _named(error^, a, b, "*")


@always_inline
def divide_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a /= b`."""
    if __op.likely(both_integers(a, b).value):
        return divide(a, b)
    return _divide_in_place(a, b)


@no_inline
def _divide_in_place(a: Word, b: Word) raises Raised -> Word:
    var result = in_place(a, b, "__itruediv__")
    if result.bits != 0:
        return result
    try:
        return divide(a, b)
    except error:
        raise _named(error^, a, b, "/")


@always_inline
def floor_divide_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a //= b`."""
    if __op.likely(both_integers(a, b).value):
        return floor_divide(a, b)
    return _floor_divide_in_place(a, b)


@no_inline
def _floor_divide_in_place(a: Word, b: Word) raises Raised -> Word:
    var result = in_place(a, b, "__ifloordiv__")
    if result.bits != 0:
        return result
    try:
        return floor_divide(a, b)
    except error:
        raise _named(error^, a, b, "//")


@always_inline
def modulo_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a %= b`."""
    if __op.likely(both_integers(a, b).value):
        return modulo(a, b)
    return _modulo_in_place(a, b)


@no_inline
def _modulo_in_place(a: Word, b: Word) raises Raised -> Word:
    var result = in_place(a, b, "__imod__")
    if result.bits != 0:
        return result
    try:
        return modulo(a, b)
    except error:
        raise _named(error^, a, b, "%")


@always_inline
def bit_and_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a &= b`."""
    if __op.likely(both_integers(a, b).value):
        return bit_and(a, b)
    return _bit_and_in_place(a, b)


@no_inline
def _bit_and_in_place(a: Word, b: Word) raises Raised -> Word:
    var result = in_place(a, b, "__iand__")
    if result.bits != 0:
        return result
    try:
        return bit_and(a, b)
    except error:
        raise _named(error^, a, b, "&")


@always_inline
def bit_or_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a |= b`."""
    if __op.likely(both_integers(a, b).value):
        return bit_or(a, b)
    return _bit_or_in_place(a, b)


@no_inline
def _bit_or_in_place(a: Word, b: Word) raises Raised -> Word:
    var result = in_place(a, b, "__ior__")
    if result.bits != 0:
        return result
    try:
        return bit_or(a, b)
    except error:
        raise _named(error^, a, b, "|")


@always_inline
def bit_xor_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a ^= b`."""
    if __op.likely(both_integers(a, b).value):
        return bit_xor(a, b)
    return _bit_xor_in_place(a, b)


@no_inline
def _bit_xor_in_place(a: Word, b: Word) raises Raised -> Word:
    var result = in_place(a, b, "__ixor__")
    if result.bits != 0:
        return result
    try:
        return bit_xor(a, b)
    except error:
        raise _named(error^, a, b, "^")


@always_inline
def shift_left_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a <<= b`."""
    if __op.likely(both_integers(a, b).value):
        return shift_left(a, b)
    return _shift_left_in_place(a, b)


@no_inline
def _shift_left_in_place(a: Word, b: Word) raises Raised -> Word:
    var result = in_place(a, b, "__ilshift__")
    if result.bits != 0:
        return result
    try:
        return shift_left(a, b)
    except error:
        raise _named(error^, a, b, "<<")


@always_inline
def shift_right_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a >>= b`."""
    if __op.likely(both_integers(a, b).value):
        return shift_right(a, b)
    return _shift_right_in_place(a, b)


@no_inline
def _shift_right_in_place(a: Word, b: Word) raises Raised -> Word:
    var result = in_place(a, b, "__irshift__")
    if result.bits != 0:
        return result
    try:
        return shift_right(a, b)
    except error:
        raise _named(error^, a, b, ">>")


def power_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a **= b`."""
    var result = in_place(a, b, "__ipow__")
    if result.bits != 0:
        return result
    try:
        return power(a, b)
    except error:
        raise _named(error^, a, b, "**", "** or pow()")


def _named(var error: Raised, a: Word, b: Word, sign: StaticString, said: StaticString = "") -> Raised:
    """An error that names the operator names the one in place."""
    var operands = String("'", type_name(a), "' and '", type_name(b), "'")
    if not subclass_of(class_of(error.value.word), error_class(TYPE_ERROR)):
        return error^
    var text = exception_line(error.value.word)
    var prefix: StaticString = "unsupported operand type(s) for "
    if text != String("TypeError: ", prefix, said if said.byte_length() > 0 else sign, ": ", operands):
        return error^
    return new_error(TYPE_ERROR, String(prefix, sign, "=: ", operands))


def _extended(list: Word, values: Word) raises Raised -> Word:
    if values.is_(KIND_LIST):
        # The list may be its own addend.
        var count = len(items_of(values))
        for i in range(count):
            var item = items_of(values)[i]
            items_of(list).append(item^)
        return counted(list)
    var iterator = Object(owning=iterate(values))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return counted(list)
        items_of(list).append(Object(owning=item))


def _repeated(list: Word, count: Int) raises Raised -> Word:
    ref items = items_of(list)
    check_repetition(len(items), count)
    if count <= 0:
        items.clear()
    var length = len(items)
    for _ in range(1, count):
        for i in range(length):
            var item = items[i]
            items.append(item^)
    return counted(list)
