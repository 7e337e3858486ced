"""`CStringSlice`: text as C passes it around, a pointer to bytes of which the last is a NUL."""
from memory.raw import raw_byte


struct CStringSlice[mut: Bool, //, origin: Origin[mut=mut]](TrivialRegisterPassable, Stringable, Writable):
    var _data: __type.pointer[UInt8]

    @always_inline
    def __init__(out self, pointer: UnsafePointer[Int8, _]):
        self._data = __op.pointer_cast[UInt8](pointer.address)

    @always_inline
    def __init__(out self, *, unsafe_from_ptr: UnsafePointer[Int8, _]):
        self._data = __op.pointer_cast[UInt8](unsafe_from_ptr.address)

    def __len__(self) -> Int:
        """Bytes before the NUL."""
        var length = 0
        while raw_byte(self._data, length) != 0:
            length += 1
        return length

    @always_inline
    def unsafe_ptr(self) -> UnsafePointer[Int8, Self.origin]:
        return UnsafePointer[Int8, Self.origin](__op.pointer_cast[Int8](self._data))

    def as_bytes(self) -> Span[UInt8, Self.origin]:
        return Span[UInt8, Self.origin](unsafe_data=self._data, length=len(self))

    def as_string_slice(self) -> StringSlice[Self.origin]:
        return StringSlice[Self.origin](unsafe_data=self._data, length=len(self))

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self.as_string_slice())

    def __str__(self) -> String:
        return String(self.as_string_slice())
