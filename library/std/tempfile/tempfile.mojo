"""`NamedTemporaryFile`, `TemporaryDirectory`, `mkdtemp`, `gettempdir`."""
from os.env import getenv
from os.folders import getcwd, listdir, mkdir, remove, rmdir
from os.path import exists, isdir, islink
from os.process import urandom
from pathlib import Path

comptime LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
comptime ATTEMPTS: Int = 100


def _random_name() raises -> String:
    var result = String()
    for byte in urandom(8):
        result += LETTERS[Int(byte) % 37]
    return result^


def gettempdir() -> Optional[String]:
    """The folder for temporary files: of the environment, or `/tmp` and its like."""
    for name in [String("TMPDIR"), String("TEMP"), String("TMP")]:
        var folder = getenv(name)
        if folder and isdir(folder):
            return folder
    for folder in [String("/tmp"), String("/var/tmp"), String("/usr/tmp")]:
        if isdir(folder):
            return folder
    try:
        return getcwd()
    except:
        return None


def _folder(dir: Optional[String]) raises -> String:
    if dir:
        return dir.value()
    var found = gettempdir()
    if not found:
        raise Error("could not find a suitable temporary directory")
    return found.value()


def mkdtemp(suffix: String = "", prefix: String = "tmp", dir: Optional[String] = None) raises -> String:
    """Makes a new folder and gives its path; the caller removes it."""
    var folder = _folder(dir)
    for _ in range(ATTEMPTS):
        var path = folder + "/" + prefix + _random_name() + suffix
        try:
            mkdir(path, 0o700)
            return path
        except:
            if not exists(path):
                raise Error("Failed to create temporary directory in ", folder)
    raise Error("Failed to create temporary directory in ", folder)


def _remove_tree(path: String) raises:
    for name in listdir(path):
        var inner = path + "/" + name
        if isdir(inner) and not islink(inner):
            _remove_tree(inner)
        else:
            remove(inner)
    rmdir(path)


struct TemporaryDirectory:
    """A folder that exists for the length of a `with` block."""

    var name: String
    var _ignore_cleanup_errors: Bool

    def __init__(
        out self, suffix: String = "", prefix: String = "tmp", dir: Optional[String] = None, ignore_cleanup_errors: Bool = False
    ) raises:
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors

    def __enter__(self) -> String:
        return self.name

    def __exit__(self) raises:
        try:
            _remove_tree(self.name)
        except error:
            if not self._ignore_cleanup_errors:
                raise error

    def __exit__(self, error: Error) raises -> Bool:
        self.__exit__()
        return False


struct NamedTemporaryFile(Movable, Writer):
    """A file that exists for the length of a `with` block."""

    var _file: FileHandle
    var _delete: Bool
    var name: String

    def __init__(
        out self,
        mode: String = "w",
        name: Optional[String] = None,
        suffix: String = "",
        prefix: String = "tmp",
        dir: Optional[String] = None,
        delete: Bool = True,
    ) raises:
        self._delete = delete
        var path = String()
        if name:
            path = name.value()
        else:
            var folder = _folder(dir)
            path = folder + "/" + prefix + _random_name() + suffix
            while exists(path):
                path = folder + "/" + prefix + _random_name() + suffix
        self._file = open(path, mode)
        self.name = path

    def __deinit__(deinit self):
        try:
            self._file.close()
            if self._delete and exists(self.name):
                remove(self.name)
        except:
            pass

    def close(mut self) raises:
        """Closes the file, and removes it unless it is to be kept."""
        self._file.close()
        if self._delete and exists(self.name):
            remove(self.name)

    def __enter__(var self) -> Self:
        return self^

    def read(self, size: Int = -1) raises -> String:
        return self._file.read(size)

    def read_bytes(self, size: Int = -1) raises -> List[UInt8]:
        return self._file.read_bytes(size)

    def seek(self, offset: UInt64, whence: UInt8 = 0) raises -> UInt64:
        return self._file.seek(offset, whence)

    def write_string(mut self, text: StringSlice):
        self._file.write_string(text)

    def write_bytes(mut self, bytes: Span[UInt8, _]):
        self._file.write_bytes(bytes)

    def write[*Ts: AnyType](mut self, *args: *Ts):
        var text = String(*args)
        self._file.write_string(text)
