"""`struct`: values packed into bytes as a format says."""

from ...memory.raw import raw_copy
from ..arguments import Arguments, as_index
from ..buffers import is_writable, memory_shown
from ..bytes import bytes_in, bytes_view, is_bytes, new_bytes
from ..cells import list_of, string_of, text_of
from ..conversions import as_real
from ..dictionaries import clear_dictionary, find_key, new_dictionary, set_key
from ..errors import EXCEPTION, OVERFLOW_ERROR, TYPE_ERROR, Raised, error_class, error_of, new_error
from ..integers import as_float, is_whole
from ..native_classes import (
    State,
    as_iterator,
    constructor,
    holds,
    instance_with,
    method,
    method1,
    native_class,
    new_iterator_state,
    new_state,
    property_of,
    rest_of,
    state_of,
    state_word,
    method0,
)
from ..natives import define, module_of
from ..number_storage import (
    FITS,
    LETTER_BOOL,
    LETTER_CHARACTER,
    bits_of_float,
    bits_of_whole,
    is_float_letter,
    is_signed_letter,
    load_bits,
    number_of_bits,
    order_in_range,
    size_of_letter,
    store_bits,
    swapped,
)
from ..numbers import is_true
from ..printing import to_repr, type_name
from ..slices import has_index, index_word
from ..texts import view
from ..word import KIND_BYTEARRAY, KIND_BYTES, KIND_TEXT, KIND_TUPLE, NONE, UNBOUND, Object, Word, counted, give, none, small

comptime _tag = 32
comptime _iterator_tag = 33
comptime _most_known = 100
comptime LETTER_PADDING = 120
comptime LETTER_TEXT = 115
comptime LETTER_PASCAL = 112


@fieldwise_init
struct _Field(Copyable, Movable):
    """Values of one letter in a row; of `s` and `p` there is one, of `x` none."""

    var letter: Int
    var size: Int
    """Of one value in bytes."""
    var offset: Int
    """Of the first."""
    var count: Int


struct _Layout:
    """What a format says."""

    var state: State
    var format: Object
    var fields: List[_Field]
    var size: Int
    var count: Int
    """Of values."""
    var is_swapped: Bool
    """The highest byte comes first."""


struct _Iterator:
    var state: State
    var layout: Object
    var buffer: Object
    """`None` at the end."""
    var offset: Int


struct _Module:
    var error: Word
    var layout_class: Word
    var iterator_class: Word
    var known: Word
    """Layouts by their formats."""

    @always_inline
    def __init__(out self):
        self.error = Word(0)
        self.layout_class = Word(0)
        self.iterator_class = Word(0)
        self.known = Word(0)


var _module: _Module = _Module()


def struct_module() raises Raised -> Word:
    var module = module_of("struct")
    _module.error = native_class(module, "struct", "error", error_class(EXCEPTION))
    _module.layout_class = native_class(module, "_struct", "Struct")
    _module.known = new_dictionary()
    define(module, "calcsize", _calculate_size)
    define(module, "pack", _pack)
    define(module, "pack_into", _pack_into)
    define(module, "unpack", _unpack)
    define(module, "unpack_from", _unpack_from)
    define(module, "iter_unpack", _iterate)
    define(module, "_clearcache", _clear_known)
    var class_ = _module.layout_class
    constructor(class_, _new)
    property_of(class_, "size", _size)
    property_of(class_, "format", _format)
    method0(class_, "__repr__", _repr)
    method(class_, "pack", _layout_pack)
    method(class_, "pack_into", _layout_pack_into)
    method1(class_, "unpack", _layout_unpack)
    method(class_, "unpack_from", _layout_unpack_from)
    method1(class_, "iter_unpack", _layout_iterate)
    _module.iterator_class = native_class(module, "_struct", "unpack_iterator")
    as_iterator(_module.iterator_class)
    return module


def _error(var message: String) -> Raised:
    return error_of(_module.error, message^)


