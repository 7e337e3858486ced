"""Methods with underscores of built-in types, as the types have them: what an operator does, asked for by name."""

from .arguments import Arguments
from .cells import items_of, text_of
from .errors import STOP_ITERATION, TYPE_ERROR, Raised, error_class, new_error
from .extended import plain
from .word import (
    KIND_BYTEARRAY,
    KIND_COMPLEX,
    KIND_DICT,
    KIND_FLOAT,
    KIND_INSTANCE,
    KIND_LIST,
    KIND_SET,
    KIND_TEXT,
    KIND_TUPLE,
    NOT_IMPLEMENTED,
    Object,
    Word,
    counted,
    none,
    small,
    truth,
)

comptime _names = (
    "__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __floordiv__ __rfloordiv__ __mod__ __rmod__ "
    "__divmod__ __rdivmod__ __pow__ __rpow__ __lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ __or__ __ror__ "
    "__xor__ __rxor__ __lt__ __le__ __gt__ __ge__ __eq__ __ne__ __iadd__ __isub__ __imul__ __iand__ __ior__ __ixor__ "
    "__neg__ __pos__ __abs__ __invert__ __bool__ __int__ __float__ __index__ __complex__ __trunc__ __floor__ __ceil__ "
    "__round__ __repr__ __str__ __hash__ __len__ __iter__ __next__ __reversed__ __contains__ __getitem__ __setitem__ "
    "__delitem__ __init__ __format__ __length_hint__ __class_getitem__ __bytes__ __get__ __call__ __enter__ __exit__ "
)
"""In the order of their numbers. Arithmetic comes in pairs, the reflected one second."""

comptime last_arithmetic = 26
comptime first_comparison = 27
comptime EQUALS = 31
comptime last_comparison = 32
comptime ADD_IN_PLACE = 33
comptime last_in_place = 38
comptime NEGATIVE = 39
comptime POSITIVE = 40
comptime ABSOLUTE = 41
comptime INVERTED = 42
comptime TRUTH = 43
comptime TO_INT = 44
comptime TO_FLOAT = 45
comptime TO_INDEX = 46
comptime TO_COMPLEX = 47
comptime TRUNCATED = 48
comptime FLOOR = 49
comptime CEILING = 50
comptime ROUNDED = 51
comptime REPR_OF = 52
comptime TEXT_OF = 53
comptime HASH_OF = 54
comptime LENGTH = 55
comptime ITERATED = 56
comptime NEXT_OF = 57
comptime REVERSED = 58
comptime CONTAINS = 59
comptime GET_ITEM = 60
comptime SET_ITEM = 61
comptime DELETE_ITEM = 62
comptime INITIALIZE = 63
comptime FORMATTED = 64
comptime LENGTH_HINT = 65
comptime CLASS_GET_ITEM = 66
comptime TO_BYTES = 67
comptime ENTER = 70
comptime EXIT = 71
comptime special_count = 71


def special_number(name: StringSlice) -> Int:
    """0 if no built-in type has such a method."""
    var all: StaticString = _names
    var start = 0
    for number in range(1, special_count + 1):
        var end = start
        while all._byte(end) != 32:
            end += 1
        if all._slice(start, end) == name:
            return number
        start = end + 1
    return 0


def call_special_method(number: Int, name: Word, receiver: Word, args: Arguments) raises Raised -> Word:
    """`receiver.__name__(...)`, of a value of a built-in type or an instance that holds one."""
    var value = plain(receiver)
    if number == INITIALIZE:
        initialize(value, args)
        return none()
    if number == EXIT:
        release_memory(value)
        return none()
    var most = _most_arguments(number)
    if args.named_count() != 0:
        raise new_error(TYPE_ERROR, String("wrapper ", string_of(name), "() takes no keyword arguments"))
    if args.count > most or (args.count < most and number != ROUNDED and number != 15 and number != 16):
        raise new_error(TYPE_ERROR, String("expected ", most, " argument", "" if most == 1 else "s", ", got ", args.count))
    if number <= last_arithmetic:
        return _arithmetic((number - 1) >> 1, number & 1 == 0, value, args)
    if number <= last_comparison:
        return _comparison(number, value, plain(args[0]))
    if number <= last_in_place:
        return _in_place(number, receiver, value, args[0])
    if number == GET_ITEM:
        return _element(receiver, value, args[0])
    if number == SET_ITEM:
        set_item(value, args[0], args[1])
        return none()
    if number == DELETE_ITEM:
        delete_item(value, args[0])
        return none()
    if number == CONTAINS:
        return truth(contains(args[0], value))
    if number == LENGTH:
        return integer_of(length(value))
    if number == ITERATED:
        return iterate(value)
    if number == NEXT_OF:
        var item = next_of(value)
        if not is_end(item):
            return item
        raise Raised(Object(owning=call0(error_class(STOP_ITERATION))))
    if number == REVERSED:
        return reverse_of(value)
    if number == HASH_OF:
        return integer_of(hash_of(value))
    if number == REPR_OF:
        return text_of(to_repr(value) if receiver == value else based_repr(receiver, value))
    if number == TEXT_OF:
        return text_of(to_text(value))
    if number == FORMATTED:
        if not plain(args[0]).is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("__format__() argument must be str, not ", type_name(args[0])))
        var text = view(plain(args[0]))
        return text_of(to_text(receiver) if text._length == 0 else format_of(value, text))
    if number == ENTER:
        return counted(receiver)
    return _of_number(number, value, args)


