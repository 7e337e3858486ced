"""`SourceLocation`: a place in a source file; `call_location()` is where the surrounding inlined function was called."""


struct SourceLocation(ImplicitlyCopyable, Stringable, Writable):
    var _line: Int
    var _column: Int
    var _file_name: StaticString

    @always_inline
    def __init__(out self, line: Int, column: Int, file_name: StaticString):
        self._line = line
        self._column = column
        self._file_name = file_name

    def line(self) -> Int:
        return self._line

    def column(self) -> Int:
        return self._column

    def file_name(self) -> StaticString:
        return self._file_name

    def prefix[T: Writable](self, message: T) -> String:
        return String("At ", self, ": ", message)

    def write_to[W: Writer](self, mut writer: W):
        writer.write(self._file_name, ":", self._line, ":", self._column)

    def __str__(self) -> String:
        return String.write(self)


@always_inline
def call_location() -> SourceLocation:
    """Where the function that calls this was called, if it is marked `@always_inline`."""
    return SourceLocation(
        Int(raw=__op.source_line()), Int(raw=__op.source_column()), __op.source_file().as_string_slice()
    )


@always_inline
def current_location() -> SourceLocation:
    """Where this is written."""
    return SourceLocation(
        Int(raw=__op.source_line()), Int(raw=__op.source_column()), __op.source_file().as_string_slice()
    )


comptime __call_location = call_location
comptime __source_location = current_location
