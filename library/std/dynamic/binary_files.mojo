"""Bytes that are read and written in order: open files of the system, memory (`BytesIO`), and other objects that do the same.

Readers ask for what is `available` and say how much of it they have used up. Standard input and output share the buffers of `input` and `print`.
"""

from ..io.input import input_state, refill_input
from ..io.output import flush_output, run_before_end, write_descriptor, write_output
from ..memory.raw import raw_allocate, raw_copy
from .bytes import bytes_in, bytes_view, new_bytes
from .calls import call0, call1, call_general
from .cells import string_of, text_of
from .errors import BUFFER_ERROR, OS_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, error_class, new_error
from .native_classes import State, holds, new_state, state_word
from .word import KIND_BYTEARRAY, KIND_BYTES, NONE, Cell, Object, Word, none, small

comptime binary_tag = 40
comptime _chunk = 8192
comptime NO_DESCRIPTOR = -1


struct BinaryState:
    var state: State
    var descriptor: Int
    """Of the system; `NO_DESCRIPTOR` for memory and other objects."""
    var storage: Object
    """A `bytearray` with what memory holds, or `None`."""
    var raw: Object
    """The object that bytes come from and go to, or `None`."""
    var position: Int
    """In memory."""
    var can_read: Bool
    var can_write: Bool
    var appends: Bool
    var is_buffered: Bool
    var closes: Bool
    """Its end is the descriptor's end."""
    var is_closed: Bool
    var input: List[UInt8]
    """Read, and from `next` on not used yet."""
    var next: Int
    var output: List[UInt8]
    """Not written yet."""
    var name: Object
    var mode: Object

    @always_inline
    def is_memory(self) -> Bool:
        return self.storage.word.bits != NONE


struct _Open:
    """Files that may have something to write when the program ends."""

    var states: List[Word]

    def __init__(out self):
        self.states = List[Word]()


var _open: __type.pointer[_Open] = __op.null[_Open]()


def new_binary_state(descriptor: Int, next: NextCode) -> __type.pointer[BinaryState]:
    var cell = new_iterator_state[BinaryState](binary_tag, _end, next)
    ref made = __op.deref(cell)
    made.descriptor = descriptor
    __op.initialize(__op.address_of(made.storage), Object(owning=none()))
    __op.initialize(__op.address_of(made.raw), Object(owning=none()))
    made.position = 0
    made.can_read = True
    made.can_write = True
    made.appends = False
    made.is_buffered = True
    made.closes = True
    made.is_closed = False
    __op.initialize(__op.address_of(made.input), List[UInt8]())
    made.next = 0
    __op.initialize(__op.address_of(made.output), List[UInt8]())
    __op.initialize(__op.address_of(made.name), Object(owning=none()))
    __op.initialize(__op.address_of(made.mode), Object(owning=none()))
    if __op.eq(_open, __op.null[_Open]()):
        _open = raw_allocate[_Open](1)
        __op.initialize(_open, _Open())
        run_before_end(_flush_all)
    __op.deref(_open).states.append(word_of(cell))
    return cell


def _flush_all():
    """At the end of the program."""
    ref states = __op.deref(_open).states
    for i in range(len(states)):
        try:
            flush_binary(__op.deref(states[i].at[BinaryState]()))
        except:
            pass


def _end(word: Word):
    ref states = __op.deref(_open).states
    for i in range(len(states)):
        if states[i] == word:
            _ = states.pop(i)
            break
    ref binary = __op.deref(word.at[BinaryState]())
    try:
        close_binary(binary)
    except:
        pass
    __op.destroy(__op.address_of(binary.storage))
    __op.destroy(__op.address_of(binary.raw))
    __op.destroy(__op.address_of(binary.input))
    __op.destroy(__op.address_of(binary.output))
    __op.destroy(__op.address_of(binary.name))
    __op.destroy(__op.address_of(binary.mode))


@always_inline
def is_binary(value: Word) -> Bool:
    return holds(value, binary_tag)


@always_inline
def binary_in(value: Word) -> ref [MutableAnyOrigin] BinaryState:
    return __op.deref(state_word(value).at[BinaryState]())


def check_open(binary: BinaryState) raises Raised:
    if binary.is_closed:
        raise new_error(VALUE_ERROR, "I/O operation on closed file.")


def system_error(name: Word) -> Raised:
    """What the last call of the system left in `errno`."""
    return os_error(get_errno(), errno_text(), name)


def os_error(number: Int, var message: String, name: Word) -> Raised:
    """An `OSError`, or what extends it for a number."""
    var kept = List[Object]()
    kept.append(Object(owning=small(number)))
    kept.append(Object(owning=text_of(message^)))
    kept.append(Object(sharing=name))
    var words = List[Word]()
    for i in range(3):
        words.append(kept[i].word)
    try:
        var exception = Object(
            owning=call_general(error_class(OS_ERROR), words.unsafe_ptr().address, 2 + Int(name.bits != NONE), Word(0))
        )
        _ = len(words)
        _ = len(kept)
        return Raised(exception^)
    except error:
        return error^


# Reading


