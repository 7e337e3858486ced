"""What the bits of a file's mode mean."""

comptime S_IFMT: Int = 0o170000
comptime S_IFDIR: Int = 0o040000
comptime S_IFCHR: Int = 0o020000
comptime S_IFBLK: Int = 0o060000
comptime S_IFREG: Int = 0o100000
comptime S_IFIFO: Int = 0o010000
comptime S_IFLNK: Int = 0o120000
comptime S_IFSOCK: Int = 0o140000


def S_ISREG[T: Intable](mode: T) -> Bool:
    """Whether it is an ordinary file."""
    return mode.__int__() & S_IFMT == S_IFREG


def S_ISDIR[T: Intable](mode: T) -> Bool:
    return mode.__int__() & S_IFMT == S_IFDIR


def S_ISLNK[T: Intable](mode: T) -> Bool:
    return mode.__int__() & S_IFMT == S_IFLNK


def S_ISCHR[T: Intable](mode: T) -> Bool:
    return mode.__int__() & S_IFMT == S_IFCHR


def S_ISBLK[T: Intable](mode: T) -> Bool:
    return mode.__int__() & S_IFMT == S_IFBLK


def S_ISFIFO[T: Intable](mode: T) -> Bool:
    return mode.__int__() & S_IFMT == S_IFIFO


def S_ISSOCK[T: Intable](mode: T) -> Bool:
    return mode.__int__() & S_IFMT == S_IFSOCK
