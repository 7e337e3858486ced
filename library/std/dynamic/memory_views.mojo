"""`memoryview`: a window on bytes, elements of one of the formats of `struct`."""

from .arguments import Arguments
from .bytes import bytes_in, is_bytes, new_bytes
from .cells import list_of, string_of, text_of
from .errors import INDEX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .word import (
    KIND_BYTEARRAY,
    KIND_BYTES,
    KIND_MEMORYVIEW,
    KIND_SLICE,
    KIND_TEXT,
    KIND_TUPLE,
    NONE,
    Cell,
    Object,
    Word,
    counted,
    new_cell,
    none,
    small,
    truth,
    word_of,
)


struct MemoryViewCell:
    var cell: Cell
    var source: Object
    """Bytes or a `bytearray`; `None` once released."""
    var shown: Object
    """Whose memory it is."""
    var start: Int
    """Offset of the first element in bytes."""
    var count: Int
    var step: Int
    """In bytes."""
    var size: Int
    """Of an element."""
    var format: Int
    """A letter of `struct`."""
    var is_read_only: Bool

    def is_writable(self) -> Bool:
        return self.source.word.is_(KIND_BYTEARRAY) and not self.is_read_only


@always_inline
def memory_view(word: Word) -> ref [MutableAnyOrigin] MemoryViewCell:
    return __op.deref(word.at[MemoryViewCell]())


def new_memory_view(source: Word, start: Int, count: Int, step: Int, size: Int, format: Int) -> Word:
    var cell = new_cell[MemoryViewCell](KIND_MEMORYVIEW)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.source), Object(sharing=source))
    __op.initialize(__op.address_of(made.shown), Object(sharing=source))
    made.is_read_only = False
    made.start = start
    made.count = count
    made.step = step
    made.size = size
    made.format = format
    return word_of(cell)


def end_of_memory_view(word: Word):
    __op.destroy(__op.address_of(memory_view(word).source))
    __op.destroy(__op.address_of(memory_view(word).shown))


def _view_like(word: Word, start: Int, count: Int, step: Int, size: Int, format: Int) -> Word:
    """Another view of what a view shows."""
    ref view = memory_view(word)
    var made = new_memory_view(view.source.word, start, count, step, size, format)
    memory_view(made).shown = view.shown
    memory_view(made).is_read_only = view.is_read_only
    return made


def to_memory_view(args: Arguments) raises Raised -> Word:
    """`memoryview(object)`"""
    args.check_names("memoryview", 1, 1, "object")
    return new_memory_view_of(args.get(0, "object"))


def new_memory_view_of(object: Word) raises Raised -> Word:
    """Of all that a value shows."""
    var value = plain(object)
    if is_bytes(value):
        return new_memory_view(value, 0, len(bytes_in(value)), 1, 1, 66)
    if value.is_(KIND_MEMORYVIEW):
        ref view = memory_view(value)
        return _view_like(value, view.start, view.count, view.step, view.size, view.format)
    if is_array(value):
        ref array = array_in(value)
        var made = new_memory_view(array.storage.word, 0, array.count(), array.size, array.size, array.letter)
        memory_view(made).shown = Object(sharing=value)
        return made
    if is_foreign(value):
        return view_of_foreign(value)
    raise new_error(TYPE_ERROR, String("memoryview: a bytes-like object is required, not '", type_name(value), "'"))


def _check(word: Word) raises Raised:
    if memory_view(word).source.word.bits == NONE:
        raise new_error(VALUE_ERROR, "operation forbidden on released memoryview object")


def view_length(word: Word) raises Raised -> Int:
    _check(word)
    return memory_view(word).count


def _offset(word: Word, index: Word) raises Raised -> Int:
    _check(word)
    if not has_index(index):
        raise new_error(TYPE_ERROR, "memoryview: invalid slice key")
    ref view = memory_view(word)
    var at = index_value(index)
    if at < 0:
        at += view.count
    if at < 0 or at >= view.count:
        raise new_error(INDEX_ERROR, "index out of bounds on dimension 1")
    return view.start + at * view.step


def view_item(word: Word, index: Word) raises Raised -> Word:
    """`view[index]`"""
    _check(word)
    ref view = memory_view(word)
    if index.is_(KIND_SLICE):
        var span = resolved(index, view.count)
        return _view_like(word, view.start + span.start * view.step, span.count, view.step * span.step, view.size, view.format)
    return _element(word, _offset(word, index))