@always_inline
def _layout(value: Word) raises Raised -> ref [MutableAnyOrigin] _Layout:
    return state_of[_Layout](value, _tag)


# Formats


def _new(args: Arguments) raises Raised -> Word:
    """`Struct(format)`."""
    var rest = rest_of(args)
    rest.check_names("Struct", 1, 1, "format")
    return _made(args[0], rest.get(0, "format"))


def _made(class_: Word, format: Word) raises Raised -> Word:
    if not format.is_(KIND_TEXT) and not is_bytes(format):
        raise new_error(TYPE_ERROR, String("Struct() argument 1 must be a str or bytes object, not ", type_name(format)))
    var letters = view(format) if format.is_(KIND_TEXT) else bytes_view(format)
    var cell = new_state[_Layout](_tag, _end)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.format), Object(owning=text_of(String(letters))))
    __op.initialize(__op.address_of(made.fields), List[_Field]())
    made.size = 0
    made.count = 0
    made.is_swapped = False
    var result = Object(owning=instance_with(class_, cell))
    _parse(made, letters)
    return give(result^)


def _end(word: Word):
    ref layout = __op.deref(word.at[_Layout]())
    __op.destroy(__op.address_of(layout.format))
    __op.destroy(__op.address_of(layout.fields))


def _parse(mut layout: _Layout, letters: StringSlice) raises Raised:
    var at = 0
    var is_native = True
    if letters._length > 0:
        var first = Int(letters._byte(0))
        is_native = first != 60 and first != 61 and first != 62 and first != 33
        layout.is_swapped = first == 62 or first == 33
        at = Int(not is_native or first == 64)
    while at < letters._length:
        var letter = Int(letters._byte(at))
        at += 1
        if letter == 32 or (letter >= 9 and letter <= 13):
            continue
        var count = 1
        if letter >= 48 and letter <= 57:
            count = letter - 48
            while at < letters._length and Int(letters._byte(at)) >= 48 and Int(letters._byte(at)) <= 57:
                count = count * 10 + Int(letters._byte(at)) - 48
                if count > 1 << 58:
                    raise _error("total struct size too long")
                at += 1
            if at == letters._length:
                raise _error("repeat count given without format specifier")
            letter = Int(letters._byte(at))
            at += 1
        _add_field(layout, letter, count, is_native)


def _add_field(mut layout: _Layout, letter: Int, count: Int, is_native: Bool) raises Raised:
    if letter == LETTER_PADDING:
        layout.size += count
    elif letter == LETTER_TEXT or letter == LETTER_PASCAL:
        layout.fields.append(_Field(letter, count, layout.size, 1))
        layout.size += count
        layout.count += 1
    else:
        var size = size_of_letter(letter)
        if size == 0 or (not is_native and (letter == 110 or letter == 78 or letter == 80)):
            raise _error("bad char in struct format")
        if not is_native and (letter == 108 or letter == 76):
            size = 4
        if is_native:
            layout.size = (layout.size + size - 1) // size * size
        if count > (1 << 60) // size:
            raise _error("total struct size too long")
        if count > 0:
            layout.fields.append(_Field(letter, size, layout.size, count))
        layout.size += size * count
        layout.count += count
    if layout.size > 1 << 60:
        raise _error("total struct size too long")


def _known(format: Word) raises Raised -> Word:
    """The layout of a format, with a count."""
    if format.is_(KIND_TEXT) or format.is_(KIND_BYTES):
        var found = find_key(_module.known, format)
        if found.bits != 0:
            return counted(found)
    var made = Object(owning=_made(_module.layout_class, format))
    if format.is_(KIND_TEXT) or format.is_(KIND_BYTES):
        if dict_of(_module.known).count >= _most_known:
            clear_dictionary(_module.known)
        set_key(_module.known, format, made.word)
    return give(made^)


def _clear_known(args: Arguments) raises Raised -> Word:
    args.check_count("_clearcache", 0, 0)
    clear_dictionary(_module.known)
    return none()


# Packing


