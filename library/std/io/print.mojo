"""`print`.

In: any number of values. Out: their text on standard output or another open file, in one piece.
Not here: the buffer of standard output (`output.mojo`), `input` (`input.mojo`).
"""
from format.write import write_any
from io.file_descriptor import FileDescriptor
from io.output import flush_output, write_descriptor, write_output
from memory.raw import raw_allocate_bytes, raw_copy, raw_free

comptime STACK_SIZE: Int = 512


struct PrintWriter(Movable, Writer):
    """Collects the text of one `print` on the stack, and on the heap if it is long."""

    var data: __type.pointer[UInt8]
    var length: Int
    var capacity: Int

    @always_inline
    def __init__(out self, stack: __type.pointer[UInt8]):
        self.data = stack
        self.length = 0
        self.capacity = STACK_SIZE

    @always_inline
    def __deinit__(deinit self):
        if self.capacity > STACK_SIZE:
            raw_free(self.data)

    def write_string(mut self, text: StringSlice):
        self.write_raw(text._data, text._length)

    def write_bytes(mut self, bytes: Span[UInt8, _]):
        self.write_raw(bytes._data, len(bytes))

    def write_raw(mut self, data: __type.pointer[UInt8], size: Int):
        if self.length + size > self.capacity:
            self.grow(self.length + size)
        raw_copy(__op.offset(self.data, self.length.value), data, size)
        self.length += size

    @no_inline
    def grow(mut self, needed: Int):
        var capacity = max(needed, 2 * self.capacity)
        var data = raw_allocate_bytes(capacity)
        raw_copy(data, self.data, self.length)
        if self.capacity > STACK_SIZE:
            raw_free(self.data)
        self.data = data
        self.capacity = capacity


@no_inline
def print[
    *Ts: AnyType
](*values: *Ts, sep: StaticString = " ", end: StaticString = "\n", flush: Bool = False):
    """Prints the values, `sep` between them and `end` after the last.

    Args:
        values: Anything that can be written as text.
        sep: Between two values.
        end: After the last value.
        flush: Pass on what is buffered at once.
    """
    var writer = PrintWriter(__op.stack_allocate[UInt8](Int(STACK_SIZE).value))
    comptime for i in range(len(Ts)):
        comptime if i > 0:
            writer.write_raw(sep._data, sep._length)
        write_any(writer, values[i])
    writer.write_raw(end._data, end._length)
    write_output(writer.data, writer.length)
    _ = writer^
    if flush:
        flush_output()


@no_inline
def print[
    *Ts: AnyType
](*values: *Ts, sep: StaticString = " ", end: StaticString = "\n", flush: Bool = False, file: FileDescriptor):
    """Prints to an open file of the system, such as `sys.stderr`."""
    var writer = PrintWriter(__op.stack_allocate[UInt8](Int(STACK_SIZE).value))
    comptime for i in range(len(Ts)):
        comptime if i > 0:
            writer.write_raw(sep._data, sep._length)
        write_any(writer, values[i])
    writer.write_raw(end._data, end._length)
    if file.value == 1:
        write_output(writer.data, writer.length)
        if flush:
            flush_output()
    else:
        write_descriptor(file.value, writer.data, writer.length)
    _ = writer^


def print_no_newline[*Ts: AnyType](*values: *Ts):
    """2023: values with spaces between them and nothing after."""
    print(*values, end="")


def put_new_line():
    """2023: ends the line."""
    print()