def view_element(word: Word, index: Int) raises Raised -> Word:
    """Of an index that is known to be there."""
    return _element(word, memory_view(word).start + index * memory_view(word).step)


def _element(word: Word, offset: Int) raises Raised -> Word:
    ref view = memory_view(word)
    ref bytes = bytes_in(view.source.word)
    var at = __op.offset(bytes.unsafe_ptr().address, offset.value)
    if view.format == LETTER_CHARACTER:
        var one = List[UInt8]()
        one.append(bytes[offset])
        return new_bytes(one^, KIND_BYTES)
    return number_of_bits(load_bits(at, view.size), view.format, view.size)


def set_view_item(word: Word, index: Word, new: Word) raises Raised:
    """`view[index] = new`"""
    _check(word)
    ref view = memory_view(word)
    if not view.is_writable():
        raise new_error(TYPE_ERROR, "cannot modify read-only memory")
    if index.is_(KIND_SLICE):
        var span = resolved(index, view.count)
        var given = Object(owning=bytes_shown(new))
        if len(bytes_in(given.word)) != span.count * view.size or _format_of(new) != view.format:
            raise new_error(VALUE_ERROR, "memoryview assignment: lvalue and rvalue have different structures")
        if given.word == view.source.word:
            given = Object(owning=new_bytes(bytes_in(given.word).copy(), KIND_BYTES))
        ref source = bytes_in(given.word)
        for i in range(span.count):
            for j in range(view.size):
                bytes_in(view.source.word)[view.start + (span.start + i * span.step) * view.step + j] = source[i * view.size + j]
        return
    var offset = _offset(word, index)
    var bits = _bits_of(view.format, view.size, new)
    store_bits(__op.offset(bytes_in(view.source.word).unsafe_ptr().address, offset.value), view.size, bits)


def _format_of(value: Word) -> Int:
    if is_array(value):
        return array_in(value).letter
    return memory_view(value).format if value.is_(KIND_MEMORYVIEW) else LETTER_UNSIGNED_BYTE


def _bits_of(format: Int, size: Int, value: Word) raises Raised -> UInt64:
    if is_float_letter(format):
        var number = Object(owning=as_real(value))
        var overflows = False
        return bits_of_float(as_float(number.word), format, overflows)
    if format == LETTER_BOOL:
        return UInt64(Int(is_true(value)))
    if format == LETTER_CHARACTER:
        if not value.is_(KIND_BYTES):
            raise new_error(TYPE_ERROR, "memoryview: invalid type for format 'c'")
        if len(bytes_in(value)) != 1:
            raise new_error(VALUE_ERROR, "memoryview: invalid value for format 'c'")
        return UInt64(bytes_in(value)[0])
    if not has_index(value):
        raise new_error(TYPE_ERROR, String("memoryview: invalid type for format '", chr(format), "'"))
    var number = Object(owning=index_word(value))
    if order_in_range(number.word, is_signed_letter(format), size) != FITS:
        raise new_error(VALUE_ERROR, String("memoryview: invalid value for format '", chr(format), "'"))
    return bits_of_whole(number.word)


def view_bytes(value: Word) raises Raised -> Word:
    """The bytes that a bytes-like value shows, as `bytes`."""
    if is_bytes(value):
        return new_bytes(bytes_in(value).copy(), KIND_BYTES)
    if not value.is_(KIND_MEMORYVIEW):
        raise new_error(TYPE_ERROR, String("a bytes-like object is required, not '", type_name(value), "'"))
    _check(value)
    ref view = memory_view(value)
    var bytes = List[UInt8](capacity=view.count * view.size)
    for i in range(view.count):
        for j in range(view.size):
            bytes.append(bytes_in(view.source.word)[view.start + i * view.step + j])
    return new_bytes(bytes^, KIND_BYTES)


def release_memory(word: Word):
    if word.is_(KIND_MEMORYVIEW):
        memory_view(word).source = Object(owning=none())
        memory_view(word).shown = Object(owning=none())


