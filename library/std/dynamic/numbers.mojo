"""Arithmetic and comparison. Small integers and floats here; what overflows 63 bits is in `integer_operators.mojo`."""

from .cells import FloatCell, float_of, items_of, list_of, string_of
from .errors import MEMORY_ERROR, OVERFLOW_ERROR, TYPE_ERROR, ZERO_DIVISION_ERROR, Raised, new_error
from .printing import type_name
from .word import FALSE, IS_BASED, Cell, KIND_FLOAT, KIND_INSTANCE, KIND_LIST, KIND_TEXT, KIND_TUPLE, NONE, TRUE, Object, Word, shape_of_kind, small, truth


@always_inline
def both_integers(a: Word, b: Word) -> Bool:
    return a.bits & b.bits & 1 != 0


@always_inline
def both_floats(a: Word, b: Word) -> Bool:
    return (a.bits | b.bits) & 3 == 0 and __op.eq(a.shape(), shape_of_kind(KIND_FLOAT)) and __op.eq(b.shape(), shape_of_kind(KIND_FLOAT))


@always_inline
def float_in(a: Word) -> Float64:
    """The value of a `float`."""
    return __op.deref(a.at[FloatCell]()).value


@always_inline
def add(a: Word, b: Word) raises Raised -> Word:
    if __op.likely(both_integers(a, b).value):
        var result = __op.add_overflow(a.bits.value, (b.bits - 1).value)
        if __op.likely(__op.not_(__op.tuple_field[1](result))):
            return Word(Int(raw=__op.tuple_field[0](result)))
    return _add(a, b)


@always_inline
def subtract(a: Word, b: Word) raises Raised -> Word:
    if __op.likely(both_integers(a, b).value):
        var result = __op.sub_overflow(a.bits.value, (b.bits - 1).value)
        if __op.likely(__op.not_(__op.tuple_field[1](result))):
            return Word(Int(raw=__op.tuple_field[0](result)))
    return _subtract(a, b)


@always_inline
def multiply(a: Word, b: Word) raises Raised -> Word:
    if __op.likely(both_integers(a, b).value):
        var result = __op.mul_overflow((a.bits - 1).value, b.integer().value)
        if __op.likely(__op.not_(__op.tuple_field[1](result))):
            return Word(Int(raw=__op.tuple_field[0](result)) + 1)
    return _multiply(a, b)


@no_inline
def _add(a: Word, b: Word) raises Raised -> Word:
    if both_floats(a, b):
        return float_of(float_in(a) + float_in(b))
    if is_number(a) and is_number(b):
        if both_whole(a, b):
            return sum_of_wholes(a, b)
        return float_of(as_float(a) + as_float(b))
    if a.is_(KIND_TEXT):
        if b.is_(KIND_TEXT):
            return joined(a, b)
        if not b.is_(KIND_INSTANCE):
            raise new_error(TYPE_ERROR, String("can only concatenate str (not \"", type_name(b), "\") to str"))
    if is_bytes(a) and (not b.is_(KIND_INSTANCE) or has_buffer(b)):
        return add_bytes(a, b)
    if (a.is_(KIND_LIST) and b.is_(KIND_LIST)) or (a.is_(KIND_TUPLE) and b.is_(KIND_TUPLE)):
        var items = List[Object](capacity=len(items_of(a)) + len(items_of(b)))
        for i in range(len(items_of(a))):
            items.append(items_of(a)[i])
        for i in range(len(items_of(b))):
            items.append(items_of(b)[i])
        return tuple_of_items(items) if a.is_(KIND_TUPLE) else list_of(items^)
    if (a.is_(KIND_LIST) or a.is_(KIND_TUPLE)) and not b.is_(KIND_INSTANCE):
        var name = type_name(a)
        raise new_error(TYPE_ERROR, String("can only concatenate ", name, " (not \"", type_name(b), "\") to ", name))
    return operate(a, b, "__add__", "__radd__", "+")


@no_inline
def _subtract(a: Word, b: Word) raises Raised -> Word:
    if both_floats(a, b):
        return float_of(float_in(a) - float_in(b))
    if is_number(a) and is_number(b):
        if both_whole(a, b):
            return difference_of_wholes(a, b)
        return float_of(as_float(a) - as_float(b))
    return operate(a, b, "__sub__", "__rsub__", "-")


