"""Regular expressions: the functions that take a pattern as text, flags, errors. Patterns themselves are in `_re`."""

import enum
from _re import Match, Pattern, compile as _compile_pattern, set_error as _set_error

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape", "error", "Pattern", "Match", "A",
    "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]  # fmt: skip


class RegexFlag(enum.IntFlag):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128

    def __repr__(self):
        names = ["re." + flag.name for flag in RegexFlag if flag & self and flag.value & (flag.value - 1) == 0]
        rest = int(self) & ~511
        if rest:
            names.append(hex(rest))
        return "|".join(names) if names else "re.NOFLAG"

    __str__ = object.__str__


NOFLAG = RegexFlag.NOFLAG
I = IGNORECASE = RegexFlag.IGNORECASE
L = LOCALE = RegexFlag.LOCALE
M = MULTILINE = RegexFlag.MULTILINE
S = DOTALL = RegexFlag.DOTALL
U = UNICODE = RegexFlag.UNICODE
X = VERBOSE = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG
A = ASCII = RegexFlag.ASCII


class PatternError(Exception):
    """A pattern or a replacement that means nothing: what is wrong, and where."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        text = msg
        if pattern is not None and pos is not None:
            before = pattern[:pos]
            line_break = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = before.count(line_break) + 1
            self.colno = pos - before.rfind(line_break)
            text += " at position %d" % pos
            if line_break in pattern:
                text += " (line %d, column %d)" % (self.lineno, self.colno)
        super().__init__(text)


error = PatternError
_set_error(PatternError)

_known = {}
_most_known = 512


def _compiled(pattern, flags):
    key = (type(pattern), pattern, flags)
    known = _known.get(key)
    if known is not None:
        return known
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    made = _compile_pattern(pattern, int(flags))
    if len(_known) >= _most_known:
        _known.clear()
    _known[key] = made
    return made


def compile(pattern, flags=0):
    """A pattern that is used more than once."""
    return _compiled(pattern, flags)


def purge():
    """Forgets all compiled patterns."""
    _known.clear()


def match(pattern, string, flags=0):
    return _compiled(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return _compiled(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return _compiled(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return _compiled(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return _compiled(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return _compiled(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return _compiled(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return _compiled(pattern, flags).finditer(string)


_escapes = {ord(sign): "\\" + sign for sign in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """A pattern that matches a text as it is."""
    if isinstance(pattern, str):
        return pattern.translate(_escapes)
    return str(pattern, "latin1").translate(_escapes).encode("latin1")
