"""`array`: sequences of numbers of one format; the elements themselves are in `arrays.mojo`."""

from ...memory.raw import raw_copy
from ..arguments import Arguments, as_index
from ..arrays import (
    ArrayState,
    array_element,
    array_in,
    array_place,
    array_tag,
    check_resizable,
    close_gap,
    element_bits,
    is_array,
    is_character_letter,
    open_gap,
    set_array_class,
    set_array_element,
)
from ..buffers import bytes_shown
from ..bytes import bytes_in, new_bytes
from ..cells import items_of, list_of, string_of, text_of
from ..comparing import same
from ..errors import EOF_ERROR, INDEX_ERROR, NOT_IMPLEMENTED_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..generic_aliases import new_alias
from ..memory_views import new_memory_view_of
from ..names import fixed_name
from ..native_classes import (
    State,
    as_iterator,
    class_method,
    constructor,
    instance_with,
    method,
    method0,
    method1,
    method2,
    native_class,
    new_iterator_state,
    new_state,
    property_of,
    rest_of,
    state_of,
    state_word,
)
from ..natives import define, define_value, module_of
from ..number_storage import load_bits, size_of_letter, store_bits, swapped
from ..numbers import equal
from ..printing import to_repr, type_name
from ..sequences import is_end, iterate, next_of
from ..slices import has_index, resolved
from ..texts import append_code, codes_of, view
from ..types import type_of
from ..word import KIND_BYTEARRAY, KIND_BYTES, KIND_LIST, KIND_MEMORYVIEW, KIND_SLICE, KIND_TEXT, KIND_TUPLE, NONE, NOT_IMPLEMENTED, UNBOUND, Object, Word, counted, give, none, small, truth

comptime _iterator_tag = 31
comptime _letters: StaticString = "bBuwhHiIlLqQfd"


struct _Iterator:
    var state: State
    var source: Object
    """`None` at the end."""
    var index: Int


struct _Classes:
    var iterator: Word

    @always_inline
    def __init__(out self):
        self.iterator = Word(0)


var _classes: _Classes = _Classes()


def array_module() raises Raised -> Word:
    var module = module_of("array")
    var class_ = native_class(module, "array", "array")
    define_value(module, "ArrayType", counted(class_))
    define_value(module, "typecodes", text_of(String(_letters)))
    define(module, "_array_reconstructor", _reconstruct)
    set_array_class(class_)
    constructor(class_, _new)
    class_method(class_, "__class_getitem__", _alias)
    property_of(class_, "typecode", _typecode)
    property_of(class_, "itemsize", _item_size)
    method1(class_, "append", _append)
    method1(class_, "extend", _extend)
    method1(class_, "fromlist", _from_list)
    method1(class_, "frombytes", _from_bytes)
    method1(class_, "fromunicode", _from_text)
    method2(class_, "fromfile", _from_file)
    method1(class_, "tofile", _to_file)
    method0(class_, "tolist", _to_list)
    method0(class_, "tobytes", _to_bytes)
    method0(class_, "tounicode", _to_text)
    method0(class_, "buffer_info", _buffer_info)
    method0(class_, "byteswap", _swap_bytes)
    method0(class_, "clear", _clear)
    method0(class_, "reverse", _reverse)
    method0(class_, "__copy__", _copy)
    method1(class_, "__deepcopy__", _copy_deep)
    method1(class_, "__reduce_ex__", _reduce)
    method1(class_, "count", _count)
    method1(class_, "remove", _remove)
    method2(class_, "insert", _insert)
    method(class_, "index", _index)
    method(class_, "pop", _pop)
    method0(class_, "__len__", _len)
    method0(class_, "__iter__", _iterate)
    method0(class_, "__repr__", _repr)
    method1(class_, "__getitem__", _get)
    method2(class_, "__setitem__", _set)
    method1(class_, "__delitem__", _delete)
    method1(class_, "__contains__", _contains)
    method1(class_, "__add__", _add)
    method1(class_, "__iadd__", _add_in_place)
    method1(class_, "__mul__", _multiply)
    method1(class_, "__rmul__", _multiply)
    method1(class_, "__imul__", _multiply_in_place)
    method1(class_, "__eq__", _compare[0])
    method1(class_, "__ne__", _compare[1])
    method1(class_, "__lt__", _compare[2])
    method1(class_, "__le__", _compare[3])
    method1(class_, "__gt__", _compare[4])
    method1(class_, "__ge__", _compare[5])
    set_class_attribute(class_, fixed_name("__hash__"), Object(owning=none()))
    _classes.iterator = native_class(module, "array", "arrayiterator")
    as_iterator(_classes.iterator)
    return module


