"""`hash`: equal values have equal hashes, numbers of every type by Python's own rule (modulo 2**61 - 1)."""

from pyruntime.big_integer import BigInteger
from .cells import BytesCell, TextCell, items_of
from .errors import TYPE_ERROR, Raised, new_error
from .word import KIND_BUILTIN, KIND_BYTEARRAY, KIND_BYTES, KIND_DICT, KIND_FLOAT, KIND_FROZENSET, KIND_INTEGER, KIND_LIST, KIND_PROXY, KIND_RANGE, KIND_SET, KIND_SLICE, KIND_TEXT, KIND_TUPLE, KIND_VIEW, KIND_WIDE_RANGE, NONE, Object, Word

comptime _modulus = (1 << 61) - 1


@always_inline
def hash_of(value: Word) raises Raised -> Int:
    """A `TypeError` for what may change."""
    if value.is_integer():
        var integer = value.integer()
        if integer < _modulus and integer > -1:
            return integer
        return hash_of_integer(integer)
    if value.is_cell() and __op.deref(value.shape()).kind == KIND_TEXT:
        var known = __op.deref(value.at[TextCell]()).hash
        if known != -1:
            return known
        return hash_of_text(value)
    return _hash_of(value)


def hash_of_integer(integer: Int) -> Int:
    var result = abs(integer) % _modulus
    if integer < 0:
        result = -result
    return -2 if result == -1 else result


@no_inline
def hash_of_text(value: Word) -> Int:
    """Remembered in the text."""
    ref cell = __op.deref(value.at[TextCell]())
    if cell.hash == -1:
        cell.hash = _hash_of_memory(cell.text._data_pointer(), cell.text.byte_length())
    return cell.hash


def hash_of_bytes(value: Word) -> Int:
    """As of a text."""
    ref cell = __op.deref(value.at[BytesCell]())
    if cell.hash == -1:
        cell.hash = _hash_of_memory(cell.bytes.data.address, len(cell.bytes))
    return cell.hash


def _hash_of_memory(data: __type.pointer[UInt8], length: Int) -> Int:
    """Never -1. Eight bytes at a time, mixed by a multiplication."""
    var state = UInt64(0x9E3779B97F4A7C15) ^ UInt64(length)
    var at = 0
    while at + 8 <= length:
        var chunk = UInt64(0)
        for i in range(8):
            chunk |= UInt64(__op.deref(__op.offset(data, (at + i).value))) << UInt64(8 * i)
        state = (state ^ chunk) * UInt64(0xD6E8FEB86659FD93)
        state ^= state >> 29
        at += 8
    var last = UInt64(0)
    var shift = UInt64(0)
    while at < length:
        last |= UInt64(__op.deref(__op.offset(data, at.value))) << shift
        shift += 8
        at += 1
    state = (state ^ last) * UInt64(0xD6E8FEB86659FD93)
    state ^= state >> 32
    state *= UInt64(0x9FB21C651E98DF25)
    state ^= state >> 29
    var result = Int(state)
    return 1 if result == -1 else result


def hash_of_float(value: Float64, word: Word) -> Int:
    """As of the fraction that it is; `nan` by where it lies."""
    var bits = value.to_bits()
    var exponent = Int((bits >> 52) & 0x7FF)
    var fraction = Int(bits & ((UInt64(1) << 52) - 1))
    var is_negative = bits >> 63 != 0
    if exponent == 0x7FF:
        if fraction != 0:
            return hash_of_address(word)
        return -314159 if is_negative else 314159
    if exponent == 0:
        exponent = 1
    else:
        fraction |= 1 << 52
    # 2**61 is 1: a power of two turns the bits around.
    var turn = (exponent - 1075) % 61
    var result = fraction
    if turn > 0:
        result = ((fraction << turn) & _modulus) | (fraction >> (61 - turn))
    if is_negative:
        result = -result
    return -2 if result == -1 else result


def hash_of_address(word: Word) -> Int:
    return (word.bits >> 4) | ((word.bits & 15) << 60)


