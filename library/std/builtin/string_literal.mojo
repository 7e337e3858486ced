"""`StringLiteral`: the text between quotes, as the compiler hands it over.

Static, NUL-terminated UTF-8 that is never freed. A variable that holds one becomes a `String`; most functions take
`StringSlice`, to which a literal converts without a copy. Operations on two literals are evaluated at compile time.
A method that it lacks is looked up in `String`. Not here: everything else one does with text (`collections/string/`).
"""
from collections.string.codepoint import CodepointSliceIter


@nonmaterializable(String)
struct StringLiteral(
    Boolable,
    Comparable,
    FloatableRaising,
    Hashable,
    IntableRaising,
    Representable,
    Sized,
    Stringable,
    TrivialRegisterPassable,
    Writable,
):
    var data: __type.pointer[UInt8]
    var length: Int

    @always_inline
    def __init__(out self):
        self = ""

    @always_inline
    def __init__(out self, data: __type.pointer[UInt8], length: Int):
        """Bytes that live as long as the program, with a NUL after the last one."""
        self.data = data
        self.length = length

    # Views

    @always_inline
    def as_string_slice(self) -> StaticString:
        return StaticString(unsafe_data=self.data, length=self.length)

    @always_inline
    def byte_length(self) -> Int:
        return self.length

    @always_inline
    def __len__(self) -> Int:
        return self.length

    @always_inline
    def unsafe_ptr(self) -> UnsafePointer[UInt8, StaticConstantOrigin]:
        return UnsafePointer[UInt8, StaticConstantOrigin](self.data)

    @always_inline
    def unsafe_cstr_ptr(self) -> UnsafePointer[Int8, StaticConstantOrigin]:
        return UnsafePointer[Int8, StaticConstantOrigin](__op.pointer_cast[Int8](self.data))

    @always_inline
    def data_pointer(self) -> UnsafePointer[UInt8, StaticConstantOrigin]:
        return self.unsafe_ptr()

    def as_bytes(self) -> Span[UInt8, StaticConstantOrigin]:
        return self.as_string_slice().as_bytes()

    @always_inline
    def as_c_string_slice(self) -> CStringSlice[StaticConstantOrigin]:
        return CStringSlice[StaticConstantOrigin](self.unsafe_cstr_ptr())

    # Conversions

    @always_inline
    def __bool__(self) -> Bool:
        return self.length != 0

    def __int__(self) raises -> Int:
        return atol(self.as_string_slice())

    def __float__(self) raises -> Float64:
        return atof(self.as_string_slice())

    def __str__(self) -> String:
        return String(self)

    def __repr__(self) -> String:
        return self.as_string_slice().__repr__()

    @always_inline
    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self.as_string_slice())

    def write_repr_to[W: Writer](self, mut writer: W):
        self.as_string_slice().write_repr_to(writer)

    def __hash__[H: Hasher](self, mut hasher: H):
        self.as_string_slice().__hash__(hasher)

    # Comparison: with a literal at compile time, with anything else as a slice

    @always_inline
    def __eq__(self, other: StringLiteral) -> Bool:
        return self.as_string_slice() == other.as_string_slice()

    @always_inline
    def __ne__(self, other: StringLiteral) -> Bool:
        return not (self.as_string_slice() == other.as_string_slice())

    @always_inline
    def __lt__(self, other: StringLiteral) -> Bool:
        return self.as_string_slice() < other.as_string_slice()

    @always_inline
    def __eq__(self, other: StringSlice) -> Bool:
        return self.as_string_slice() == other

    @always_inline
    def __ne__(self, other: StringSlice) -> Bool:
        return not (self.as_string_slice() == other)

    @always_inline
    def __lt__(self, other: StringSlice) -> Bool:
        return self.as_string_slice() < other

    @always_inline
    def __le__(self, other: StringSlice) -> Bool:
        return not (other < self.as_string_slice())

    @always_inline
    def __gt__(self, other: StringSlice) -> Bool:
        return other < self.as_string_slice()

    @always_inline
    def __ge__(self, other: StringSlice) -> Bool:
        return not (self.as_string_slice() < other)

    # Building. The result of two literals is a literal: the memory made here is the compiler's.

    def __add__(self, other: StringLiteral) -> StringLiteral:
        var length = self.length + other.length
        var data = __op.external["malloc", __type.pointer[UInt8]]((length + 1).value)
        __op.memory_copy(data, self.data, self.length.value)
        __op.memory_copy(__op.offset(data, self.length.value), other.data, other.length.value)
        __op.store(__op.offset(data, length.value), UInt8(0))
        return StringLiteral(data, length)

    def __add__(self, other: String) -> String:
        return self.as_string_slice() + other.as_string_slice()

    def __add__(self, other: StringSlice) -> String:
        return self.as_string_slice() + other

    def __radd__(self, other: String) -> String:
        return other.as_string_slice() + self.as_string_slice()

    def __mul__(self, count: Int) -> String:
        return self.as_string_slice() * count

    def __rmul__(self, count: Int) -> String:
        return self.as_string_slice() * count

    # What syntax asks for. All other methods of text are those of `String`, which the literal becomes.

    def __contains__(self, part: StringSlice) -> Bool:
        return part in self.as_string_slice()

    def __getitem__(self, index: Int) -> String:
        return String(self.as_string_slice()[index])

    def __getitem__(self, span: Slice) -> String:
        return String(self)[span]

    def __iter__(self) -> CodepointSliceIter[StaticConstantOrigin]:
        return self.as_string_slice().__iter__()

    def get(self) -> StringLiteral:
        return self
