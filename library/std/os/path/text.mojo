"""Taking paths apart and putting them together, by the rules of Python's `posixpath`. Nothing here looks at the disk."""
from os.env import getenv
from pwd import getpwnam, getpwuid
from os.process import getuid


def join(path: String, *paths: String) -> String:
    """Parts with `/` between them; an absolute part starts anew."""
    var result = path
    for i in range(len(paths)):
        var part = paths[i]
        if part.startswith("/"):
            result = part
        elif not result or result.endswith("/"):
            result += part
        else:
            result += "/"
            result += part
    return result^


def split[PathType: PathLike](path: PathType) -> Tuple[String, String]:
    return split(StringSlice(path.__fspath__()))


def split(path: StringSlice) -> Tuple[String, String]:
    """Everything before the last part, and the last part."""
    var at = path.rfind("/") + 1
    var head = path._slice(0, at)
    var trimmed = head.rstrip("/")
    if trimmed.byte_length() > 0:
        head = trimmed
    return (String(head), String(path._slice(at, path.byte_length())))


def basename[PathType: PathLike](path: PathType) -> String:
    return basename(StringSlice(path.__fspath__()))


def basename(path: StringSlice) -> String:
    """The last part."""
    return String(path._slice(path.rfind("/") + 1, path.byte_length()))


def dirname[PathType: PathLike](path: PathType) -> String:
    return dirname(StringSlice(path.__fspath__()))


def dirname(path: StringSlice) -> String:
    """Everything before the last part."""
    return split(path)[0]


def splitext(path: StringSlice) -> Tuple[String, String]:
    """The path without its extension, and the extension with its dot; dots at the start of a name do not count."""
    var name_start = path.rfind("/") + 1
    var dot = path.rfind(".")
    var first = name_start
    while first < path.byte_length() and path._byte(first) == 46:
        first += 1
    if dot < first:
        return (String(path), String())
    return (String(path._slice(0, dot)), String(path._slice(dot, path.byte_length())))


def split_extension(path: StringSlice) -> Tuple[String, String]:
    return splitext(path)


def splitroot[PathType: PathLike](path: PathType) -> Tuple[String, String, String]:
    return splitroot(StringSlice(path.__fspath__()))


def splitroot(path: StringSlice) -> Tuple[String, String, String]:
    """Drive (always empty), root (`/`, `//` or nothing), and the rest."""
    var count = 0
    while count < path.byte_length() and path._byte(count) == 47:
        count += 1
    var root = count
    if count > 2:
        root = 1
    return (String(), String(path._slice(0, root)), String(path._slice(root, path.byte_length())))


def is_absolute(path: StringSlice) -> Bool:
    return path.startswith("/")


def normpath(path: StringSlice) -> String:
    """Without `.`, superfluous `/`, and `..` where it can be resolved."""
    if path.byte_length() == 0:
        return "."
    var root = splitroot(path)[1]
    var kept = List[String]()
    for part in path.split("/"):
        if part == "" or part == ".":
            continue
        if part != ".." or (root == "" and (len(kept) == 0 or kept[len(kept) - 1] == "..")):
            kept.append(String(part))
        elif len(kept) > 0:
            _ = kept.pop()
    var result = root + String("/").join(kept)
    return result if result else String(".")


def expanduser[PathType: PathLike](path: PathType) raises -> String:
    return expanduser(StringSlice(path.__fspath__()))


def expanduser(path: StringSlice) raises -> String:
    """`~` or `~name` at the start as the home folder of the user, or of another one."""
    if not path.startswith("~"):
        return String(path)
    var end = path.find("/")
    if end < 0:
        end = path.byte_length()
    var home: String
    if end > 1:
        try:
            home = getpwnam(path._slice(1, end)).pw_dir
        except:
            return String(path)
    else:
        home = getenv("HOME")
        if not home:
            home = getpwuid(getuid()).pw_dir
    return home.rstrip("/") + path._slice(end, path.byte_length())


def expandvars[PathType: PathLike](path: PathType) -> String:
    return expandvars(StringSlice(path.__fspath__()))


def expandvars(path: StringSlice) -> String:
    """`$name` and `${name}` as the values of environment variables; unknown ones stay."""
    var result = String()
    var i = 0
    while i < path.byte_length():
        if path._byte(i) != 36:
            result.append_byte(path._byte(i))
            i += 1
            continue
        var start = i + 1
        var braced = start < path.byte_length() and path._byte(start) == 123
        if braced:
            start += 1
        var end = start
        while end < path.byte_length() and (path._byte(end) != 125 if braced else _is_name_byte(path._byte(end))):
            end += 1
        if end == start or (braced and end == path.byte_length()):
            result.append_byte(36)
            i += 1
            continue
        var next = end + 1 if braced else end
        var name = path._slice(start, end)
        var missing = String(path._slice(i, next))
        result += getenv(name, missing)
        i = next
    return result^


def _is_name_byte(byte: UInt8) -> Bool:
    var lower = byte | 32
    return (lower >= 97 and lower <= 122) or (byte >= 48 and byte <= 57) or byte == 95
