"""`Error`: what `raise` raises. It holds a text; a literal costs no allocation."""
from format.write import write_any


struct Error(Boolable, Defaultable, ImplicitlyCopyable, Representable, Stringable, Writable):
    var value: String
    """The text."""

    @always_inline
    def __init__(out self):
        self.value = String()

    @always_inline
    @implicit
    def __init__(out self, literal: StringLiteral):
        self.value = String(literal)

    @implicit
    def __init__(out self, var message: String):
        self.value = message^

    @implicit
    def __init__(out self, message: StringSlice):
        self.value = String(message)

    def __init__[*Ts: AnyType](out self, *args: *Ts):
        """The arguments as one text."""
        self.value = String()
        comptime for i in range(len(Ts)):
            write_any(self.value, args[i])

    @always_inline
    def __bool__(self) -> Bool:
        return self.value.byte_length() != 0

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self.value)

    def write_repr_to[W: Writer](self, mut writer: W):
        writer.write_string("Error(")
        self.value.write_repr_to(writer)
        writer.write_string(")")

    def __str__(self) -> String:
        return self.value

    def __repr__(self) -> String:
        return String.write("Error(", self.value.__repr__(), ")")

    def _message(self) -> String:
        return self.value

    def as_string_slice(self) -> StringSlice[origin_of(self.value)]:
        return self.value.as_string_slice()

    def byte_length(self) -> Int:
        return self.value.byte_length()
