"""`Writable` and `Writer`: how values become text.

A `Writable` writes itself into any `Writer`: a `String`, a file, standard output. Nothing is allocated on the way.
Not here: numbers (`builtin/format_number.mojo`), format specifications (`format/spec.mojo`), `String.format`.
"""
from format.write import write_any, write_repr_any


trait Writer:
    """A sink for text. One of `write_string` and `write_bytes` must be written by the type."""

    def write_string(mut self, string: StringSlice):
        self.write_bytes(string.as_bytes())

    def write_bytes(mut self, bytes: Span[UInt8, _]):
        self.write_string(StringSlice(unsafe_from_utf8=bytes))

    def write[*Ts: AnyType](mut self, *args: *Ts):
        """Writes the arguments one after the other."""
        comptime for i in range(len(Ts)):
            write_any(self, args[i])


trait MovableWriter(Movable, Writer):
    pass


trait Writable:
    """Can write itself as text. Without an own `write_to`, all fields are written: `Point(x=1, y=2)`."""

    def write_to[W: Writer](self, mut writer: W):
        _write_fields(self, writer)

    def write_repr_to[W: Writer](self, mut writer: W):
        self.write_to(writer)


trait Formattable:
    """2024: `format_to` instead of `write_to`."""

    def format_to(self, mut writer: Formatter):
        ...


comptime Formatter = String


def _write_fields[T: AnyType, W: Writer](value: T, mut writer: W):
    writer.write_string(__op.type_name[T]())
    writer.write_string("(")
    comptime for i in range(Int(raw=__op.field_count[T]())):
        comptime if i > 0:
            writer.write_string(", ")
        writer.write_string(__op.field_name[T, i]())
        writer.write_string("=")
        write_repr_any(writer, __op.field_ref[i](value))
    writer.write_string(")")
