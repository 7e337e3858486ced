"""Environment variables."""


def getenv(name: StringSlice, default: StringSlice = "") -> String:
    """The value of a variable, or the default."""
    var text = String(name)
    var found = __op.external["getenv", __type.pointer[UInt8]](text._terminated())
    _ = text^
    if __op.eq(found, __op.null[UInt8]()):
        return String(default)
    return String(StaticString(unsafe_from_utf8_ptr=UnsafePointer[UInt8, StaticConstantOrigin](found)))


def setenv(name: StringSlice, value: StringSlice, overwrite: Bool = True) -> Bool:
    """Sets a variable for this program and those it starts; whether that worked."""
    var text = String(name)
    var content = String(value)
    var result = Int32(
        raw=__op.external["setenv", __type.i32](text._terminated(), content._terminated(), Int32(Int(overwrite)).value)
    )
    _ = text^
    _ = content^
    return result == 0


def unsetenv(name: StringSlice) -> Bool:
    var text = String(name)
    var result = Int32(raw=__op.external["unsetenv", __type.i32](text._terminated()))
    _ = text^
    return result == 0
