"""The buffer in front of standard output.

Bytes are kept until the buffer is full, a terminal sees the end of a `print`, somebody flushes, or the program ends
(`startup.mojo`). One lock guards it; each `print` hands in its text at once, so lines of different threads do not mix.
Standard error is never buffered. In the compile-time interpreter everything is written at once.
"""
from memory.raw import raw_allocate_bytes, raw_copy

comptime BUFFER_SIZE: Int = 65536


struct OutputState:
    """Where the buffer stands. `is_terminal`: 0 not asked yet, 1 no, 2 yes."""

    var data: __type.pointer[UInt8]
    var length: Int
    var lock: __type.index
    var is_terminal: Int
    var before_end: __type.pointer[UInt8]
    """A `def()` that writes what others keep, when the program ends; null: nobody does."""

    @always_inline
    def __init__(out self):
        self.data = __op.null[UInt8]()
        self.length = 0
        self.lock = Int(0).value
        self.is_terminal = 0
        self.before_end = __op.null[UInt8]()


comptime EndCode = def() thin -> None

var output_state: OutputState = OutputState()


def write_descriptor(descriptor: Int, data: __type.pointer[UInt8], size: Int):
    """Writes all bytes to an open file of the system; gives up at an error, as there is nobody to tell."""
    var done = 0
    while done < size:
        var written = Int(
            raw=__op.external["write", __type.index](
                Int32(descriptor).value, __op.offset(data, done.value), (size - done).value
            )
        )
        if written <= 0:
            return
        done += written


def write_descriptor(descriptor: Int, text: StringSlice):
    write_descriptor(descriptor, text._data, text._length)


def write_output(data: __type.pointer[UInt8], size: Int):
    """Hands text to standard output."""
    if __op.interpreting():
        write_descriptor(1, data, size)
        return
    _lock()
    if output_state.is_terminal == 0:
        output_state.data = raw_allocate_bytes(BUFFER_SIZE)
        output_state.is_terminal = 1 + Int(Int32(raw=__op.external["isatty", __type.i32](Int32(1).value)))
    if output_state.length + size > BUFFER_SIZE:
        _flush_locked()
    if size > BUFFER_SIZE:
        write_descriptor(1, data, size)
    else:
        raw_copy(__op.offset(output_state.data, output_state.length.value), data, size)
        output_state.length += size
        if output_state.is_terminal == 2:
            _flush_locked()
    _unlock()


def flush_output():
    """Passes on what is buffered."""
    if __op.interpreting():
        return
    _lock()
    _flush_locked()
    _unlock()


def run_before_end(code: EndCode):
    """Has a function called before the last flush of the program."""
    var held = code
    output_state.before_end = __op.load(__op.pointer_cast[__type.pointer[UInt8]](__op.address_of(held)))


def finish_output():
    """At the program's end."""
    if not __op.interpreting():
        var code = output_state.before_end
        if __op.ne(code, __op.null[UInt8]()):
            output_state.before_end = __op.null[UInt8]()
            __op.load(__op.pointer_cast[EndCode](__op.address_of(code)))()
    flush_output()


def _flush_locked():
    var length = output_state.length
    output_state.length = 0
    if length > 0:
        write_descriptor(1, output_state.data, length)


@always_inline
def _lock():
    while True:
        var old = __op.atomic_rmw["xchg", "acquire"](__op.address_of(output_state.lock), Int(1).value)
        if Int(raw=old) == 0:
            return
        # Whoever holds it may be waiting for a slow reader.
        _ = __op.external["sched_yield", __type.i32]()


@always_inline
def _unlock():
    __op.atomic_store["release"](__op.address_of(output_state.lock), Int(0).value)
