"""The text of a traceback, as CPython's `traceback` module formats it: chained exceptions, notes, groups. Without carets."""

from ..io.file import open
from .cells import TracebackCell, items_of, string_of
from .class_builtins import find_attribute
from .errors import CAUSE, CONTEXT, SUPPRESS_CONTEXT, TRACEBACK, field
from .exception_groups import is_group
from .exception_text import exception_line
from .names import fixed_name
from .printing import to_text
from .tracebacks import function_of, path_of
from .word import KIND_LIST, KIND_TRACEBACK, KIND_TUPLE, NONE, Object, Word, none, truth

comptime _most_repeated = 3
comptime _most_depth = 10
comptime _most_members = 15


def traceback_text(exception: Word) -> String:
    """All that is printed of an exception that nobody caught."""
    var report = _Report()
    report.write_chain(exception)
    return report.text


struct _Report:
    var text: String
    var seen: List[Word]
    var depth: Int
    """In groups."""
    var needs_close: Bool

    def __init__(out self):
        self.text = String()
        self.seen = List[Word]()
        self.depth = 0
        self.needs_close = False

    def write_chain(mut self, exception: Word):
        """The exception after those that it comes from."""
        self.seen.append(exception)
        var cause = field(exception, CAUSE)
        var context = field(exception, CONTEXT)
        if cause.bits != NONE:
            if not self._has_seen(cause):
                self.write_chain(cause)
                self._write("\nThe above exception was the direct cause of the following exception:\n\n")
        elif context.bits != NONE and field(exception, SUPPRESS_CONTEXT) != truth(True) and not self._has_seen(context):
            self.write_chain(context)
            self._write("\nDuring handling of the above exception, another exception occurred:\n\n")
        if is_group(exception):
            self._write_group(exception)
        else:
            self._write_plain(exception, "Traceback (most recent call last):\n")

    def _has_seen(self, exception: Word) -> Bool:
        for i in range(len(self.seen)):
            if self.seen[i] == exception:
                return True
        return False

    def _indent(self) -> String:
        return String("  ") * self.depth

    def _write(mut self, lines: StringSlice, margin: StaticString = "|"):
        """Lines, each with its line break, with the margin of a group."""
        if self.depth == 0:
            self.text += lines
            return
        var start = self._indent() + margin + " "
        var at = 0
        while at < lines._length:
            var end = at
            while lines._byte(end) != 10:
                end += 1
            self.text += start
            self.text += lines._slice(at, end + 1)
            at = end + 1

    def _write_plain(mut self, exception: Word, title: StaticString, margin: StaticString = "|"):
        var traceback = field(exception, TRACEBACK)
        if traceback.bits != NONE:
            self._write(title, margin)
            var lines = String()
            write_traceback(lines, traceback)
            self._write(lines)
        var lines = exception_line(exception) + "\n"
        self._write(lines)
        var notes = _attribute(exception, fixed_name("__notes__"))
        if notes.word.is_(KIND_LIST):
            for i in range(len(items_of(notes.word))):
                self._write(_text(items_of(notes.word)[i].word) + "\n")

    def _write_group(mut self, group: Word):
        if self.depth > _most_depth:
            self._write(String("... (max_group_depth is ", _most_depth, ")\n"))
            return
        var is_top = self.depth == 0
        if is_top:
            self.depth = 1
        self._write_plain(group, "Exception Group Traceback (most recent call last):\n", "+" if is_top else "|")
        var members = _attribute(group, fixed_name("exceptions"))
        var count = len(items_of(members.word)) if members.word.is_(KIND_TUPLE) else 0
        var shown = count if count <= _most_members else _most_members + 1
        self.needs_close = False
        for i in range(shown):
            if i == shown - 1:
                self.needs_close = True
            var is_rest = i >= _most_members
            var title = String("...") if is_rest else String(i + 1)
            self.text += self._indent() + ("+-" if i == 0 else "  ") + "+---------------- " + title + " ----------------\n"
            self.depth += 1
            if is_rest:
                var more = count - _most_members
                self._write(String("and ", more, " more exception", "" if more == 1 else "s", "\n"))
            else:
                self.write_chain(items_of(members.word)[i].word)
            if i == shown - 1 and self.needs_close:
                self.text += self._indent() + "+------------------------------------\n"
                self.needs_close = False
            self.depth -= 1
        if is_top:
            self.depth = 0


def _attribute(exception: Word, name: Word) -> Object:
    """Or `None`."""
    try:
        var found = find_attribute(exception, name)
        return Object(owning=none() if found.bits == 0 else found)
    except:
        return Object(owning=none())


def _text(value: Word) -> String:
    try:
        return to_text(value)
    except:
        return String("<exception str() failed>")


def write_traceback(mut text: String, traceback: Word):
    """The lines of a traceback, the outermost first."""
    var at = traceback
    var repeated = 0
    while at.is_(KIND_TRACEBACK):
        ref cell = __op.deref(at.at[TracebackCell]())
        repeated += 1
        if repeated <= _most_repeated:
            text += String('  File "', path_of(at), '", line ', cell.line, ", in ", function_of(at), "\n")
            var source = _source_line(String(path_of(at)), cell.line)
            if source.byte_length() > 0:
                text += String("    ", source, "\n")
        var next = cell.next.word
        var is_same = False
        if next.is_(KIND_TRACEBACK):
            ref other = __op.deref(next.at[TracebackCell]())
            is_same = other.line == cell.line and __op.eq(other.place, cell.place)
        if not is_same:
            if repeated > _most_repeated:
                var more = repeated - _most_repeated
                text += String("  [Previous line repeated ", more, " more time", "" if more == 1 else "s", "]\n")
            repeated = 0
        at = next


def _source_line(path: String, number: Int) -> String:
    """A line without the spaces around it; empty if the file cannot be read."""
    if __op.interpreting():
        return String()
    try:
        var file = open(path)
        var lines = file.read().split("\n")
        if number <= len(lines):
            return String(lines[number - 1].strip())
    except:
        pass
    return String()
