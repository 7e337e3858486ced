"""`stat` and `lstat`: what the system knows of a file.

Reads the `struct stat` of 64-bit Linux, on x86-64 and on aarch64.
"""
from ffi.external import errno_text


struct stat_result(ImplicitlyCopyable, Stringable, Writable):
    var st_mode: Int
    var st_ino: Int
    var st_dev: Int
    var st_nlink: Int
    var st_uid: Int
    var st_gid: Int
    var st_size: Int
    """In bytes."""
    var st_atime: Float64
    """Seconds since 1970 of the last reading."""
    var st_mtime: Float64
    """Seconds since 1970 of the last change of the content."""
    var st_ctime: Float64
    """Seconds since 1970 of the last change of these facts."""
    var st_blksize: Int
    var st_blocks: Int
    var st_rdev: Int

    def __init__(out self, data: __type.pointer[UInt8]):
        var is_x86 = Bool(raw=__op.target_is_arch["x86_64"]())
        self.st_dev = _long(data, 0)
        self.st_ino = _long(data, 8)
        self.st_nlink = _long(data, 16) if is_x86 else _int(data, 20)
        self.st_mode = _int(data, 24) if is_x86 else _int(data, 16)
        self.st_uid = _int(data, 28) if is_x86 else _int(data, 24)
        self.st_gid = _int(data, 32) if is_x86 else _int(data, 28)
        self.st_rdev = _long(data, 40) if is_x86 else _long(data, 32)
        self.st_size = _long(data, 48)
        self.st_blksize = _long(data, 56) if is_x86 else _int(data, 56)
        self.st_blocks = _long(data, 64)
        self.st_atime = _time(data, 72)
        self.st_mtime = _time(data, 88)
        self.st_ctime = _time(data, 104)

    def write_to[W: Writer](self, mut writer: W):
        writer.write("os.stat_result(st_mode=", self.st_mode, ", st_ino=", self.st_ino, ", st_dev=", self.st_dev)
        writer.write(", st_nlink=", self.st_nlink, ", st_uid=", self.st_uid, ", st_gid=", self.st_gid)
        writer.write(", st_size=", self.st_size, ", st_atime=", self.st_atime, ", st_mtime=", self.st_mtime)
        writer.write(", st_ctime=", self.st_ctime, ")")

    def __str__(self) -> String:
        return String.write(self)


def _long(data: __type.pointer[UInt8], offset: Int) -> Int:
    return Int(raw=__op.load(__op.pointer_cast[__type.index](__op.offset(data, offset.value))))


def _int(data: __type.pointer[UInt8], offset: Int) -> Int:
    return Int(UInt32(raw=__op.load(__op.pointer_cast[__type.u32](__op.offset(data, offset.value)))))


def _time(data: __type.pointer[UInt8], offset: Int) -> Float64:
    return Float64(_long(data, offset)) + Float64(_long(data, offset + 8)) * 1e-9


def _stat[name: StringLiteral](path: String) raises -> stat_result:
    var buffer = __op.stack_allocate[UInt8, alignment=16](Int(256).value)
    var text = path
    var result = Int32(raw=__op.external[name, __type.i32](text._terminated(), buffer))
    _ = text^
    if result != 0:
        raise Error("unable to get stat of '", path, "': ", errno_text())
    return stat_result(buffer)


def stat[PathType: PathLike](path: PathType) raises -> stat_result:
    return _stat["stat"](path.__fspath__())


def stat(path: StringSlice) raises -> stat_result:
    """Facts about a file; of a link, about what it leads to."""
    return _stat["stat"](String(path))


def lstat[PathType: PathLike](path: PathType) raises -> stat_result:
    return _stat["lstat"](path.__fspath__())


def lstat(path: StringSlice) raises -> stat_result:
    """Facts about a file or a link itself."""
    return _stat["lstat"](String(path))
