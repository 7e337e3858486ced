"""`bytes` and `bytearray`: making them, elements, slices, comparison, `repr`."""

from ..memory.raw import raw_compare, raw_copy
from .arguments import Arguments
from .cells import BytesCell, text_of
from .errors import INDEX_ERROR, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .printing import type_name
from .texts import view
from .word import KIND_BYTEARRAY, KIND_BYTES, KIND_INSTANCE, KIND_SLICE, KIND_TEXT, Object, Word, counted, new_small_cell, small, word_of


def new_bytes(var bytes: List[UInt8], kind: Int) -> Word:
    """`bytes`, or a `bytearray`."""
    var cell = new_small_cell[BytesCell](kind)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.bytes), bytes^)
    made.hash = -1
    return word_of(cell)


def bytes_literal(data: __type.pointer[UInt8], length: Int) -> Word:
    return new_bytes(list_of_bytes(StringSlice[MutableAnyOrigin](unsafe_data=data, length=length)), KIND_BYTES)


def list_of_bytes(view: StringSlice) -> List[UInt8]:
    var bytes = List[UInt8](unsafe_uninit_length=view._length)
    raw_copy(bytes.unsafe_ptr().address, view._data, view._length)
    return bytes^


@always_inline
def is_bytes(value: Word) -> Bool:
    """Whether it is one of the two types."""
    return value.is_(KIND_BYTES) or value.is_(KIND_BYTEARRAY)


@always_inline
def bytes_in(value: Word) -> ref [MutableAnyOrigin] List[UInt8]:
    return __op.deref(value.at[BytesCell]()).bytes


def bytes_view(value: Word) -> StringSlice[MutableAnyOrigin]:
    """The bytes as if they were text."""
    ref bytes = bytes_in(value)
    return StringSlice[MutableAnyOrigin](unsafe_data=bytes.unsafe_ptr().address, length=len(bytes))


def bytes_of_argument(value: Word) raises Raised -> StringSlice[MutableAnyOrigin]:
    """An argument that must show bytes."""
    return bytes_view(value) if is_bytes(value) else memory_shown(value)


def bytes_as_text(value: Word) raises Raised -> Object:
    """Bytes of digits as a text, for `int` and `float`; other values as they are."""
    if not has_buffer(value):
        return Object(sharing=value)
    var text = String()
    var bytes = memory_shown(value)
    for i in range(bytes._length):
        # What is not ASCII is no digit.
        text.append_byte(bytes._byte(i) if bytes._byte(i) < 128 else 63)
    return Object(owning=text_of(text^))


def byte_value(value: Word, is_array: Bool) raises Raised -> UInt8:
    var number = clipped_index(value)
    if number < 0 or number > 255:
        raise new_error(VALUE_ERROR, "byte must be in range(0, 256)" if is_array else "bytes must be in range(0, 256)")
    return UInt8(number)


def bytes_from(value: Word) raises Raised -> Word:
    """Bytes of what has elements."""
    if value.is_(KIND_BYTES):
        return counted(value)
    return new_bytes(_elements(value, False, "cannot convert '", "' object to bytes"), KIND_BYTES)


def _elements(value: Word, is_array: Bool, before: StaticString, after: StaticString) raises Raised -> List[UInt8]:
    if has_buffer(value):
        var shown = Object(owning=bytes_shown(value))
        return bytes_in(shown.word).copy()
    if value.is_(KIND_TEXT) or not can_iterate(value):
        raise new_error(TYPE_ERROR, String(before, type_name(value), after))
    var bytes = List[UInt8]()
    var iterator = Object(owning=iterate(value))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return bytes^
        var owned = Object(owning=item)
        bytes.append(byte_value(owned.word, is_array))


def can_iterate(value: Word) -> Bool:
    try:
        _ = Object(owning=iterate(value))
        return True
    except:
        return False


def make_bytes(args: Arguments, kind: Int) raises Raised -> Word:
    """`bytes(...)`, `bytearray(...)`."""
    var is_array = kind == KIND_BYTEARRAY
    args.check_names("bytearray" if is_array else "bytes", 0, 3, "source", "encoding", "errors")
    var source = args.get(0, "source")
    var encoding = args.get(1, "encoding")
    var errors = args.get(2, "errors")
    if source.bits == 0:
        if encoding.bits != 0 or errors.bits != 0:
            raise new_error(
                TYPE_ERROR, "encoding without a string argument" if encoding.bits != 0 else "errors without a string argument"
            )
        return new_bytes(List[UInt8](), kind)
    if source.is_(KIND_TEXT):
        if encoding.bits == 0:
            raise new_error(
                TYPE_ERROR, "string argument without an encoding"
            )
        var encoded = Object(owning=encode_with(source, encoding, errors))
        return new_bytes(list_of_bytes(bytes_view(encoded.word)), kind)
    if encoding.bits != 0 or errors.bits != 0:
        raise new_error(
            TYPE_ERROR, "encoding without a string argument" if encoding.bits != 0 else "errors without a string argument"
        )
    if is_foreign(source):
        return bytes_of_foreign(source, kind)
    if is_whole(source) or (has_index(source) and find_in_class(class_of(source), fixed_name("__bytes__")).bits == 0):
        var count = fitting_index(source, OVERFLOW_ERROR)
        if count < 0:
            raise new_error(VALUE_ERROR, "negative count")
        var bytes = List[UInt8](capacity=count)
        for _ in range(count):
            bytes.append(0)
        return new_bytes(bytes^, kind)
    if source.is_(KIND_INSTANCE) and not is_array:
        var method = find_in_class(class_of(source), fixed_name("__bytes__"))
        if method.bits != 0:
            return call1(method, source)
    if is_array:
        return new_bytes(_elements(source, True, "cannot convert '", "' object to bytearray"), kind)
    return new_bytes(_elements(source, False, "cannot convert '", "' object to bytes"), kind)