def _store_all(layout: _Layout, args: Arguments, first: Int, target: __type.pointer[UInt8], name: StaticString) raises Raised:
    """The arguments from one on; padding stays as it is."""
    if args.count - first != layout.count:
        raise _error(String(name, " expected ", layout.count, " items for packing (got ", args.count - first, ")"))
    var next = first
    for i in range(len(layout.fields)):
        ref field = layout.fields[i]
        var at = __op.offset(target, field.offset.value)
        if field.letter == LETTER_TEXT or field.letter == LETTER_PASCAL:
            _store_text(at, field, args[next])
            next += 1
            continue
        for _ in range(field.count):
            var bits = _bits_of(field.letter, field.size, args[next])
            store_bits(at, field.size, swapped(bits, field.size) if layout.is_swapped else bits)
            at = __op.offset(at, field.size.value)
            next += 1


def _store_text(at: __type.pointer[UInt8], field: _Field, value: Word) raises Raised:
    if not is_bytes(value):
        raise _error(String("argument for '", chr(field.letter), "' must be a bytes object"))
    var source = bytes_view(value)
    __op.memory_set(at, UInt8(0).value, field.size.value)
    var start = Int(field.letter == LETTER_PASCAL)
    var count = min(source._length, field.size - start)
    if count > 0:
        raw_copy(__op.offset(at, start.value), source._data, count)
    if start == 1 and field.size > 0:
        __op.store(at, UInt8(min(max(count, 0), 255)))


@always_inline
def _bits_of(letter: Int, size: Int, value: Word) raises Raised -> UInt64:
    if value.is_integer() and not is_float_letter(letter) and letter != LETTER_BOOL and letter != LETTER_CHARACTER:
        if order_in_range(value, is_signed_letter(letter), size) == FITS:
            return UInt64(value.integer())
    return _bits_of_any(letter, size, value)


@no_inline
def _bits_of_any(letter: Int, size: Int, value: Word) raises Raised -> UInt64:
    if letter == LETTER_BOOL:
        return UInt64(Int(is_true(value)))
    if letter == LETTER_CHARACTER:
        if not value.is_(KIND_BYTES) or len(bytes_in(value)) != 1:
            raise _error("char format requires a bytes object of length 1")
        return UInt64(bytes_in(value)[0])
    if is_float_letter(letter):
        var real: Object
        try:
            real = Object(owning=as_real(value))
        except:
            raise _error("required argument is not a float")
        var overflows = False
        var bits = bits_of_float(as_float(real.word), letter, overflows)
        if overflows:
            raise new_error(OVERFLOW_ERROR, String("float too large to pack with ", chr(letter), " format"))
        return bits
    if not has_index(value):
        raise _error("required argument is not an integer")
    var whole = Object(owning=index_word(value))
    var is_signed = is_signed_letter(letter) or letter == 80 and is_below_zero(whole.word)
    if order_in_range(whole.word, is_signed, size) != FITS:
        if letter == 80:
            raise _error("int too large to convert")
        raise _error(_range_text(letter, size))
    return bits_of_whole(whole.word)


def _range_text(letter: Int, size: Int) -> String:
    var most = UInt64.MAX >> UInt64(64 - 8 * size + Int(is_signed_letter(letter)))
    var least = String("-", most + 1) if is_signed_letter(letter) else String("0")
    return String("'", chr(letter), "' format requires ", least, " <= number <= ", most)


def _packed(layout: _Layout, args: Arguments, first: Int) raises Raised -> Word:
    var bytes = List[UInt8](length=layout.size, fill=UInt8(0))
    _store_all(layout, args, first, bytes.unsafe_ptr().address, "pack")
    return new_bytes(bytes^, KIND_BYTES)


def _pack(args: Arguments) raises Raised -> Word:
    """`pack(format, *values)`."""
    if args.count == 0:
        raise new_error(TYPE_ERROR, "missing format argument")
    var layout = Object(owning=_known(args[0]))
    return _packed(_layout(layout.word), args, 1)


def _layout_pack(args: Arguments) raises Raised -> Word:
    return _packed(_layout(args[0]), args, 1)