def hash_of_items(tuple: Word) raises Raised -> Int:
    """As CPython since 3.8 (xxHash's rounds over the hashes of the elements)."""
    ref items = items_of(tuple)
    var state = UInt64(2870177450012600261)
    for i in range(len(items)):
        state += UInt64(hash_of(items[i].word)) * UInt64(14029467366897019727)
        state = (state << 31) | (state >> 33)
        state *= UInt64(11400714785074694791)
    state += UInt64(len(items)) ^ (UInt64(2870177450012600261) ^ UInt64(3527539))
    var result = Int(state)
    return 1546275796 if result == -1 else result


@no_inline
def _hash_of(value: Word) raises Raised -> Int:
    if value.is_integer():
        return hash_of_integer(value.integer())
    if is_short(value):
        return as_integer(value)
    if not value.is_cell():
        return 0xFCA86420 if value.bits == NONE else value.bits
    var kind = value.kind()
    if kind == KIND_INTEGER:
        return large_in(value).python_hash()
    if kind == KIND_FLOAT:
        return hash_of_float(as_float(value), value)
    if kind == KIND_TUPLE:
        return hash_of_items(value)
    if kind == KIND_BYTES:
        return hash_of_bytes(value)
    if has_methods(value):
        return _hash_of_instance(value)
    if kind == KIND_FROZENSET:
        return hash_of_frozen(value)
    if kind == KIND_RANGE or kind == KIND_WIDE_RANGE:
        return hash_of_range(value)
    if kind == KIND_BUILTIN:
        return __op.deref(value.at[BuiltinCell]()).number + 1000
    if kind == KIND_LIST or kind == KIND_DICT or kind == KIND_SET or (kind == KIND_VIEW and is_set_like(value)) or kind == KIND_PROXY or kind == KIND_BYTEARRAY:
        raise unhashable(value)
    if kind == KIND_SLICE:
        return hash_of_slice(value)
    if kind == KIND_COMPLEX:
        return hash_of_complex(value)
    if kind == KIND_METHOD:
        ref method = __op.deref(value.at[MethodCell]())
        return hash_of_address(method.function.word) ^ hash_of_address(method.receiver.word)
    if kind == KIND_MEMORYVIEW:
        var bytes = Object(owning=view_bytes(value))
        return hash_of(bytes.word)
    if kind == KIND_ALIAS:
        return hash_of_alias(value)
    return hash_of_address(value)


def unhashable(value: Word) -> Raised:
    return new_error(TYPE_ERROR, String("unhashable type: '", type_name(value), "'"))


def _hash_of_instance(value: Word) raises Raised -> Int:
    var method = find_in_class(class_of(value), fixed_name("__hash__"))
    if method.bits == 0:
        if find_in_class(class_of(value), fixed_name("__eq__")).bits != 0:
            raise unhashable(value)
        return hash_of_address(value)
    if method.bits == NONE:
        raise unhashable(value)
    if method.is_(KIND_TYPE_METHOD):
        return hash_of(plain(value))
    var result = Object(owning=call_on(method, value))
    if not is_whole(result.word):
        raise new_error(TYPE_ERROR, "__hash__ method should return an integer")
    var hash = as_integer(result.word) if fits_int(result.word) else large_in(result.word).python_hash()
    return -2 if hash == -1 else hash


def hash_of_range(value: Word) raises Raised -> Int:
    """Of its length, first element and step."""
    var count, start, step = range_parts(value)
    var items = List[Object]()
    items.append(Object(owning=integer_word(count)))
    items.append(Object(owning=integer_word(start) if count > BigInteger(0) else none()))
    items.append(Object(owning=integer_word(step) if count > BigInteger(1) else none()))
    var tuple = Object(owning=list_of(items^, KIND_TUPLE))
    return hash_of_items(tuple.word)


from .cells import BuiltinCell, list_of
from .classes import class_of, find_in_class, has_methods
from .integers import fits_int, integer_word, is_short, large_in
from .names import fixed_name
from .special_calls import call_on
from .set_methods import is_set_like
from .printing import type_name
from .sets import hash_of_frozen
from .slices import hash_of_slice
from .generic_aliases import hash_of_alias
from .extended import plain
from .cells import MethodCell
from .complex_numbers import hash_of_complex
from .memory_views import view_bytes
from .word import KIND_ALIAS, KIND_COMPLEX, KIND_MEMORYVIEW, KIND_METHOD, KIND_TYPE_METHOD, none
from .wide_ranges import range_parts
from .integers import as_float, as_integer, is_whole