def available(mut binary: BinaryState) raises Raised -> StringSlice[MutableAnyOrigin]:
    """What can be used without waiting; empty at the end."""
    if binary.is_memory():
        var held = bytes_view(binary.storage.word)
        var start = min(binary.position, held._length)
        return StringSlice[MutableAnyOrigin](unsafe_data=__op.offset(held._data, start.value), length=held._length - start)
    if binary.descriptor == 0:
        flush_output()
        if input_state.next == input_state.end:
            _ = refill_input()
        return StringSlice[MutableAnyOrigin](
            unsafe_data=__op.offset(input_state.data, input_state.next.value), length=input_state.end - input_state.next
        )
    if binary.next == len(binary.input):
        _refill(binary)
    return StringSlice[MutableAnyOrigin](
        unsafe_data=__op.offset(binary.input.unsafe_ptr().address, binary.next.value), length=len(binary.input) - binary.next
    )


def _refill(mut binary: BinaryState) raises Raised:
    flush_binary(binary)
    binary.next = 0
    if binary.descriptor == NO_DESCRIPTOR:
        var size = Object(owning=small(_chunk))
        var read = Object(owning=attribute_of(binary.raw.word, fixed_name("read")))
        var bytes = Object(owning=call1(read.word, size.word))
        binary.input = List[UInt8]()
        if bytes.word.is_(KIND_BYTES):
            binary.input = bytes_in(bytes.word).copy()
        return
    binary.input.resize(unsafe_uninit_length=_chunk)
    var count = Int(
        raw=__op.external["read", __type.index](Int32(binary.descriptor).value, binary.input.unsafe_ptr().address, Int(_chunk).value)
    )
    if count < 0:
        binary.input.resize(unsafe_uninit_length=0)
        raise system_error(none())
    binary.input.resize(unsafe_uninit_length=count)


def use_up(mut binary: BinaryState, count: Int):
    """Bytes of what is available."""
    if binary.is_memory():
        binary.position += count
    elif binary.descriptor == 0:
        input_state.next += count
    else:
        binary.next += count


def give_back(mut binary: BinaryState, bytes: StringSlice):
    """Bytes that were used up last, all of them."""
    if binary.is_memory():
        binary.position -= bytes._length
    elif binary.descriptor == 0:
        input_state.next -= bytes._length
    elif binary.next >= bytes._length:
        binary.next -= bytes._length
    else:
        var all = List[UInt8]()
        for i in range(bytes._length):
            all.append(bytes._byte(i))
        for i in range(binary.next, len(binary.input)):
            all.append(binary.input[i])
        binary.input = all^
        binary.next = 0


def read_bytes(mut binary: BinaryState, most: Int) raises Raised -> List[UInt8]:
    """So many, or what there is; all if it is negative."""
    var result = List[UInt8]()
    while most < 0 or len(result) < most:
        var found = available(binary)
        if found._length == 0:
            break
        var count = found._length if most < 0 else min(found._length, most - len(result))
        append_bytes_to(result, found._data, count)
        use_up(binary, count)
        if not binary.is_buffered:
            break
    return result^


def append_bytes_to(mut list: List[UInt8], data: __type.pointer[UInt8], count: Int):
    var before = len(list)
    if before + count > list.capacity:
        list.reserve(max(before + count, 2 * list.capacity))
    list.resize(unsafe_uninit_length=before + count)
    raw_copy(__op.offset(list.unsafe_ptr().address, before.value), data, count)


def read_line_bytes(mut binary: BinaryState, most: Int) raises Raised -> List[UInt8]:
    """Up to and with a line's end."""
    var result = List[UInt8]()
    while most < 0 or len(result) < most:
        var found = available(binary)
        if found._length == 0:
            break
        var limit = found._length if most < 0 else min(found._length, most - len(result))
        var at = raw_find_byte(found._data, limit, UInt8(10))
        var count = limit if at < 0 else at + 1
        append_bytes_to(result, found._data, count)
        use_up(binary, count)
        if at >= 0:
            break
    return result^


# Writing


def write_bytes(mut binary: BinaryState, data: __type.pointer[UInt8], count: Int) raises Raised:
    if binary.is_memory():
        return _write_memory(binary, data, count)
    if binary.descriptor == 1:
        return write_output(data, count)
    if binary.descriptor == 2:
        return write_descriptor(2, data, count)
    _forget_input(binary)
    if len(binary.output) + count > _chunk:
        flush_binary(binary)
    if count >= _chunk or not binary.is_buffered:
        _write_out(binary, data, count)
    else:
        append_bytes_to(binary.output, data, count)


def _write_memory(mut binary: BinaryState, data: __type.pointer[UInt8], count: Int) raises Raised:
    if count == 0:
        return
    ref bytes = bytes_in(binary.storage.word)
    var end = binary.position + count
    if end > len(bytes):
        check_memory_free(binary)
        var before = len(bytes)
        if end > bytes.capacity:
            bytes.reserve(max(end, 2 * bytes.capacity))
        bytes.resize(unsafe_uninit_length=end)
        for i in range(before, binary.position):
            bytes[i] = 0
    raw_copy(__op.offset(bytes.unsafe_ptr().address, binary.position.value), data, count)
    binary.position = end


