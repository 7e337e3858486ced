"""Making, removing and listing files and folders.

In: paths as text or anything with `__fspath__`. Out: nothing, or an error that names the path and the system's reason.
"""
from ffi.external import errno_text
from os.path import exists, isdir
from memory.raw import raw_free

comptime ENTRY_NAME_OFFSET: Int = 19
"""Where the name stands in a `struct dirent` of Linux."""


def _call[name: StringLiteral](path: String) -> Bool:
    """Calls a C function of one path; whether it gave 0."""
    var text = path
    var result = Int32(raw=__op.external[name, __type.i32](text._terminated()))
    _ = text^
    return result == 0


def remove[PathType: PathLike](path: PathType) raises:
    remove(StringSlice(path.__fspath__()))


def remove(path: StringSlice) raises:
    """Removes a file."""
    if not _call["unlink"](String(path)):
        raise Error("Can not remove file: ", path, ": ", errno_text())


def unlink[PathType: PathLike](path: PathType) raises:
    remove(StringSlice(path.__fspath__()))


def unlink(path: StringSlice) raises:
    remove(path)


def rename(source: StringSlice, target: StringSlice) raises:
    """Gives a file or folder another name, replacing a file of that name."""
    var old = String(source)
    var new = String(target)
    var result = Int32(raw=__op.external["rename", __type.i32](old._terminated(), new._terminated()))
    _ = old^
    _ = new^
    if result != 0:
        raise Error("Can not rename: ", source, ": ", errno_text())


def mkdir[PathType: PathLike](path: PathType, mode: Int = 0o777) raises:
    mkdir(StringSlice(path.__fspath__()), mode)


def mkdir(path: StringSlice, mode: Int = 0o777) raises:
    """Makes a folder; raises if it is there already."""
    var text = String(path)
    var result = Int32(raw=__op.external["mkdir", __type.i32](text._terminated(), UInt32(mode).value))
    _ = text^
    if result != 0:
        raise Error("Can not create directory: ", path, ": ", errno_text())


def makedirs[PathType: PathLike](path: PathType, mode: Int = 0o777, exist_ok: Bool = False) raises:
    makedirs(StringSlice(path.__fspath__()), mode, exist_ok)


def makedirs(path: StringSlice, mode: Int = 0o777, exist_ok: Bool = False) raises:
    """Makes a folder and all folders above it."""
    var start = 0
    while True:
        var next = path.find("/", start)
        var end = next if next >= 0 else path.byte_length()
        var prefix = path._slice(0, end)
        if prefix.byte_length() > 0 and not exists(prefix):
            mkdir(prefix, mode)
        elif next < 0 and prefix.byte_length() > 0 and not (exist_ok and isdir(prefix)):
            raise Error("Can not create directory: ", path, ": File exists")
        if next < 0:
            return
        start = next + 1


def rmdir[PathType: PathLike](path: PathType) raises:
    rmdir(StringSlice(path.__fspath__()))


def rmdir(path: StringSlice) raises:
    """Removes an empty folder."""
    if not _call["rmdir"](String(path)):
        raise Error("Can not remove directory: ", path, ": ", errno_text())


def removedirs[PathType: PathLike](path: PathType) raises:
    removedirs(StringSlice(path.__fspath__()))


def removedirs(path: StringSlice) raises:
    """Removes an empty folder, and those above it as far as they are empty."""
    rmdir(path)
    var head = path.rstrip("/")
    while True:
        var at = head.rfind("/")
        if at <= 0:
            return
        head = head._slice(0, at)
        if not _call["rmdir"](String(head)):
            return


def chdir(path: StringSlice) raises:
    """Changes the folder that relative paths start from."""
    if not _call["chdir"](String(path)):
        raise Error("Can not change directory: ", path, ": ", errno_text())


def getcwd() raises -> String:
    """The folder that relative paths start from."""
    var found = __op.external["getcwd", __type.pointer[UInt8]](__op.null[UInt8](), Int(0).value)
    if __op.eq(found, __op.null[UInt8]()):
        raise Error("Can not get the current directory: ", errno_text())
    var result = String(StaticString(unsafe_from_utf8_ptr=UnsafePointer[UInt8, StaticConstantOrigin](found)))
    raw_free(found)
    return result^


def listdir[PathType: PathLike](path: PathType) raises -> List[String]:
    return listdir(StringSlice(path.__fspath__()))


def listdir(path: StringSlice = ".") raises -> List[String]:
    """Names of what is in a folder, without `.` and `..`, in no order."""
    var text = String(path)
    var folder = __op.external["opendir", __type.pointer[UInt8]](text._terminated())
    _ = text^
    if __op.eq(folder, __op.null[UInt8]()):
        raise Error("Can not list directory: ", path, ": ", errno_text())
    var result = List[String]()
    while True:
        var entry = __op.external["readdir", __type.pointer[UInt8]](folder)
        if __op.eq(entry, __op.null[UInt8]()):
            break
        var name = StaticString(
            unsafe_from_utf8_ptr=UnsafePointer[UInt8, StaticConstantOrigin](
                __op.offset(entry, ENTRY_NAME_OFFSET.value)
            )
        )
        if name != "." and name != "..":
            result.append(String(name))
    _ = __op.external["closedir", __type.i32](folder)
    return result^
