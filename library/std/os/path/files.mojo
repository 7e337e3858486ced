"""What a path names on this machine."""
from os.fstat import lstat, stat
from stat import S_ISDIR, S_ISLNK, S_ISREG


def _mode(path: String) -> Int:
    """The mode of a file, -1 if there is none."""
    try:
        return stat(StringSlice(path)).st_mode
    except:
        return -1


def exists[PathType: PathLike](path: PathType) -> Bool:
    return _mode(path.__fspath__()) >= 0


def exists(path: StringSlice) -> Bool:
    """Whether there is such a file or folder."""
    return _mode(String(path)) >= 0


def lexists[PathType: PathLike](path: PathType) -> Bool:
    return lexists(StringSlice(path.__fspath__()))


def lexists(path: StringSlice) -> Bool:
    """Whether there is such a file, folder or link, be it broken."""
    try:
        _ = lstat(path)
        return True
    except:
        return False


def isfile[PathType: PathLike](path: PathType) -> Bool:
    return isfile(StringSlice(path.__fspath__()))


def isfile(path: StringSlice) -> Bool:
    var mode = _mode(String(path))
    return mode >= 0 and S_ISREG(mode)


def isdir[PathType: PathLike](path: PathType) -> Bool:
    return isdir(StringSlice(path.__fspath__()))


def isdir(path: StringSlice) -> Bool:
    var mode = _mode(String(path))
    return mode >= 0 and S_ISDIR(mode)


def islink[PathType: PathLike](path: PathType) -> Bool:
    return islink(StringSlice(path.__fspath__()))


def islink(path: StringSlice) -> Bool:
    try:
        return S_ISLNK(lstat(path).st_mode)
    except:
        return False


def getsize[PathType: PathLike](path: PathType) raises -> Int:
    return stat(StringSlice(path.__fspath__())).st_size


def getsize(path: StringSlice) raises -> Int:
    """Size in bytes; raises if there is no such file."""
    return stat(path).st_size
