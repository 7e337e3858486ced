"""This process: numbers of it and of its owner."""
from ffi.external import errno_text


def getpid() -> Int:
    return Int(Int32(raw=__op.external["getpid", __type.i32]()))


def getppid() -> Int:
    return Int(Int32(raw=__op.external["getppid", __type.i32]()))


def getuid() -> Int:
    return Int(UInt32(raw=__op.external["getuid", __type.u32]()))


def getgid() -> Int:
    return Int(UInt32(raw=__op.external["getgid", __type.u32]()))


def isatty(descriptor: Int) -> Bool:
    """Whether an open file is a terminal."""
    return Int32(raw=__op.external["isatty", __type.i32](Int32(descriptor).value)) == 1


def getlogin() raises -> String:
    """Name of the user at the terminal."""
    var found = __op.external["getlogin", __type.pointer[UInt8]]()
    if __op.eq(found, __op.null[UInt8]()):
        raise Error("getlogin: ", errno_text())
    return String(StaticString(unsafe_from_utf8_ptr=UnsafePointer[UInt8, StaticConstantOrigin](found)))


def urandom(size: Int) raises -> List[UInt8]:
    """Bytes that nobody can predict."""
    var result = List[UInt8](unsafe_uninit_length=size)
    var done = 0
    while done < size:
        var count = Int(
            raw=__op.external["getrandom", __type.index](
                __op.offset(result.data.address, done.value), (size - done).value, Int32(0).value
            )
        )
        if count <= 0:
            raise Error("getrandom: ", errno_text())
        done += count
    return result^
