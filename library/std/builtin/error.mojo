"""`Error`: what `raise` raises. It holds a text; a literal costs no allocation."""
from format.write import write_any


struct Error(Boolable, Defaultable, ImplicitlyCopyable, Representable, Stringable, Writable):
    var message: String

    @always_inline
    def __init__(out self):
        self.message = String()

    @always_inline
    @implicit
    def __init__(out self, literal: StringLiteral):
        self.message = String(literal)

    @implicit
    def __init__(out self, var message: String):
        self.message = message^

    @implicit
    def __init__(out self, message: StringSlice):
        self.message = String(message)

    def __init__[*Ts: AnyType](out self, *args: *Ts):
        """The arguments as one text."""
        self.message = String()
        comptime for i in range(len(Ts)):
            write_any(self.message, args[i])

    @always_inline
    def __bool__(self) -> Bool:
        return self.message.byte_length() != 0

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self.message)

    def write_repr_to[W: Writer](self, mut writer: W):
        writer.write_string("Error(")
        self.message.write_repr_to(writer)
        writer.write_string(")")

    def __str__(self) -> String:
        return self.message

    def __repr__(self) -> String:
        return String.write("Error(", self.message.__repr__(), ")")

    def _message(self) -> String:
        return self.message

    def as_string_slice(self) -> StringSlice[origin_of(self.message)]:
        return self.message.as_string_slice()

    def byte_length(self) -> Int:
        return self.message.byte_length()