@always_inline
def _array(value: Word) raises Raised -> ref [MutableAnyOrigin] ArrayState:
    return state_of[ArrayState](value, array_tag)


# Making


def _made(class_: Word, letter: Int) raises Raised -> Word:
    """Empty."""
    var cell = new_state[ArrayState](array_tag, _end)
    ref array = __op.deref(cell)
    __op.initialize(__op.address_of(array.storage), Object(owning=new_bytes(List[UInt8](), KIND_BYTEARRAY)))
    array.letter = letter
    array.size = 4 if is_character_letter(letter) else size_of_letter(letter)
    return instance_with(class_, cell)


def _end(word: Word):
    __op.destroy(__op.address_of(__op.deref(word.at[ArrayState]()).storage))


def _letter_of(value: Word) raises Raised -> Int:
    if not value.is_(KIND_TEXT) or string_of(value).count_codepoints() != 1:
        var found = String("a string of length ", string_of(value).count_codepoints()) if value.is_(KIND_TEXT) else type_name(value)
        raise new_error(TYPE_ERROR, String("array() argument 1 must be a unicode character, not ", found))
    var letter = Int(view(value)._byte(0))
    for i in range(_letters.byte_length()):
        if Int(_letters._byte(i)) == letter:
            return letter
    raise new_error(VALUE_ERROR, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")


def _new(args: Arguments) raises Raised -> Word:
    """`array(typecode, initializer=())`."""
    var rest = rest_of(args)
    if args.named_count() > 0 and type_of(args[0]) == args[0]:
        raise new_error(TYPE_ERROR, "array.array() takes no keyword arguments")
    rest.check_count("array", 1, 2)
    var made = Object(owning=_made(args[0], _letter_of(rest[0])))
    if rest.count == 2:
        _fill(made.word, rest[1])
    return give(made^)


def _fill(array: Word, source: Word) raises Raised:
    ref made = _array(array)
    var is_text = is_character_letter(made.letter)
    if source.is_(KIND_TEXT):
        if not is_text:
            raise new_error(TYPE_ERROR, String("cannot use a str to initialize an array with typecode '", chr(made.letter), "'"))
        _append_text(array, source)
    elif is_array(source) and is_character_letter(_array(source).letter) and not is_text:
        raise new_error(TYPE_ERROR, String("cannot use a unicode array to initialize an array with typecode '", chr(made.letter), "'"))
    elif source.is_(KIND_BYTES) or source.is_(KIND_BYTEARRAY):
        _append_bytes(array, source)
    elif is_array(source) and _array(source).letter == made.letter:
        _append_array(array, source)
    else:
        _append_all(array, source)


def _append_all(array: Word, source: Word) raises Raised:
    """The elements of anything."""
    if source.is_(KIND_LIST) or source.is_(KIND_TUPLE):
        var index = 0
        while index < len(items_of(source)):
            var item = Object(sharing=items_of(source)[index].word)
            _append_one(array, item.word)
            index += 1
        return
    var iterator = Object(owning=iterate(source))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return
        var owned = Object(owning=item)
        _append_one(array, owned.word)


@always_inline
def _append_one(array: Word, value: Word) raises Raised:
    ref made = _array(array)
    var bits = element_bits(made, value)
    var count = made.count()
    open_gap(made, count, 1)
    store_bits(made.at(count), made.size, bits)


def _append_text(array: Word, text: Word) raises Raised:
    ref made = _array(array)
    var codes = codes_of(view(text))
    var count = made.count()
    open_gap(made, count, len(codes))
    for i in range(len(codes)):
        store_bits(made.at(count + i), made.size, UInt64(codes[i]))


def _append_bytes(array: Word, source: Word) raises Raised:
    ref made = _array(array)
    var shown = Object(owning=bytes_shown(source))
    var size = len(bytes_in(shown.word))
    if size % made.size != 0:
        raise new_error(VALUE_ERROR, "bytes length not a multiple of item size")
    var count = made.count()
    var kept = List[UInt8]()
    if shown.word == made.storage.word:
        # Its own memory moves when it grows.
        kept = bytes_in(shown.word).copy()
        shown = Object(owning=none())
        open_gap(made, count, size // made.size)
        raw_copy(made.at(count), kept.unsafe_ptr().address, size)
        return
    open_gap(made, count, size // made.size)
    raw_copy(made.at(count), bytes_in(shown.word).unsafe_ptr().address, size)


def _append_array(array: Word, source: Word) raises Raised:
    _append_bytes(array, _array(source).storage.word)


def _alias(args: Arguments) raises Raised -> Word:
    args.check_count("__class_getitem__", 2, 2)
    return new_alias(args[0], args[1])


def _copy(function: Word, self: Word) raises Raised -> Word:
    var made = Object(owning=_made(type_of(self), _array(self).letter))
    _append_array(made.word, self)
    return give(made^)


def _copy_deep(function: Word, self: Word, known: Word) raises Raised -> Word:
    return _copy(function, self)


def _reduce(function: Word, self: Word, protocol: Word) raises Raised -> Word:
    """Class and arguments that make an equal array."""
    var arguments = List[Object]()
    arguments.append(Object(owning=_typecode(function, self)))
    arguments.append(Object(owning=_to_list(function, self)))
    var items = List[Object]()
    items.append(Object(sharing=type_of(self)))
    items.append(Object(owning=list_of(arguments^, KIND_TUPLE)))
    items.append(Object(owning=none()))
    return list_of(items^, KIND_TUPLE)


def _reconstruct(args: Arguments) raises Raised -> Word:
    """`_array_reconstructor(class, typecode, machine_format, bytes)`: of this machine's formats, the lowest byte first or last."""
    args.check_count("_array_reconstructor", 4, 4)
    var letter = _letter_of(args[1])
    var format = as_index(args[2])
    var made = Object(owning=_made(args[0], letter))
    var size = _array(made.word).size
    if format < 0 or format > 21:
        raise new_error(VALUE_ERROR, "third argument must be a valid machine format code.")
    var expected = 1 << (format >> 2) if format < 14 else (4 if format < 16 or format >= 20 else 8)
    if expected != size or format == 18 or format == 19:
        raise new_error(NOT_IMPLEMENTED_ERROR, "arrays of another machine's formats are not supported")
    _append_bytes(made.word, args[3])
    if format & 1 != 0 and size > 1:
        _ = Object(owning=_swap_bytes(Word(NONE), made.word))
    return give(made^)


# Attributes and conversions


def _typecode(function: Word, self: Word) raises Raised -> Word:
    return text_of(chr(_array(self).letter))


def _item_size(function: Word, self: Word) raises Raised -> Word:
    return small(_array(self).size)


def _to_list(function: Word, self: Word) raises Raised -> Word:
    var count = _array(self).count()
    var items = List[Object](capacity=count)
    for i in range(count):
        items.append(Object(owning=array_element(self, i)))
    return list_of(items^)


def _to_bytes(function: Word, self: Word) raises Raised -> Word:
    return new_bytes(bytes_in(_array(self).storage.word).copy(), KIND_BYTES)


def _to_text(function: Word, self: Word) raises Raised -> Word:
    ref array = _array(self)
    if not is_character_letter(array.letter):
        raise new_error(VALUE_ERROR, "tounicode() may only be called on unicode type arrays ('u' or 'w')")
    var text = String()
    for i in range(array.count()):
        append_code(text, Int(load_bits(array.at(i), array.size)))
    return text_of(text^)


def _from_list(function: Word, self: Word, list: Word) raises Raised -> Word:
    """All elements or none."""
    if not list.is_(KIND_LIST):
        raise new_error(TYPE_ERROR, "arg must be list")
    var before = _array(self).count()
    try:
        _append_all(self, list)
    except error:
        ref array = _array(self)
        close_gap(array, before, array.count() - before)
        raise error^
    return none()


def _from_bytes(function: Word, self: Word, source: Word) raises Raised -> Word:
    _append_bytes(self, source)
    return none()


def _from_text(function: Word, self: Word, text: Word) raises Raised -> Word:
    if not text.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("fromunicode() argument must be str, not ", type_name(text)))
    if not is_character_letter(_array(self).letter):
        raise new_error(VALUE_ERROR, "fromunicode() may only be called on unicode type arrays ('u' or 'w')")
    _append_text(self, text)
    return none()


def _from_file(function: Word, self: Word, file: Word, count: Word) raises Raised -> Word:
    """`fromfile(file, count)`: what there is, then an `EOFError` if that is less."""
    var wanted = as_index(count)
    if wanted < 0:
        raise new_error(VALUE_ERROR, "negative count")
    var size = Object(owning=small(wanted * _array(self).size))
    var read = Object(owning=attribute_of(file, fixed_name("read")))
    var bytes = Object(owning=call1(read.word, size.word))
    if not bytes.word.is_(KIND_BYTES):
        raise new_error(TYPE_ERROR, "read() didn't return bytes")
    var is_short = len(bytes_in(bytes.word)) != size.word.integer()
    _append_bytes(self, bytes.word)
    if is_short:
        raise new_error(EOF_ERROR, "read() didn't return enough bytes")
    return none()


def _to_file(function: Word, self: Word, file: Word) raises Raised -> Word:
    var bytes = Object(owning=_to_bytes(function, self))
    var write = Object(owning=attribute_of(file, fixed_name("write")))
    _ = Object(owning=call1(write.word, bytes.word))
    return none()


def _buffer_info(function: Word, self: Word) raises Raised -> Word:
    """Address and number of elements."""
    ref array = _array(self)
    var items = List[Object]()
    items.append(Object(owning=integer_of(Int(raw=__op.pointer_to_int(array.at(0))))))
    items.append(Object(owning=small(array.count())))
    return list_of(items^, KIND_TUPLE)


def _swap_bytes(function: Word, self: Word) raises Raised -> Word:
    ref array = _array(self)
    for i in range(array.count()):
        store_bits(array.at(i), array.size, swapped(load_bits(array.at(i), array.size), array.size))
    return none()


def _repr(function: Word, self: Word) raises Raised -> Word:
    ref array = _array(self)
    var text = String(type_name(self) if type_of(self) != array_class() else "array", "('", chr(array.letter), "'")
    if array.count() > 0:
        var shown = Object(owning=_to_text(function, self) if is_character_letter(array.letter) else _to_list(function, self))
        text += String(", ", to_repr(shown.word))
    text += ")"
    return text_of(text^)


# Changing


def _append(function: Word, self: Word, value: Word) raises Raised -> Word:
    _append_one(self, value)
    return none()


def _extend(function: Word, self: Word, source: Word) raises Raised -> Word:
    if is_array(source):
        if _array(source).letter != _array(self).letter:
            raise new_error(TYPE_ERROR, "can only extend with array of same kind")
        _append_array(self, source)
    else:
        _append_all(self, source)
    return none()


def _insert(function: Word, self: Word, index: Word, value: Word) raises Raised -> Word:
    ref array = _array(self)
    var at = as_index(index)
    var bits = element_bits(array, value)
    var count = array.count()
    if at < 0:
        at = max(0, at + count)
    at = min(at, count)
    open_gap(array, at, 1)
    store_bits(array.at(at), array.size, bits)
    return none()


def _pop(args: Arguments) raises Raised -> Word:
    """`pop(index=-1)`."""
    var rest = rest_of(args)
    rest.check_count("pop", 0, 1)
    var self = args[0]
    if _array(self).count() == 0:
        raise new_error(INDEX_ERROR, "pop from empty array")
    var last = Object(owning=small(-1))
    var at = array_place(self, rest[0] if rest.count == 1 else last.word, "pop index out of range")
    var value = Object(owning=array_element(self, at))
    close_gap(_array(self), at, 1)
    return give(value^)


def _find(self: Word, value: Word, start: Int, stop: Int) raises Raised -> Int:
    """-1: it is not there."""
    var index = start
    while index < min(stop, _array(self).count()):
        var item = Object(owning=array_element(self, index))
        if same(item.word, value):
            return index
        index += 1
    return -1


def _remove(function: Word, self: Word, value: Word) raises Raised -> Word:
    var at = _find(self, value, 0, Int.MAX)
    if at < 0:
        raise new_error(VALUE_ERROR, "array.remove(x): x not in array")
    close_gap(_array(self), at, 1)
    return none()


def _count(function: Word, self: Word, value: Word) raises Raised -> Word:
    var count = 0
    var at = _find(self, value, 0, Int.MAX)
    while at >= 0:
        count += 1
        at = _find(self, value, at + 1, Int.MAX)
    return small(count)


def _index(args: Arguments) raises Raised -> Word:
    """`index(value, start=0, stop=...)`."""
    var rest = rest_of(args)
    rest.check_count("index", 1, 3)
    var count = _array(args[0]).count()
    var start = as_index(rest[1]) if rest.count > 1 else 0
    var stop = as_index(rest[2]) if rest.count > 2 else count
    if start < 0:
        start = max(0, start + count)
    if stop < 0:
        stop = max(0, stop + count)
    var at = _find(args[0], rest[0], start, stop)
    if at < 0:
        raise new_error(VALUE_ERROR, "array.index(x): x not in array")
    return small(at)


def _contains(function: Word, self: Word, value: Word) raises Raised -> Word:
    return truth(_find(self, value, 0, Int.MAX) >= 0)


def _clear(function: Word, self: Word) raises Raised -> Word:
    ref array = _array(self)
    close_gap(array, 0, array.count())
    return none()


def _reverse(function: Word, self: Word) raises Raised -> Word:
    ref array = _array(self)
    var count = array.count()
    for i in range(count // 2):
        var first = load_bits(array.at(i), array.size)
        store_bits(array.at(i), array.size, load_bits(array.at(count - 1 - i), array.size))
        store_bits(array.at(count - 1 - i), array.size, first)
    return none()


# As a sequence


def _len(function: Word, self: Word) raises Raised -> Word:
    return small(_array(self).count())


def _get(function: Word, self: Word, index: Word) raises Raised -> Word:
    _ = _array(self)
    if not index.is_(KIND_SLICE):
        return array_element(self, array_place(self, index, "array index out of range"))
    var span = resolved(index, _array(self).count())
    var made = Object(owning=_made(array_class(), _array(self).letter))
    ref source = _array(self)
    ref target = _array(made.word)
    open_gap(target, 0, span.count)
    if span.step == 1:
        raw_copy(target.at(0), source.at(span.start), span.count * source.size)
        return give(made^)
    for i in range(span.count):
        store_bits(target.at(i), source.size, load_bits(source.at(span.start + i * span.step), source.size))
    return give(made^)


def _set(function: Word, self: Word, index: Word, value: Word) raises Raised -> Word:
    _ = _array(self)
    if not index.is_(KIND_SLICE):
        set_array_element(self, array_place(self, index, "array assignment index out of range"), value)
        return none()
    if not is_array(value):
        raise new_error(TYPE_ERROR, String("can only assign array (not \"", type_name(value), "\") to array slice"))
    if _array(value).letter != _array(self).letter:
        raise new_error(TYPE_ERROR, "bad argument type for built-in operation")
    # The array may be assigned to a part of itself.
    var source = Object(owning=_to_bytes(function, value))
    ref array = _array(self)
    var count = _array(value).count()
    var span = resolved(index, array.count())
    if span.step == 1:
        var stop = max(span.start, span.stop)
        var more = count - (stop - span.start)
        if more > 0:
            open_gap(array, stop, more)
        elif more < 0:
            close_gap(array, stop + more, -more)
        raw_copy(array.at(span.start), bytes_in(source.word).unsafe_ptr().address, count * array.size)
        return none()
    if count != span.count:
        raise new_error(VALUE_ERROR, String("attempt to assign array of size ", count, " to extended slice of size ", span.count))
    for i in range(count):
        raw_copy(
            array.at(span.start + i * span.step), __op.offset(bytes_in(source.word).unsafe_ptr().address, (i * array.size).value), array.size
        )
    return none()


def _delete(function: Word, self: Word, index: Word) raises Raised -> Word:
    ref array = _array(self)
    if not index.is_(KIND_SLICE):
        close_gap(array, array_place(self, index, "array assignment index out of range"), 1)
        return none()
    var span = resolved(index, array.count())
    if span.count == 0:
        return none()
    if span.step == 1:
        close_gap(array, span.start, span.count)
        return none()
    check_resizable(array)
    var step = abs(span.step)
    var first = span.start if span.step > 0 else span.start + (span.count - 1) * span.step
    var kept = first
    for i in range(first, array.count()):
        if (i - first) % step != 0 or (i - first) // step >= span.count:
            store_bits(array.at(kept), array.size, load_bits(array.at(i), array.size))
            kept += 1
    close_gap(array, kept, array.count() - kept)
    return none()


def _check_other(self: Word, other: Word, verb: StaticString) raises Raised:
    if not is_array(other):
        raise new_error(TYPE_ERROR, String("can only ", verb, " array (not \"", type_name(other), "\") to array"))
    if _array(other).letter != _array(self).letter:
        raise new_error(TYPE_ERROR, "bad argument type for built-in operation")


def _add(function: Word, self: Word, other: Word) raises Raised -> Word:
    _check_other(self, other, "append")
    var made = Object(owning=_made(array_class(), _array(self).letter))
    _append_array(made.word, self)
    _append_array(made.word, other)
    return give(made^)


def _add_in_place(function: Word, self: Word, other: Word) raises Raised -> Word:
    if not is_array(other):
        raise new_error(TYPE_ERROR, String("can only extend with array (not \"", type_name(other), "\")"))
    if _array(other).letter != _array(self).letter:
        raise new_error(TYPE_ERROR, "can only extend with array of same kind")
    _append_array(self, other)
    return counted(self)


def _multiply(function: Word, self: Word, times: Word) raises Raised -> Word:
    if not has_index(times):
        raise new_error(TYPE_ERROR, String("can't multiply sequence by non-int of type '", type_name(times), "'"))
    var made = Object(owning=_made(array_class(), _array(self).letter))
    _append_array(made.word, self)
    return _multiply_in_place(function, made.word, times)


def _multiply_in_place(function: Word, self: Word, times: Word) raises Raised -> Word:
    if not has_index(times):
        raise new_error(TYPE_ERROR, String("can't multiply sequence by non-int of type '", type_name(times), "'"))
    var repetitions = max(as_index(times), 0)
    ref array = _array(self)
    var count = array.count()
    check_repetition(count, repetitions)
    if repetitions == 0:
        close_gap(array, 0, count)
        return counted(self)
    open_gap(array, count, count * (repetitions - 1))
    for i in range(1, repetitions):
        raw_copy(array.at(i * count), array.at(0), count * array.size)
    return counted(self)


def _compare[which: Int](function: Word, self: Word, other: Word) raises Raised -> Word:
    if not is_array(other):
        comptime if which < 2:
            if other.is_(KIND_MEMORYVIEW) or other.is_(KIND_BYTEARRAY):
                var view = Object(owning=new_memory_view_of(self))
                return truth(equal(view.word, other) == (which == 0))
        return Word(NOT_IMPLEMENTED)
    var a = _array(self).count()
    var b = _array(other).count()
    comptime if which < 2:
        if a != b:
            return truth(which == 1)
    var index = 0
    while index < min(a, b):
        var x = Object(owning=array_element(self, index))
        var y = Object(owning=array_element(other, index))
        if not equal(x.word, y.word):
            comptime if which == 0:
                return truth(False)
            comptime if which == 1:
                return truth(True)
            return truth(_ordered[which](x.word, y.word))
        index += 1
    var order_of_counts = -1 if a < b else Int(a > b)
    comptime if which == 0:
        return truth(order_of_counts == 0)
    comptime if which == 1:
        return truth(order_of_counts != 0)
    comptime if which == 2:
        return truth(order_of_counts < 0)
    comptime if which == 3:
        return truth(order_of_counts <= 0)
    comptime if which == 4:
        return truth(order_of_counts > 0)
    return truth(order_of_counts >= 0)


def _ordered[which: Int](a: Word, b: Word) raises Raised -> Bool:
    comptime if which == 2:
        return less(a, b)
    comptime if which == 3:
        return less_equal(a, b)
    comptime if which == 4:
        return greater(a, b)
    return greater_equal(a, b)


def _iterate(function: Word, self: Word) raises Raised -> Word:
    var cell = new_iterator_state[_Iterator](_iterator_tag, _end_iterator, _next)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.source), Object(sharing=self))
    made.index = 0
    return instance_with(_classes.iterator, cell)


def _end_iterator(word: Word):
    __op.destroy(__op.address_of(__op.deref(word.at[_Iterator]()).source))


def _next(word: Word) raises Raised -> Word:
    ref iterator = __op.deref(word.at[_Iterator]())
    if iterator.source.word.bits == NONE:
        return Word(UNBOUND)
    if iterator.index >= array_in(iterator.source.word).count():
        iterator.source = Object(owning=none())
        return Word(UNBOUND)
    iterator.index += 1
    return array_element(iterator.source.word, iterator.index - 1)


from ..arrays import array_class
from ..attributes import attribute_of
from ..calls import call1
from ..integers import integer_of
from ..repetition import check_repetition
from ..numbers import greater, greater_equal, less, less_equal
from ..classes import set_class_attribute
