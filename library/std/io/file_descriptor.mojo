"""`FileDescriptor`: an open file of the system, by number. `sys.stdin`, `sys.stdout` and `sys.stderr` are three."""
from io.output import flush_output, write_descriptor, write_output


struct FileDescriptor(TrivialRegisterPassable, Writer):
    var value: Int

    @always_inline
    @implicit
    def __init__(out self, value: Int = 1):
        self.value = value

    def write_string(mut self, text: StringSlice):
        self._write(text._data, text._length)

    def write_bytes(mut self, bytes: Span[UInt8, _]):
        self._write(bytes._data, len(bytes))

    def _write(self, data: __type.pointer[UInt8], size: Int):
        if self.value == 1:
            write_output(data, size)
        else:
            write_descriptor(self.value, data, size)

    def read_bytes(mut self, buffer: Span[UInt8, _]) raises -> Int:
        """Fills the buffer as far as there is input; returns the number of bytes, 0 at the end."""
        var count = Int(
            raw=__op.external["read", __type.index](Int32(self.value).value, buffer._data, Int(len(buffer)).value)
        )
        if count < 0:
            raise Error("cannot read from file descriptor ", self.value)
        return count

    def flush(mut self):
        if self.value == 1:
            flush_output()

    def isatty(self) -> Bool:
        return Int32(raw=__op.external["isatty", __type.i32](Int32(self.value).value)) == 1

    def __int__(self) -> Int:
        return self.value
