"""`SourceLocation`: a place in a source file.

An argument with the default `SourceLocation()` is the place of the call that leaves it out, which is how assertions know where they stand.
"""


struct SourceLocation(ImplicitlyCopyable, Stringable, Writable):
    var _line: Int
    var _column: Int
    var _file_name: StaticString

    @always_inline
    def __init__(
        out self,
        line: Int = Int(raw=__op.source_line()),
        column: Int = Int(raw=__op.source_column()),
        file_name: StaticString = __op.source_file(),
    ):
        """The place given, or where the outermost call that left it out is written."""
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
def current_location(location: SourceLocation = SourceLocation()) -> SourceLocation:
    """Where this is called."""
    return location


@always_inline
def call_location[*, inline_count: Int = 1](location: SourceLocation = SourceLocation()) -> SourceLocation:
    """Where this is called; in a default argument, where the function of that argument is called."""
    return location


comptime __call_location = call_location
comptime __source_location = current_location