def _pack_into(args: Arguments) raises Raised -> Word:
    """`pack_into(format, buffer, offset, *values)`."""
    if args.count == 0:
        raise new_error(TYPE_ERROR, "missing format argument")
    var layout = Object(owning=_known(args[0]))
    return _store_into(_layout(layout.word), args)


def _layout_pack_into(args: Arguments) raises Raised -> Word:
    return _store_into(_layout(args[0]), args)


def _store_into(layout: _Layout, args: Arguments) raises Raised -> Word:
    """The arguments: anything, buffer, offset, values."""
    if args.count < 3:
        raise _error("pack_into expected buffer argument" if args.count == 1 else "pack_into expected offset argument")
    if args.count - 3 != layout.count:
        raise _error(String("pack_into expected ", layout.count, " items for packing (got ", args.count - 3, ")"))
    if not is_writable(args[1]):
        raise new_error(TYPE_ERROR, String("argument must be read-write bytes-like object, not ", type_name(args[1])))
    var memory = memory_shown(args[1])
    var offset = as_index(args[2])
    if offset < 0:
        if offset + layout.size > 0:
            raise _error(String("no space to pack ", layout.size, " bytes at offset ", offset))
        if offset + memory._length < 0:
            raise _error(String("offset ", offset, " out of range for ", memory._length, "-byte buffer"))
        offset += memory._length
    if memory._length - offset < layout.size:
        raise _error(
            String(
                "pack_into requires a buffer of at least ",
                offset + layout.size,
                " bytes for packing ",
                layout.size,
                " bytes at offset ",
                offset,
                " (actual buffer size is ",
                memory._length,
                ")",
            )
        )
    var target = __op.offset(memory._data, offset.value)
    __op.memory_set(target, UInt8(0).value, layout.size.value)
    _store_all(layout, args, 3, target, "pack_into")
    return none()


# Unpacking


def _load_all(layout: _Layout, source: __type.pointer[UInt8]) -> Word:
    """A tuple."""
    var items = List[Object](capacity=layout.count)
    for i in range(len(layout.fields)):
        ref field = layout.fields[i]
        var at = __op.offset(source, field.offset.value)
        if field.letter == LETTER_TEXT or field.letter == LETTER_PASCAL:
            items.append(Object(owning=_load_text(at, field)))
            continue
        for _ in range(field.count):
            var bits = load_bits(at, field.size)
            if layout.is_swapped:
                bits = swapped(bits, field.size)
            if field.letter == LETTER_CHARACTER:
                var one = List[UInt8]()
                one.append(UInt8(bits))
                items.append(Object(owning=new_bytes(one^, KIND_BYTES)))
            else:
                items.append(Object(owning=number_of_bits(bits, field.letter, field.size)))
            at = __op.offset(at, field.size.value)
    return list_of(items^, KIND_TUPLE)


def _load_text(at: __type.pointer[UInt8], field: _Field) -> Word:
    var start = Int(field.letter == LETTER_PASCAL)
    var count = field.size
    if start == 1:
        count = min(Int(__op.load(at)), field.size - 1) if field.size > 0 else 0
    var bytes = List[UInt8](unsafe_uninit_length=count)
    raw_copy(bytes.unsafe_ptr().address, __op.offset(at, start.value), count)
    return new_bytes(bytes^, KIND_BYTES)


def _unpacked(layout: _Layout, buffer: Word) raises Raised -> Word:
    var memory = memory_shown(buffer)
    if memory._length != layout.size:
        raise _error(String("unpack requires a buffer of ", layout.size, " bytes"))
    return _load_all(layout, memory._data)


def _unpack(args: Arguments) raises Raised -> Word:
    """`unpack(format, buffer)`."""
    args.check_count("unpack", 2, 2)
    var layout = Object(owning=_known(args[0]))
    return _unpacked(_layout(layout.word), args[1])


def _layout_unpack(function: Word, self: Word, buffer: Word) raises Raised -> Word:
    return _unpacked(_layout(self), buffer)