def check_memory_free(binary: BinaryState) raises Raised:
    if __op.deref(binary.storage.word.at[Cell]()).owners > 1:
        raise new_error(BUFFER_ERROR, "Existing exports of data: object cannot be re-sized")


def _write_out(mut binary: BinaryState, data: __type.pointer[UInt8], count: Int) raises Raised:
    if binary.descriptor == NO_DESCRIPTOR:
        var copy = List[UInt8]()
        append_bytes_to(copy, data, count)
        var bytes = Object(owning=new_bytes(copy^, KIND_BYTES))
        var write = Object(owning=attribute_of(binary.raw.word, fixed_name("write")))
        _ = Object(owning=call1(write.word, bytes.word))
        return
    var done = 0
    while done < count:
        var written = Int(
            raw=__op.external["write", __type.index](
                Int32(binary.descriptor).value, __op.offset(data, done.value), (count - done).value
            )
        )
        if written < 0:
            raise system_error(none())
        done += written


def flush_binary(mut binary: BinaryState) raises Raised:
    if binary.descriptor == 1:
        flush_output()
    elif len(binary.output) > 0:
        var pending = List[UInt8]()
        swap_lists(pending, binary.output)
        _write_out(binary, pending.unsafe_ptr().address, len(pending))


def swap_lists(mut a: List[UInt8], mut b: List[UInt8]):
    var held = a^
    a = b^
    b = held^


def _forget_input(mut binary: BinaryState) raises Raised:
    """What was read and not used is still to come in the file."""
    var unused = len(binary.input) - binary.next
    if unused > 0 and binary.descriptor >= 0:
        _ = _seek_descriptor(binary.descriptor, -unused, 1)
    binary.input.clear()
    binary.next = 0


# Places


def _seek_descriptor(descriptor: Int, offset: Int, whence: Int) raises Raised -> Int:
    var place = Int(raw=__op.external["lseek", __type.index](Int32(descriptor).value, offset.value, Int32(whence).value))
    if place < 0:
        raise system_error(none())
    return place


def seek_binary(mut binary: BinaryState, offset: Int, whence: Int) raises Raised -> Int:
    if whence < 0 or whence > 2:
        raise new_error(VALUE_ERROR, String("invalid whence (", whence, ", should be 0, 1 or 2)"))
    if binary.is_memory():
        if whence == 0 and offset < 0:
            raise new_error(VALUE_ERROR, String("negative seek value ", offset))
        var from_ = 0 if whence == 0 else (binary.position if whence == 1 else len(bytes_in(binary.storage.word)))
        binary.position = max(0, from_ + offset)
        return binary.position
    flush_binary(binary)
    if binary.descriptor == NO_DESCRIPTOR:
        var unused = len(binary.input) - binary.next if whence == 1 else 0
        binary.input.clear()
        binary.next = 0
        var seek = Object(owning=attribute_of(binary.raw.word, fixed_name("seek")))
        var first = Object(owning=small(offset - unused))
        var second = Object(owning=small(whence))
        var place = Object(owning=call2(seek.word, first.word, second.word))
        return as_integer(place.word)
    _forget_input(binary)
    return _seek_descriptor(binary.descriptor, offset, whence)


def tell_binary(mut binary: BinaryState) raises Raised -> Int:
    if binary.is_memory():
        return binary.position
    if binary.descriptor == NO_DESCRIPTOR:
        return seek_binary(binary, 0, 1)
    return _seek_descriptor(binary.descriptor, 0, 1) - (len(binary.input) - binary.next) + len(binary.output)


def truncate_binary(mut binary: BinaryState, size: Int) raises Raised:
    if binary.is_memory():
        ref bytes = bytes_in(binary.storage.word)
        if size < len(bytes):
            check_memory_free(binary)
            bytes.resize(unsafe_uninit_length=size)
        return
    flush_binary(binary)
    if Int(Int32(raw=__op.external["ftruncate", __type.i32](Int32(binary.descriptor).value, size.value))) != 0:
        raise system_error(none())


def close_binary(mut binary: BinaryState) raises Raised:
    if binary.is_closed:
        return
    try:
        flush_binary(binary)
    except error:
        binary.is_closed = True
        _close_descriptor(binary)
        raise error^
    binary.is_closed = True
    _close_descriptor(binary)


def _close_descriptor(mut binary: BinaryState) raises Raised:
    if binary.descriptor > 2 and binary.closes:
        _ = __op.external["close", __type.i32](Int32(binary.descriptor).value)
    elif binary.raw.word.bits != NONE:
        var close = Object(owning=attribute_of(binary.raw.word, fixed_name("close")))
        _ = Object(owning=call0(close.word))
    if binary.is_memory():
        binary.storage = Object(owning=new_bytes(List[UInt8](), KIND_BYTEARRAY))


from ..ffi.external import errno_text, get_errno
from ..memory.raw import raw_find_byte
from .attributes import attribute_of
from .calls import call2
from .integers import as_integer
from .names import fixed_name
from .native_classes import NextCode, new_iterator_state
from .word import word_of