@no_inline
def _multiply(a: Word, b: Word) raises Raised -> Word:
    if both_floats(a, b):
        return float_of(float_in(a) * float_in(b))
    if is_number(a) and is_number(b):
        if both_whole(a, b):
            return product_of_wholes(a, b)
        return float_of(as_float(a) * as_float(b))
    if _repeats(a) or _repeats(b):
        var source = a if _repeats(a) else b
        var count = b if _repeats(a) else a
        if has_index(count):
            return repeated(source, fitting_index(count, OVERFLOW_ERROR))
        if not count.is_(KIND_INSTANCE):
            raise new_error(TYPE_ERROR, String("can't multiply sequence by non-int of type '", type_name(count), "'"))
    return operate(a, b, "__mul__", "__rmul__", "*")


def _repeats(value: Word) -> Bool:
    return is_sequence(value) or is_bytes(value)


def is_sequence(a: Word) -> Bool:
    return a.is_(KIND_LIST) or a.is_(KIND_TUPLE) or a.is_(KIND_TEXT)


def divide(a: Word, b: Word) raises Raised -> Word:
    if is_number(a) and is_number(b):
        if both_whole(a, b):
            return float_of(quotient_of_wholes(a, b))
        var dividend = as_float(a)
        var divisor = as_float(b)
        if divisor == 0:
            raise new_error(ZERO_DIVISION_ERROR, "float division by zero")
        return float_of(dividend / divisor)
    return operate(a, b, "__truediv__", "__rtruediv__", "/")


