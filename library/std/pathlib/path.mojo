"""`Path`: a path with the operations one does on it: `Path("a") / "b.txt"`.

In: text. Out: other paths, facts, the content of the file. Not here: rules for text of paths (`os/path/text.mojo`).
"""
from builtin.location import SourceLocation
from os.folders import getcwd, listdir, makedirs, mkdir, remove, rmdir
from os.fstat import stat, stat_result
from os.path import basename, dirname, exists, expanduser, isdir, isfile, splitext

comptime DIR_SEPARATOR = "/"


def cwd() raises -> Path:
    """The folder that relative paths start from."""
    return Path(getcwd())


def _dir_of_current_file(location: SourceLocation = SourceLocation()) raises -> Path:
    """The folder of the source file in which this is called."""
    return Path(dirname(location.file_name()))


struct Path(Boolable, Comparable, Hashable, ImplicitlyCopyable, PathLike, Representable, Stringable, Writable):
    var path: String

    def __init__(out self) raises:
        """The current folder."""
        self.path = getcwd()

    @implicit
    def __init__(out self, path: StringSlice):
        self.path = String(path)

    @implicit
    def __init__(out self, path: StringLiteral):
        self.path = String(path)

    @implicit
    def __init__(out self, var path: String):
        self.path = path^

    # Parts

    def __truediv__(self, suffix: Self) -> Self:
        var result = self
        result /= suffix
        return result

    def __truediv__(self, suffix: StringSlice) -> Self:
        return self / Path(suffix)

    def __itruediv__(mut self, suffix: StringSlice):
        self /= Path(suffix)

    def __itruediv__(mut self, suffix: Self):
        if suffix.path.startswith("/"):
            self.path = suffix.path
        elif not self.path or self.path.endswith("/"):
            self.path += suffix.path
        else:
            self.path += "/"
            self.path += suffix.path

    def joinpath(self, *segments: String) -> Self:
        var result = self
        for i in range(len(segments)):
            result /= Path(segments[i])
        return result

    def name(self) -> String:
        """The last part."""
        return basename(StringSlice(self.path))

    def parent(self) -> Self:
        return Path(dirname(StringSlice(self.path)))

    def suffix(self) -> String:
        """The extension with its dot."""
        return splitext(StringSlice(self.path))[1]

    def stem(self) -> String:
        """The last part without its extension."""
        return splitext(StringSlice(self.name()))[0]

    def with_suffix(self, suffix: String) -> Self:
        return Path(splitext(StringSlice(self.path))[0] + suffix)

    def parts(self) -> List[String]:
        var result = List[String]()
        if self.path.startswith("/"):
            result.append("/")
        for part in self.path.split("/"):
            if part != "":
                result.append(part)
        return result^

    def is_absolute(self) -> Bool:
        return self.path.startswith("/")

    def expanduser(self) raises -> Self:
        return Path(expanduser(StringSlice(self.path)))

    @staticmethod
    def home() raises -> Self:
        """The user's home folder."""
        return Path(expanduser("~"))

    # What it names

    def exists(self) -> Bool:
        return exists(StringSlice(self.path))

    def is_dir(self) -> Bool:
        return isdir(StringSlice(self.path))

    def is_file(self) -> Bool:
        return isfile(StringSlice(self.path))

    def stat(self) raises -> stat_result:
        return stat(StringSlice(self.path))

    def read_text(self) raises -> String:
        """The content of the file."""
        var file = open(StringSlice(self.path), "r")
        return file.read()

    def read_bytes(self) raises -> List[UInt8]:
        var file = open(StringSlice(self.path), "r")
        return file.read_bytes()

    def write_text[T: AnyType](self, value: T) raises:
        """Replaces the content of the file by a value as text."""
        var file = open(StringSlice(self.path), "w")
        var text = String(value)
        file.write_all(text.as_bytes())
        file.close()

    def write_bytes(self, bytes: Span[UInt8, _]) raises:
        var file = open(StringSlice(self.path), "w")
        file.write_all(bytes)
        file.close()

    def listdir(self) raises -> List[Self]:
        """What is in the folder, as names."""
        var result = List[Self]()
        for name in listdir(StringSlice(self.path)):
            result.append(Path(name))
        return result^

    def mkdir(self, mode: Int = 0o777, parents: Bool = False, exist_ok: Bool = False) raises:
        if parents or exist_ok:
            makedirs(StringSlice(self.path), mode, exist_ok)
        else:
            mkdir(StringSlice(self.path), mode)

    def unlink(self) raises:
        remove(StringSlice(self.path))

    def rmdir(self) raises:
        rmdir(StringSlice(self.path))

    # As a value

    def __fspath__(self) -> String:
        return self.path

    def __bool__(self) -> Bool:
        return self.path.byte_length() > 0

    def __eq__(self, other: Self) -> Bool:
        return self.path == other.path

    def __eq__(self, other: StringSlice) -> Bool:
        return self.path == other

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def __lt__(self, other: Self) -> Bool:
        return self.path < other.path

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher.update(self.path)

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self.path)

    def write_repr_to[W: Writer](self, mut writer: W):
        writer.write("Path(", repr(self.path), ")")

    def __str__(self) -> String:
        return self.path

    def __repr__(self) -> String:
        return String.write("Path(", repr(self.path), ")")
