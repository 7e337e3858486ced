"""Memory that both sides see. CPython reads and writes a `bytearray` or a `memoryview` of ours in place, through the buffer protocol; `memoryview` of an object
of CPython's is CPython's own. While CPython looks at a `bytearray`, the program must not change its length: nothing stops it yet.
"""

from ...memory.raw import raw_allocate, raw_free
from ...python.buffer import BufferView
from ...python.cpython import Object as Address, running_python
from ...python.python_object import PythonObject
from ..bytes import bytes_in, bytes_view, new_bytes, list_of_bytes
from ..errors import BUFFER_ERROR, Raised, new_error
from ..memory_views import memory_view
from ..word import KIND_BYTEARRAY, KIND_BYTES, KIND_MEMORYVIEW, Object, Word
from .conversions import owned, result_of
from .errors import raise_in_python
from .interpreter import foreign, is_null
from .proxies import address_in, name_object
from .slots import Slots
from .wrappers import word_in

comptime _WRITABLE = 1


def add_buffer(mut slots: Slots, example: Word):
    if example.is_(KIND_BYTEARRAY) or example.is_(KIND_MEMORYVIEW):
        slots.add(1, _get_buffer)
        slots.add(2, _release_buffer)


def _get_buffer(self: Address, view: Address, flags: Int32) abi("C") -> Int32:
    try:
        var word = word_in(self)
        if word.is_(KIND_MEMORYVIEW):
            return _of_view(self, word, view, flags)
        ref bytes = bytes_in(word)
        return foreign().fill_info(view, self, bytes.unsafe_ptr().address, len(bytes), Int32(0), flags)
    except error:
        _ = raise_in_python(error^)
        return Int32(-1)


struct _Layout:
    """What a view says of its elements, as long as CPython looks at it."""

    var shape: Int
    var stride: Int
    var format: Int
    """A letter and the 0 behind it."""


def _of_view(self: Address, word: Word, view: Address, flags: Int32) raises Raised -> Int32:
    ref own = memory_view(word)
    if not (own.source.word.is_(KIND_BYTES) or own.source.word.is_(KIND_BYTEARRAY)):
        raise new_error(BUFFER_ERROR, "the memory is no longer there")
    ref bytes = bytes_in(own.source.word)
    var is_read_only = Int32(Int(not own.is_writable()))
    var data = __op.offset(bytes.unsafe_ptr().address, own.start.value)
    var code = foreign().fill_info(view, self, data, own.count * own.size, is_read_only, flags)
    if code < 0:
        return code
    var layout = raw_allocate[_Layout](1)
    ref made = __op.deref(layout)
    made.shape = own.count
    made.stride = own.step
    made.format = own.format
    ref filled = __op.deref(__op.pointer_cast[BufferView](view))
    filled.item_size = own.size
    filled.format = __op.pointer_cast[UInt8](__op.address_of(made.format))
    filled.shape = __op.address_of(made.shape)
    filled.strides = __op.address_of(made.stride)
    filled.internal = __op.pointer_cast[UInt8](layout)
    return Int32(0)


def _release_buffer(self: Address, view: Address) abi("C"):
    var layout = __op.deref(__op.pointer_cast[BufferView](view)).internal
    if not is_null(layout):
        raw_free(layout)


# Memory of CPython's


def view_of_foreign(value: Word) raises Raised -> Word:
    """`memoryview(value)`"""
    return result_of(foreign().memory_view(address_in(value)))


def bytes_of_foreign(value: Word, kind: Int) raises Raised -> Word:
    """`bytes(value)` and `bytearray(value)`."""
    ref python = running_python()
    var arguments = PythonObject(from_owned=python.tuple_new(1))
    python.inc_ref(address_in(value))
    _ = python.tuple_set(arguments._obj_ptr, 0, address_in(value))
    var made = owned(python.call(foreign().bytes, arguments._obj_ptr, __op.null[UInt8]()))
    var bytes = Object(owning=result_of(made._release()))
    return new_bytes(list_of_bytes(bytes_view(bytes.word)), kind)