@always_inline
def floor_divide(a: Word, b: Word) raises Raised -> Word:
    if both_integers(a, b) and b.integer() > 0:
        return small(a.integer() // b.integer())
    return _floor_divide(a, b)


@no_inline
def _floor_divide(a: Word, b: Word) raises Raised -> Word:
    if is_number(a) and is_number(b):
        if both_whole(a, b):
            return floor_quotient_of_wholes(a, b)
        var dividend = as_float(a)
        var divisor = as_float(b)
        if divisor == 0:
            raise new_error(ZERO_DIVISION_ERROR, "float floor division by zero")
        return float_of(float_floor_divide(dividend, divisor))
    return operate(a, b, "__floordiv__", "__rfloordiv__", "//")


@always_inline
def modulo(a: Word, b: Word) raises Raised -> Word:
    if both_integers(a, b) and b.integer() > 0:
        return small(a.integer() % b.integer())
    return _modulo(a, b)


@no_inline
def _modulo(a: Word, b: Word) raises Raised -> Word:
    if is_number(a) and is_number(b):
        if both_whole(a, b):
            return remainder_of_wholes(a, b)
        var dividend = as_float(a)
        var divisor = as_float(b)
        if divisor == 0:
            raise new_error(ZERO_DIVISION_ERROR, "float modulo by zero")
        return float_of(float_modulo(dividend, divisor))
    if a.is_(KIND_TEXT):
        return format_percent(a, b)
    if is_bytes(a):
        return format_bytes_percent(a, b)
    return operate(a, b, "__mod__", "__rmod__", "%")


def negate(a: Word) raises Raised -> Word:
    if is_whole(a):
        return negated(a)
    if a.is_(KIND_FLOAT):
        return float_of(-as_float(a))
    return negative_of(a)


# Bits


@always_inline
def bit_and(a: Word, b: Word) raises Raised -> Word:
    if both_integers(a, b):
        return Word(a.bits & b.bits)
    return _bits(a, b, 0)


@always_inline
def bit_or(a: Word, b: Word) raises Raised -> Word:
    if both_integers(a, b):
        return Word(a.bits | b.bits)
    return _bits(a, b, 1)


@always_inline
def bit_xor(a: Word, b: Word) raises Raised -> Word:
    if both_integers(a, b):
        return Word((a.bits ^ b.bits) | 1)
    return _bits(a, b, 2)


@no_inline
def _bits(a: Word, b: Word, which: Int) raises Raised -> Word:
    if both_whole(a, b):
        var result = bits_of_wholes(a, b, which)
        var are_truths = not (a.is_integer() or a.is_cell() or b.is_integer() or b.is_cell())
        return truth(result.integer() != 0) if are_truths else result
    if which == 0:
        return operate(a, b, "__and__", "__rand__", "&")
    if which == 1:
        return operate(a, b, "__or__", "__ror__", "|")
    return operate(a, b, "__xor__", "__rxor__", "^")


def shift_left(a: Word, b: Word) raises Raised -> Word:
    if both_whole(a, b):
        return shifted_left(a, b)
    return operate(a, b, "__lshift__", "__rlshift__", "<<")


def shift_right(a: Word, b: Word) raises Raised -> Word:
    if both_whole(a, b):
        return shifted_right(a, b)
    return operate(a, b, "__rshift__", "__rrshift__", ">>")


# Comparison


@always_inline
def less(a: Word, b: Word) raises Raised -> Bool:
    if both_integers(a, b):
        return a.bits < b.bits
    return _compare(a, b, 0)


@always_inline
def less_equal(a: Word, b: Word) raises Raised -> Bool:
    if both_integers(a, b):
        return a.bits <= b.bits
    return _compare(a, b, 1)


@always_inline
def greater(a: Word, b: Word) raises Raised -> Bool:
    if both_integers(a, b):
        return a.bits > b.bits
    return _compare(a, b, 2)


@always_inline
def greater_equal(a: Word, b: Word) raises Raised -> Bool:
    if both_integers(a, b):
        return a.bits >= b.bits
    return _compare(a, b, 3)


@no_inline
def less_otherwise(a: Word, b: Word) raises Raised -> Bool:
    """As `less`, without anything inline; so the following."""
    return less(a, b)


@no_inline
def less_equal_otherwise(a: Word, b: Word) raises Raised -> Bool:
    return less_equal(a, b)


@no_inline
def greater_otherwise(a: Word, b: Word) raises Raised -> Bool:
    return greater(a, b)


@no_inline
def greater_equal_otherwise(a: Word, b: Word) raises Raised -> Bool:
    return greater_equal(a, b)


@no_inline
def is_true_otherwise(value: Word) raises Raised -> Bool:
    return is_true(value)


@no_inline
def _compare(a: Word, b: Word, which: Int) raises Raised -> Bool:
    if both_floats(a, b):
        return _ordered_floats(float_in(a), float_in(b), which)
    if is_number(a) and is_number(b):
        var order = _order_of_numbers(a, b)
        return order != unordered and _ordered(order < 0, order == 0, which)
    if a.is_(KIND_TEXT) and b.is_(KIND_TEXT):
        return _ordered(string_of(a) < string_of(b), string_of(a) == string_of(b), which)
    if is_bytes(a) and is_bytes(b):
        var order = compare_bytes(a, b)
        return _ordered(order < 0, order == 0, which)
    if (a.is_(KIND_LIST) and b.is_(KIND_LIST)) or (a.is_(KIND_TUPLE) and b.is_(KIND_TUPLE)):
        var index = first_difference(a, b)
        if index >= 0 and index < len(items_of(a)) and index < len(items_of(b)):
            var x = items_of(a)[index]
            var y = items_of(b)[index]
            return _compare(x.word, y.word, which)
        return _ordered(len(items_of(a)) < len(items_of(b)), len(items_of(a)) == len(items_of(b)), which)
    if is_set_like(a) and is_set_like(b):
        return compare_sets(a, b, which)
    var result = Object(owning=_compared_by_methods(a, b, which))
    return is_true(result.word)


@always_inline
def _ordered_floats(a: Float64, b: Float64, which: Int) -> Bool:
    return a < b if which == 0 else (a <= b if which == 1 else (a > b if which == 2 else a >= b))


def _compared_by_methods(a: Word, b: Word, which: Int) raises Raised -> Word:
    """What the class of one of the operands says, with a count; a `TypeError` if neither says anything."""
    var sign: StaticString = "<"
    var name: StaticString = "__lt__"
    var reflected: StaticString = "__gt__"
    if which == 1:
        sign = "<="
        name = "__le__"
        reflected = "__ge__"
    elif which == 2:
        sign = ">"
        name = "__gt__"
        reflected = "__lt__"
    elif which == 3:
        sign = ">="
        name = "__ge__"
        reflected = "__le__"
    var found = dispatch(a, b, name, reflected)
    if found.bits == 0:
        raise new_error(
            TYPE_ERROR, String("'", sign, "' not supported between instances of '", type_name(a), "' and '", type_name(b), "'")
        )
    return found


@always_inline
def compared(a: Word, b: Word, which: Int) raises Raised -> Word:
    """`a < b`, `<=`, `>`, `>=`, `==` or `!=` (0 to 5) as a value, with a count: what a method gives, which need be no truth value."""
    if both_integers(a, b):
        if which < 4:
            return truth(_ordered(a.bits < b.bits, a.bits == b.bits, which))
        return truth((a.bits == b.bits) == (which == 4))
    return _compared(a, b, which)


@no_inline
def _compared(a: Word, b: Word, which: Int) raises Raised -> Word:
    if which < 4 and both_floats(a, b):
        return truth(_ordered_floats(float_in(a), float_in(b), which))
    if which >= 4 and both_texts(a, b):
        return truth((a == b or same_texts(a, b)) == (which == 4))
    if which >= 4 and not (has_equality(a) or has_equality(b)):
        return truth(_equal(a, b) == (which == 4))
    if not has_methods(a) and not has_methods(b):
        return truth(_compare(a, b, which))
    if which < 4:
        return _compared_by_methods(a, b, which)
    if which == 5:
        var found = _inequality(a, b)
        return found if found.bits != 0 else truth(not equal(a, b))
    var found = dispatch(a, b, "__eq__", "__eq__")
    return found if found.bits != 0 else truth(_equal_undecided(a, b))


comptime unordered = 2


def _order_of_numbers(a: Word, b: Word) raises Raised -> Int:
    """-1, 0, 1; `unordered` if one is no number."""
    if both_whole(a, b):
        return compare_wholes(a, b)
    if is_whole(a):
        var y = as_float(b)
        return compare_with_float(a, y) if y == y else unordered
    var x = as_float(a)
    if is_whole(b):
        return -compare_with_float(b, x) if x == x else unordered
    var y = as_float(b)
    return -1 if x < y else (1 if x > y else (0 if x == y else unordered))


def _ordered(is_less: Bool, is_equal: Bool, which: Int) -> Bool:
    if which == 0:
        return is_less
    if which == 1:
        return is_less or is_equal
    if which == 2:
        return not is_less and not is_equal
    return not is_less


@always_inline
def equal(a: Word, b: Word) raises Raised -> Bool:
    if both_integers(a, b):
        return a.bits == b.bits
    return _equal(a, b)


@always_inline
def unequal(a: Word, b: Word) raises Raised -> Bool:
    if both_integers(a, b):
        return a.bits != b.bits
    return _unequal(a, b)


@always_inline
def has_equality(value: Word) -> Bool:
    """Whether its class says what it is equal to."""
    return has_methods(value) and (_is_based(value) or traits_of(class_of(value)) & HAS_EQUALITY != 0)


@always_inline
def _is_based(value: Word) -> Bool:
    return __op.deref(value.shape()).flags & IS_BASED != 0


@no_inline
def _unequal(a: Word, b: Word) raises Raised -> Bool:
    if both_texts(a, b):
        return a != b and not same_texts(a, b)
    if has_equality(a) or has_equality(b):
        var found = _inequality(a, b)
        if found.bits != 0:
            var result = Object(owning=found)
            return is_true(result.word)
    return not equal(a, b)


def _inequality(a: Word, b: Word) raises Raised -> Word:
    """What the methods of classes say of `a != b`; bits 0: nothing."""
    if _says_only_equal(a, b):
        # What the method of `object` does: it asks this one's `__eq__` before the other's `__ne__`.
        var first = Object(owning=call_special(find_in_class(class_of(a), fixed_name("__eq__")), a, b))
        if first.word.bits != NOT_IMPLEMENTED:
            return truth(not is_true(first.word))
        return _other_inequality(a, b)
    return dispatch(a, b, "__ne__", "__ne__")


def _other_inequality(a: Word, b: Word) raises Raised -> Word:
    """`a != b` when `a` does not know: what `b` says; else whether they are two values."""
    if has_methods(b):
        var unequal_ = find_in_class(class_of(b), fixed_name("__ne__"))
        var equal_ = find_in_class(class_of(b), fixed_name("__eq__"))
        if unequal_.bits != 0 or equal_.bits != 0:
            var second = Object(owning=call_special(unequal_ if unequal_.bits != 0 else equal_, b, a))
            if second.word.bits != NOT_IMPLEMENTED:
                return counted(second.word) if unequal_.bits != 0 else truth(not is_true(second.word))
    if plain(a) != a or plain(b) != b:
        return Word(0)
    return truth(a != b)


def _says_only_equal(a: Word, b: Word) -> Bool:
    """Whether the class of `a` has `__eq__` and not `__ne__`, and does not leave the answer to a class that extends it."""
    if not has_methods(a):
        return False
    var class_ = class_of(a)
    if find_in_class(class_, fixed_name("__ne__")).bits != 0 or find_in_class(class_, fixed_name("__eq__")).bits == 0:
        return False
    return not (has_methods(b) and class_of(b) != class_ and subclass_of(class_of(b), class_))


@no_inline
def _equal(a: Word, b: Word) raises Raised -> Bool:
    if both_texts(a, b):
        return a == b or same_texts(a, b)
    return _equal_otherwise(a, b)


@always_inline
def both_texts(a: Word, b: Word) -> Bool:
    return (a.bits | b.bits) & 3 == 0 and __op.eq(a.shape(), shape_of_kind(KIND_TEXT)) and __op.eq(b.shape(), shape_of_kind(KIND_TEXT))


@no_inline
def _equal_otherwise(a: Word, b: Word) raises Raised -> Bool:
    if has_methods(a) or has_methods(b):
        if not has_equality(a) and not has_equality(b):
            return a == b
        return _equal_by_methods(a, b)
    return _equal_values(a, b)


@no_inline
def _equal_by_methods(a: Word, b: Word) raises Raised -> Bool:
    var found = dispatch(a, b, "__eq__", "__eq__")
    if found.bits == 0:
        return _equal_undecided(a, b)
    var result = Object(owning=found)
    return is_true(result.word)


def _equal_undecided(a: Word, b: Word) raises Raised -> Bool:
    """No class has said anything: what a built-in type's own method does."""
    if (has_methods(a) and has_methods(b)) or (plain(a) == a and plain(b) == b):
        return a == b
    return equal(plain(a), plain(b))


@no_inline
def _equal_values(a: Word, b: Word) raises Raised -> Bool:
    if both_floats(a, b):
        return float_in(a) == float_in(b)
    if is_number(a) and is_number(b):
        return _order_of_numbers(a, b) == 0
    if a == b:
        # A complex number with a part that is none is unequal to itself.
        return not a.is_(KIND_COMPLEX) or equal_containers(a, b)
    if is_bytes(a) and is_bytes(b):
        return compare_bytes(a, b) == 0
    if a.is_(KIND_METHOD) and b.is_(KIND_METHOD):
        ref x = __op.deref(a.at[MethodCell]())
        ref y = __op.deref(b.at[MethodCell]())
        return x.function.word == y.function.word and x.receiver.word == y.receiver.word
    return equal_containers(a, b)


@no_inline
def same_texts(a: Word, b: Word) -> Bool:
    """Of two `str`: whether they are equal."""
    ref x = string_of(a)
    ref y = string_of(b)
    var length = x.byte_length()
    if length != y.byte_length():
        return False
    if length == 0:
        return True
    var p = x.unsafe_ptr().address
    var q = y.unsafe_ptr().address
    return __op.load(p) == __op.load(q) and (length == 1 or x == y)


@always_inline
def is_true(value: Word) raises Raised -> Bool:
    """What `if` asks."""
    if value.bits == TRUE:
        return True
    if value.bits == FALSE or value.bits == NONE:
        return False
    if value.is_integer():
        return value.bits != 1
    return _is_true(value)


@no_inline
def _is_true(value: Word) raises Raised -> Bool:
    if value.is_(KIND_INSTANCE) and not _is_based(value) and traits_of(class_of(value)) & HAS_TRUTH == 0:
        return True
    if value.is_(KIND_INTEGER):
        return True
    if value.is_(KIND_FLOAT):
        return as_float(value) != 0
    if value.is_(KIND_TEXT):
        return string_of(value).byte_length() > 0
    if value.is_(KIND_COMPLEX):
        return complex_value(value).real != 0 or complex_value(value).imaginary != 0
    if is_bytes(value):
        return len(bytes_in(value)) > 0
    if value.is_(KIND_LIST) or value.is_(KIND_TUPLE):
        return len(items_of(value)) > 0
    var kind = value.kind()
    if kind == KIND_DICT or kind == KIND_SET or kind == KIND_FROZENSET or kind == KIND_RANGE or kind == KIND_VIEW or kind == KIND_PROXY or kind == KIND_MEMORYVIEW:
        return length(value) > 0
    if kind == KIND_WIDE_RANGE:
        return wide_range_of(value).count.sign() != 0
    if has_methods(value):
        var held = Object(sharing=value)
        var method = find_in_class(class_of(value), fixed_name("__bool__"))
        if method.bits != 0:
            var answer = Object(owning=call_on(method, held.word))
            if answer.word.bits != TRUE and answer.word.bits != FALSE:
                raise new_error(TYPE_ERROR, String("__bool__ should return bool, returned ", type_name(answer.word)))
            return answer.word.bits == TRUE
        if find_in_class(class_of(value), fixed_name("__len__")).bits != 0:
            return length(held.word) > 0
    return True


# Operators of classes


def operate(a: Word, b: Word, name: StaticString, reflected: StaticString, sign: StaticString) raises Raised -> Word:
    """What a class of one of the operands says; a `TypeError` if neither does."""
    if a.is_cell() and b.is_cell() and not b.is_(KIND_INSTANCE):
        var special = operate_on_sets(a, b, sign)
        if special.bits != 0:
            return special
    var result = dispatch(a, b, name, reflected)
    if result.bits == 0:
        result = operate_on_types(a, b, sign)
    if result.bits == 0:
        raise new_error(
            TYPE_ERROR, String("unsupported operand type(s) for ", sign, ": '", type_name(a), "' and '", type_name(b), "'")
        )
    return result


def dispatch(a: Word, b: Word, name: StaticString, reflected: StaticString) raises Raised -> Word:
    """The result with a count; bits 0 if no class has the method, or all say `NotImplemented`."""
    var first = Object(sharing=a)
    var other = Object(sharing=b)
    var result = _dispatch(first.word, other.word, name, reflected)
    return result


def _dispatch(a: Word, b: Word, name: StaticString, reflected: StaticString) raises Raised -> Word:
    var is_first = has_methods(a)
    if has_methods(b):
        var second = class_of(b)
        var method = find_in_class(second, fixed_name(reflected))
        if method.bits != 0 and is_first and class_of(a) != second and subclass_of(second, class_of(a)):
            # What extends the other class goes first, if it has the method otherwise.
            if method != find_in_class(class_of(a), fixed_name(reflected)):
                var result = call_special(method, b, a)
                if result.bits != NOT_IMPLEMENTED:
                    return result
                method = Word(0)
        if is_first:
            var own = find_in_class(class_of(a), fixed_name(name))
            if own.bits != 0:
                var result = call_special(own, a, b)
                if result.bits != NOT_IMPLEMENTED:
                    return result
            if class_of(a) == second and name != reflected and name != "__lt__" and name != "__gt__" and name != "__le__" and name != "__ge__":
                return Word(0)
        if method.bits != 0:
            var result = call_special(method, b, a)
            if result.bits != NOT_IMPLEMENTED:
                return result
        return Word(0)
    if is_first:
        var method = find_in_class(class_of(a), fixed_name(name))
        if method.bits != 0:
            var result = call_special(method, a, b)
            if result.bits != NOT_IMPLEMENTED:
                return result
    return Word(0)


def call_special(method: Word, receiver: Word, argument: Word) raises Raised -> Word:
    """`receiver.method(argument)`, of a method found in the class."""
    if method.is_(KIND_FUNCTION):
        return call2(method, receiver, argument)
    var whole = Object(owning=described(method, receiver, class_of(receiver)))
    return call1(whole.word, argument)


from .bytes import add_bytes, bytes_in, compare_bytes, is_bytes, repeat_bytes
from .byte_format import format_bytes_percent
from .calls import call1, call2
from .attributes import described
from .classes import HAS_EQUALITY, HAS_TRUTH, class_of, find_in_class, has_methods, subclass_of, traits_of
from .cells import MethodCell
from .word import KIND_FUNCTION, KIND_METHOD, NOT_IMPLEMENTED
from .names import fixed_name
from .integer_operators import (
    bits_of_wholes,
    difference_of_wholes,
    floor_quotient_of_wholes,
    negated,
    product_of_wholes,
    quotient_of_wholes,
    remainder_of_wholes,
    shifted_left,
    shifted_right,
    sum_of_wholes,
)
from .integers import as_float, both_whole, compare_wholes, compare_with_float, is_number, is_whole
from .special_calls import call_on
from .percent import format_percent
from .powers import float_floor_divide, float_modulo, negative_of
from .texts import joined, repeated_text
from .comparing import equal_containers, first_difference
from .sequences import length, append_given, new_tuple
from .extended import plain
from .repetition import repeated, tuple_of_items
from .extended_operators import operate_on_types
from .set_methods import compare_sets, is_set_like, operate_on_sets
from .slices import fitting_index, has_index
from .complex_numbers import complex_value
from .word import KIND_COMPLEX, KIND_DICT, KIND_FROZENSET, KIND_INTEGER, KIND_MEMORYVIEW, KIND_PROXY, KIND_RANGE, KIND_SET, KIND_VIEW, KIND_WIDE_RANGE, counted
from .wide_ranges import wide_range_of
from .buffers import has_buffer