def _most_arguments(number: Int) -> Int:
    if number <= last_in_place:
        return 2 if number == 15 or number == 16 else 1
    if number == SET_ITEM:
        return 2
    if (
        number == CONTAINS
        or number == GET_ITEM
        or number == DELETE_ITEM
        or number == FORMATTED
        or number == ROUNDED
        or number == CLASS_GET_ITEM
    ):
        return 1
    return 0


def _arithmetic(operation: Int, is_reflected: Bool, value: Word, args: Arguments) raises Raised -> Word:
    var other = plain(args[0])
    if not _agree(operation, value, other):
        return Word(NOT_IMPLEMENTED)
    if operation == 7 and args.count == 2:
        return power_modulo(value, other, plain(args[1]))
    return computed(operation, other if is_reflected else value, value if is_reflected else other)


def is_number(value: Word) -> Bool:
    return is_whole(value) or value.is_(KIND_FLOAT) or value.is_(KIND_COMPLEX)


def _agree(operation: Int, value: Word, other: Word) -> Bool:
    """Whether an operation of two built-in types is the first one's to do."""
    if is_number(value):
        if is_number(other):
            return operation < 8 or (is_whole(value) and is_whole(other))
        return False
    if is_set_like(value):
        return is_set_like(other)
    if value.is_(KIND_DICT):
        return other.is_(KIND_DICT)
    return operation == 5 or not other.is_(KIND_INSTANCE) or (operation == 2 and has_index(other))


def computed(operation: Int, a: Word, b: Word) raises Raised -> Word:
    """`a + b` and so on, in the order of the names."""
    if operation == 0:
        return add(a, b)
    if operation == 1:
        return subtract(a, b)
    if operation == 2:
        return multiply(a, b)
    if operation == 3:
        return divide(a, b)
    if operation == 4:
        return floor_divide(a, b)
    if operation == 5:
        return modulo(a, b)
    if operation == 6:
        return divmod_of(a, b)
    if operation == 7:
        return power(a, b)
    if operation == 8:
        return shift_left(a, b)
    if operation == 9:
        return shift_right(a, b)
    if operation == 10:
        return bit_and(a, b)
    if operation == 11:
        return bit_or(a, b)
    return bit_xor(a, b)


def operation_of(sign: StaticString) -> Int:
    """The number of an operation by its sign; -1 for others."""
    comptime signs = ["+", "-", "*", "/", "//", "%", "divmod()", "** or pow()", "<<", ">>", "&", "|", "^"]
    comptime for i in range(13):
        comptime known = signs[i]
        if sign == known:
            return i
    return -1


def _comparison(number: Int, value: Word, other: Word) raises Raised -> Word:
    if not _can_be_compared(value, other, number >= EQUALS):
        return Word(NOT_IMPLEMENTED)
    var which = number - first_comparison
    if which == 0:
        return truth(less(value, other))
    if which == 1:
        return truth(less_equal(value, other))
    if which == 2:
        return truth(greater(value, other))
    if which == 3:
        return truth(greater_equal(value, other))
    return truth(equal(value, other) == (which == 4))


def _can_be_compared(value: Word, other: Word, for_equality: Bool) -> Bool:
    if is_number(value):
        return is_number(other) and (for_equality or not (value.is_(KIND_COMPLEX) or other.is_(KIND_COMPLEX)))
    if is_set_like(value):
        return is_set_like(other)
    if is_bytes(value):
        return is_bytes(other)
    if not value.is_cell():
        return for_equality and value == other
    if not other.is_(value.kind()):
        return False
    return for_equality or value.is_(KIND_LIST) or value.is_(KIND_TUPLE) or value.is_(KIND_TEXT)


def _in_place(number: Int, receiver: Word, value: Word, other: Word) raises Raised -> Word:
    """The receiver, changed."""
    if (value.is_(KIND_SET) and not is_set_like(plain(other))) or (value.is_(KIND_DICT) and plain(other).is_(KIND_INSTANCE) and not is_iterable(other)):
        return Word(NOT_IMPLEMENTED)
    var which = number - ADD_IN_PLACE
    var result: Object
    if which == 0:
        result = Object(owning=add_in_place(value, plain(other) if value.is_(KIND_BYTEARRAY) else other))
    elif which == 1:
        result = Object(owning=subtract_in_place(value, plain(other)))
    elif which == 2:
        if not has_index(other):
            return Word(NOT_IMPLEMENTED)
        result = Object(owning=multiply_in_place(value, small(index_value(other))))
    elif which == 3:
        result = Object(owning=bit_and_in_place(value, plain(other)))
    elif which == 4:
        result = Object(owning=bit_or_in_place(value, plain(other)))
    else:
        result = Object(owning=bit_xor_in_place(value, plain(other)))
    return counted(receiver)


