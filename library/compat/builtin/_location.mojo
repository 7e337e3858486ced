"""Places in source files as they were before 2026: the facts are fields."""


struct _SourceLocation(ImplicitlyCopyable, Stringable, Writable):
    var line: Int
    var col: Int
    var file_name: StaticString

    @always_inline
    def __init__(
        out self,
        line: Int = Int(raw=__op.source_line()),
        col: Int = Int(raw=__op.source_column()),
        file_name: StaticString = __op.source_file(),
    ):
        """The place given, or where the outermost call that left it out is written."""
        self.line = line
        self.col = col
        self.file_name = file_name

    def prefix[T: Writable](self, message: T) -> String:
        return String("At ", self, ": ", message)

    def write_to[W: Writer](self, mut writer: W):
        writer.write(self.file_name, ":", self.line, ":", self.col)

    def __str__(self) -> String:
        return String.write(self)


@always_inline
def __source_location(location: _SourceLocation = _SourceLocation()) -> _SourceLocation:
    """Where this is called."""
    return location


@always_inline
def __call_location[*, inline_count: Int = 1](location: _SourceLocation = _SourceLocation()) -> _SourceLocation:
    """Where this is called."""
    return location
