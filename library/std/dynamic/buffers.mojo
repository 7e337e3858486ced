"""Values that show their memory as bytes: `bytes`, `bytearray`, `memoryview`, arrays."""

from .arrays import array_in, is_array
from .bytes import bytes_in, is_bytes, new_bytes
from .errors import BUFFER_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .extended import plain
from .memory_views import memory_view, view_bytes
from .printing import type_name
from .word import KIND_BYTEARRAY, KIND_BYTES, KIND_MEMORYVIEW, NONE, Word, counted


def has_buffer(value: Word) -> Bool:
    var source = plain(value)
    return is_bytes(source) or source.is_(KIND_MEMORYVIEW) or is_array(source)


def bytes_shown(value: Word) raises Raised -> Word:
    """The `bytes` or `bytearray` with just what a value shows, with a count: its own where it has one."""
    var source = plain(value)
    if is_bytes(source):
        return counted(source)
    if is_array(source):
        return counted(array_in(source).storage.word)
    if source.is_(KIND_MEMORYVIEW):
        return view_bytes(source)
    raise new_error(TYPE_ERROR, String("a bytes-like object is required, not '", type_name(value), "'"))


def memory_shown(value: Word) raises Raised -> StringSlice[MutableAnyOrigin]:
    """The memory itself, as long as the value lives and does not move it; that of a view must be in one piece."""
    var source = plain(value)
    var start = 0
    var size = -1
    if source.is_(KIND_MEMORYVIEW):
        ref view = memory_view(source)
        if view.source.word.bits == NONE:
            raise new_error(VALUE_ERROR, "operation forbidden on released memoryview object")
        if view.step != view.size and view.count > 1:
            raise new_error(BUFFER_ERROR, "memoryview: underlying buffer is not C-contiguous")
        start = view.start
        size = view.count * view.size
        source = view.source.word
    elif is_array(source):
        source = array_in(source).storage.word
    if not is_bytes(source):
        raise new_error(TYPE_ERROR, String("a bytes-like object is required, not '", type_name(value), "'"))
    ref bytes = bytes_in(source)
    return StringSlice[MutableAnyOrigin](
        unsafe_data=__op.offset(bytes.unsafe_ptr().address, start.value), length=len(bytes) if size < 0 else size
    )


def is_writable(value: Word) -> Bool:
    """Whether `memory_shown` may be written to."""
    var source = plain(value)
    return source.is_(KIND_BYTEARRAY) or is_array(source) or (source.is_(KIND_MEMORYVIEW) and memory_view(source).is_writable())