def _element(receiver: Word, value: Word, key: Word) raises Raised -> Word:
    """`receiver[key]`; what extends `dict` may say in `__missing__` what a key that it has not stands for."""
    if value.is_(KIND_DICT) and receiver != value:
        var found = find_key(value, key)
        if found.bits != 0:
            return counted(found)
        var method = find_in_class(class_of(receiver), fixed_name("__missing__"))
        if method.bits != 0:
            return call_special(method, receiver, key)
    return get_item(value, key)


def _of_number(number: Int, value: Word, args: Arguments) raises Raised -> Word:
    if number == NEGATIVE:
        return negate(value)
    if number == POSITIVE:
        return positive(value)
    if number == ABSOLUTE:
        return absolute(value)
    if number == INVERTED:
        return invert(value)
    if number == TRUTH:
        return truth(is_true(value))
    if number == TO_COMPLEX:
        return counted(value) if value.is_(KIND_COMPLEX) else complex_of(as_float(value), 0.0)
    if number == TO_BYTES:
        return counted(value)
    var words = __op.uninitialized[__type.array[Word, 2]]()
    __op.array_element(words, Int(0).value) = value
    var data = __op.pointer_cast[Word](__op.address_of(words))
    if number == ROUNDED:
        if args.count == 1:
            __op.array_element(words, Int(1).value) = args[0]
        return round_of(Arguments(data, args.count + 1))
    if number == TO_FLOAT:
        return to_float(Arguments(data, 1))
    if value.is_(KIND_FLOAT) and (number == FLOOR or number == CEILING):
        var whole = as_float(value).floor() if number == FLOOR else -((-as_float(value)).floor())
        return whole_of_float(whole)
    return to_integer(Arguments(data, 1))


def initialize(value: Word, args: Arguments) raises Raised:
    """What `__init__` of a built-in type does that may change: its elements are those given."""
    if value.is_(KIND_DICT):
        update_with(value, "dict", args)
    elif value.is_(KIND_LIST):
        args.check_count("list", 0, 1)
        var given = Object(owning=list_from(args[0]) if args.count == 1 else new_list(0))
        replace_items(value, 0, len(items_of(value)), given.word)
    elif value.is_(KIND_SET):
        args.check_count("set", 0, 1)
        clear_set(value)
        if args.count == 1:
            update_set(value, args[0])
    elif value.is_(KIND_BYTEARRAY):
        var made = Object(owning=make_bytes(args, KIND_BYTEARRAY))
        bytes_in(value) = bytes_in(made.word).copy()


def based_repr(receiver: Word, value: Word) raises Raised -> String:
    """Of an instance that holds a value: as of the value, with the name of its class where that says one."""
    if value.is_(KIND_SET) or value.is_(KIND_FROZENSET) or value.is_(KIND_BYTEARRAY):
        var text = to_repr(value)
        var name = type_name(receiver)
        if value.is_(KIND_SET) and length(value) > 0:
            return String(name, "(", text, ")")
        var open = 0
        while text.as_bytes()[open] != 40:
            open += 1
        return String(name, text.as_string_slice()._slice(open, text.byte_length()))
    return to_repr(value)


from .bytes import bytes_in, is_bytes, make_bytes
from .calls import call0
from .cells import string_of
from .classes import class_of, find_in_class
from .complex_numbers import complex_of
from .conversions import to_float, to_integer, whole_of_float
from .dictionaries import find_key
from .elements import delete_item, is_iterable, list_from
from .slicing import replace_items
from .formatting import format_of
from .hashing import hash_of
from .in_place import add_in_place, bit_and_in_place, bit_or_in_place, bit_xor_in_place, multiply_in_place, subtract_in_place
from .iteration_builtins import reverse_of
from .mappings import update_with
from .memory_views import release_memory
from .names import fixed_name
from .numbers import (
    add,
    bit_and,
    bit_or,
    bit_xor,
    call_special,
    divide,
    equal,
    floor_divide,
    greater,
    greater_equal,
    is_true,
    less,
    less_equal,
    modulo,
    multiply,
    negate,
    shift_left,
    shift_right,
    subtract,
)
from .powers import absolute, divmod_of, invert, positive, power, power_modulo, round_of
from .printing import to_repr, to_text, type_name
from .sequences import contains, get_item, is_end, iterate, length, new_list, next_of, set_item
from .set_methods import is_set_like, update_set
from .sets import clear_set
from .slices import has_index, index_value
from .texts import view
from .word import KIND_FROZENSET
from .integers import as_float, integer_of, is_whole