def _unpack_from(args: Arguments) raises Raised -> Word:
    """`unpack_from(format, buffer, offset=0)`."""
    if args.count == 0:
        raise new_error(TYPE_ERROR, "unpack_from() takes at least 1 positional argument (0 given)")
    var layout = Object(owning=_known(args[0]))
    return _load_from(_layout(layout.word), rest_of(args))


def _layout_unpack_from(args: Arguments) raises Raised -> Word:
    return _load_from(_layout(args[0]), rest_of(args))


def _load_from(layout: _Layout, args: Arguments) raises Raised -> Word:
    args.check_names("unpack_from", 1, 2, "buffer", "offset")
    var memory = memory_shown(args.get(0, "buffer"))
    var given = args.get(1, "offset")
    var offset = as_index(given) if given.bits != 0 else 0
    if offset < 0:
        if offset + layout.size > 0:
            raise _error(String("not enough data to unpack ", layout.size, " bytes at offset ", offset))
        if offset + memory._length < 0:
            raise _error(String("offset ", offset, " out of range for ", memory._length, "-byte buffer"))
        offset += memory._length
    if memory._length - offset < layout.size:
        raise _error(
            String(
                "unpack_from requires a buffer of at least ",
                offset + layout.size,
                " bytes for unpacking ",
                layout.size,
                " bytes at offset ",
                offset,
                " (actual buffer size is ",
                memory._length,
                ")",
            )
        )
    return _load_all(layout, __op.offset(memory._data, offset.value))


def _iterate(args: Arguments) raises Raised -> Word:
    """`iter_unpack(format, buffer)`."""
    args.check_count("iter_unpack", 2, 2)
    var layout = Object(owning=_known(args[0]))
    return _layout_iterate(Word(NONE), layout.word, args[1])


def _layout_iterate(function: Word, self: Word, buffer: Word) raises Raised -> Word:
    var size = _layout(self).size
    var memory = memory_shown(buffer)
    if size == 0:
        raise _error("cannot iteratively unpack with a struct of length 0")
    if memory._length % size != 0:
        raise _error(String("iterative unpacking requires a buffer of a multiple of ", size, " bytes"))
    var cell = new_iterator_state[_Iterator](_iterator_tag, _end_iterator, _next)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.layout), Object(sharing=self))
    __op.initialize(__op.address_of(made.buffer), Object(sharing=buffer))
    made.offset = 0
    return instance_with(_module.iterator_class, cell)


def _end_iterator(word: Word):
    ref iterator = __op.deref(word.at[_Iterator]())
    __op.destroy(__op.address_of(iterator.layout))
    __op.destroy(__op.address_of(iterator.buffer))


def _next(word: Word) raises Raised -> Word:
    ref iterator = __op.deref(word.at[_Iterator]())
    if iterator.buffer.word.bits == NONE:
        return Word(UNBOUND)
    ref layout = __op.deref(state_word(iterator.layout.word).at[_Layout]())
    var memory = memory_shown(iterator.buffer.word)
    if memory._length - iterator.offset < layout.size:
        iterator.buffer = Object(owning=none())
        return Word(UNBOUND)
    iterator.offset += layout.size
    return _load_all(layout, __op.offset(memory._data, (iterator.offset - layout.size).value))


# Attributes


def _calculate_size(args: Arguments) raises Raised -> Word:
    """`calcsize(format)`."""
    args.check_count("calcsize", 1, 1)
    var layout = Object(owning=_known(args[0]))
    return small(_layout(layout.word).size)


def _size(function: Word, self: Word) raises Raised -> Word:
    return small(_layout(self).size)


def _format(function: Word, self: Word) raises Raised -> Word:
    return counted(_layout(self).format.word)


def _repr(function: Word, self: Word) raises Raised -> Word:
    return text_of(String(type_name(self), "(", to_repr(_layout(self).format.word), ")"))


from ..dictionaries import dict_of
from ..integers import is_below_zero