def view_method(word: Word, name: Word, args: Arguments) raises Raised -> Word:
    """`view.name(...)`; bits 0 if views have no such method."""
    ref written = string_of(name)
    if written == "release":
        args.check_none("memoryview", "release")
        release_memory(word)
        return none()
    if written == "tobytes":
        return view_bytes(word)
    if written == "hex":
        var bytes = Object(owning=view_bytes(word))
        return byte_method(bytes.word, METHOD_HEX, args)
    if written == "tolist":
        args.check_none("memoryview", "tolist")
        var items = List[Object]()
        for i in range(view_length(word)):
            items.append(Object(owning=view_element(word, i)))
        return list_of(items^)
    if written == "toreadonly":
        _check(word)
        ref view = memory_view(word)
        var made = _view_like(word, view.start, view.count, view.step, view.size, view.format)
        memory_view(made).is_read_only = True
        return made
    if written == "cast":
        return _cast(word, args)
    return Word(0)


def _cast(word: Word, args: Arguments) raises Raised -> Word:
    _check(word)
    args.check_names("cast", 1, 2, "format", "shape")
    var format = args.get(0, "format")
    if not format.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("memoryview: format argument must be a string, got ", type_name(format)))
    ref letters = string_of(format)
    var at = 1 if letters.byte_length() == 2 and letters.startswith("@") else 0
    var letter = Int(letters.as_string_slice()._byte(at)) if letters.byte_length() == at + 1 else 0
    var size = size_of_letter(letter) if letter != LETTER_HALF else 0
    ref view = memory_view(word)
    if size == 0:
        raise new_error(VALUE_ERROR, "memoryview: destination format must be a native single character format prefixed with an optional '@'")
    if view.step != view.size:
        raise new_error(TYPE_ERROR, "memoryview: casts are restricted to C-contiguous views")
    if view.size != 1 and size != 1:
        raise new_error(TYPE_ERROR, "memoryview: cannot cast between two non-byte formats")
    if view.count * view.size % size != 0:
        raise new_error(TYPE_ERROR, "memoryview: length is not a multiple of itemsize")
    return _view_like(word, view.start, view.count * view.size // size, size, size, letter)


def view_attribute(word: Word, name: Word) raises Raised -> Word:
    """With a count; bits 0 if there is none."""
    ref written = string_of(name)
    _check(word)
    ref view = memory_view(word)
    if written == "obj":
        return counted(view.shown.word)
    if written == "itemsize":
        return small(view.size)
    if written == "nbytes":
        return small(view.count * view.size)
    if written == "format":
        return text_of(chr(view.format))
    if written == "ndim":
        return small(1)
    if written == "readonly":
        return truth(not view.is_writable())
    if written == "contiguous" or written == "c_contiguous" or written == "f_contiguous":
        return truth(view.step == view.size)
    var items = List[Object]()
    if written == "shape":
        items.append(Object(owning=small(view.count)))
    elif written == "strides":
        items.append(Object(owning=small(view.step)))
    elif written != "suboffsets":
        return Word(0)
    return list_of(items^, KIND_TUPLE)


def equal_views(a: Word, b: Word) raises Raised -> Bool:
    """Of two bytes-like values, one of them a view: element by element."""
    if not has_buffer(a) or not has_buffer(b):
        return False
    if length(a) != length(b):
        return False
    for i in range(length(a)):
        var x = Object(owning=get_item(a, small(i)))
        var y = Object(owning=get_item(b, small(i)))
        if not equal(x.word, y.word):
            return False
    return True


from .arrays import array_in, is_array
from .buffers import bytes_shown, has_buffer
from .byte_methods import byte_method
from .conversions import as_real
from .extended import plain
from .integers import as_float
from .method_names import METHOD_HEX
from .number_storage import (
    FITS,
    LETTER_BOOL,
    LETTER_CHARACTER,
    LETTER_HALF,
    LETTER_UNSIGNED_BYTE,
    bits_of_float,
    bits_of_whole,
    is_float_letter,
    is_signed_letter,
    load_bits,
    number_of_bits,
    order_in_range,
    size_of_letter,
    store_bits,
)
from .numbers import equal, is_true
from .printing import type_name
from .sequences import get_item, length
from .slices import has_index, index_value, index_word, resolved
from .foreign.buffers import view_of_foreign
from .foreign.proxies import is_foreign
