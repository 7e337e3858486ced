"""The operating system: environment, files and folders, processes."""
from . import path
from .abort import abort
from .atomic import Atomic
from .env import getenv, setenv, unsetenv
from .folders import chdir, getcwd, listdir, makedirs, mkdir, remove, removedirs, rename, rmdir, unlink
from .fstat import lstat, stat, stat_result
from .process import getgid, getlogin, getpid, getppid, getuid, isatty, urandom
from builtin.traits import PathLike

comptime sep = "/"
comptime SEEK_SET: UInt8 = 0
comptime SEEK_CUR: UInt8 = 1
comptime SEEK_END: UInt8 = 2