def bytes_repr(value: Word) -> String:
    var bytes = bytes_view(value)
    var has_single = False
    var has_double = False
    for i in range(bytes._length):
        has_single = has_single or bytes._byte(i) == 39
        has_double = has_double or bytes._byte(i) == 34
    var quote = UInt8(34 if has_single and not has_double else 39)
    var result = String("bytearray(b" if value.is_(KIND_BYTEARRAY) else "b")
    result.append_byte(quote)
    for i in range(bytes._length):
        var byte = bytes._byte(i)
        if byte == quote or byte == 92:
            result.append_byte(92)
            result.append_byte(byte)
        elif byte == 9:
            result.write_string("\\t")
        elif byte == 10:
            result.write_string("\\n")
        elif byte == 13:
            result.write_string("\\r")
        elif byte < 32 or byte >= 127:
            append_escape(result, Int(byte))
        else:
            result.append_byte(byte)
    result.append_byte(quote)
    if value.is_(KIND_BYTEARRAY):
        result.append_byte(41)
    return result^


def bytes_item(value: Word, index: Word) raises Raised -> Word:
    """`value[index]`"""
    var is_array = value.is_(KIND_BYTEARRAY)
    if index.is_(KIND_SLICE):
        var span = resolved(index, len(bytes_in(value)))
        return bytes_slice(value, span.start, span.step, span.count)
    if not is_whole(index) and not index.is_(KIND_INSTANCE):
        raise new_error(
            TYPE_ERROR, String("bytearray" if is_array else "byte", " indices must be integers or slices, not ", type_name(index))
        )
    ref bytes = bytes_in(value)
    var at = fitting_index(index, INDEX_ERROR)
    if at < 0:
        at += len(bytes)
    if at < 0 or at >= len(bytes):
        raise new_error(INDEX_ERROR, "bytearray index out of range" if is_array else "index out of range")
    return small(Int(bytes[at]))


def set_bytes_item(value: Word, index: Word, new: Word) raises Raised:
    """`value[index] = new` of a `bytearray`."""
    if index.is_(KIND_SLICE):
        return set_bytes_slice(value, index, new)
    if not has_index(index):
        raise new_error(TYPE_ERROR, String("bytearray indices must be integers or slices, not ", type_name(index)))
    ref bytes = bytes_in(value)
    var at = fitting_index(index, INDEX_ERROR)
    if at < 0:
        at += len(bytes)
    if at < 0 or at >= len(bytes):
        raise new_error(INDEX_ERROR, "bytearray index out of range")
    bytes[at] = byte_value(new, True)


def bytes_slice(value: Word, start: Int, step: Int, count: Int) -> Word:
    """`count` elements from `start` on, which are there."""
    if value.is_(KIND_BYTES) and step == 1 and count == len(bytes_in(value)):
        return counted(value)
    var bytes = List[UInt8](capacity=max(count, 0))
    for i in range(count):
        bytes.append(bytes_in(value)[start + i * step])
    return new_bytes(bytes^, value.kind())


def add_bytes(a: Word, b: Word) raises Raised -> Word:
    """`a + b`, of the type of `a`."""
    if not has_buffer(b):
        raise new_error(
            TYPE_ERROR,
            String("can't concat ", type_name(b), " to ", type_name(a)),
        )
    var first = bytes_view(a)
    var second = memory_shown(b)
    var bytes = List[UInt8](unsafe_uninit_length=first._length + second._length)
    var target = bytes.unsafe_ptr().address
    raw_copy(target, first._data, first._length)
    raw_copy(__op.offset(target, first._length.value), second._data, second._length)
    return new_bytes(bytes^, a.kind())


def repeat_bytes(value: Word, count: Int) -> Word:
    if count == 1 and value.is_(KIND_BYTES):
        return counted(value)
    var bytes = List[UInt8](capacity=max(count, 0) * len(bytes_in(value)))
    for _ in range(count):
        for i in range(len(bytes_in(value))):
            bytes.append(bytes_in(value)[i])
    return new_bytes(bytes^, value.kind())


def compare_bytes(a: Word, b: Word) -> Int:
    """Negative, zero or positive."""
    var x = bytes_view(a)
    var y = bytes_view(b)
    var order = raw_compare(x._data, y._data, min(x._length, y._length))
    return order if order != 0 else x._length - y._length


def bytes_contain(value: Word, wanted: Word) raises Raised -> Bool:
    """`wanted in value`: a byte, or bytes in a row."""
    var bytes = bytes_view(value)
    if is_whole(wanted):
        var number = as_integer(wanted)
        if number < 0 or number > 255:
            raise new_error(VALUE_ERROR, "byte must be in range(0, 256)")
        for i in range(bytes._length):
            if Int(bytes._byte(i)) == number:
                return True
        return False
    return bytes_of_argument(wanted) in bytes


from .buffers import bytes_shown, has_buffer, memory_shown
from .calls import call1
from .classes import class_of, find_in_class
from .encoding import encode_with
from .formatting import append_escape
from .names import fixed_name
from .sequences import is_end, iterate, next_of
from .byte_arrays import set_bytes_slice
from .slices import clipped_index, fitting_index, has_index, resolved
from .integers import as_integer, is_whole
from .foreign.buffers import bytes_of_foreign
from .foreign.proxies import is_foreign
