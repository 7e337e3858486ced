"""What `sub` and `expand` put in place of a match: texts and groups, one after the other."""

from ..cells import text_of
from ..errors import INDEX_ERROR, Raised, new_error
from ..method_names import METHOD_ISIDENTIFIER
from ..printing import to_repr
from ..text_questions import ask_text
from ..texts import append_code, text_length, view
from ..word import KIND_TEXT, Object, Word
from ._re_parser import control_escape, is_letter, pattern_error


def _digit(codes: List[Int], at: Int, most: Int) -> Int:
    """-1: it is none below `most`."""
    if at >= len(codes) or codes[at] < 48 or codes[at] >= 48 + most:
        return -1
    return codes[at] - 48


struct Replacement(Movable):
    var literals: List[String]
    """The first, and what follows each of the groups; their bytes."""
    var groups: List[Int]

    def __init__(out self):
        self.literals = [String()]
        self.groups = List[Int]()

    def add(self, mut made: String, slots: List[Int], data: __type.pointer[UInt8]):
        """What it is for one match."""
        for i in range(len(self.literals)):
            if i > 0:
                var group = self.groups[i - 1]
                var start = slots[2 * group]
                if start >= 0 and slots[2 * group + 1] >= 0:
                    made._append(__op.offset(data, start.value), slots[2 * group + 1] - start)
            made._append(self.literals[i]._data_pointer(), self.literals[i].byte_length())

    def _put(mut self, code: Int, is_text: Bool):
        if is_text:
            append_code(self.literals[len(self.literals) - 1], code)
        else:
            self.literals[len(self.literals) - 1].append_byte(UInt8(code))

    def _put_group(mut self, group: Int):
        self.groups.append(group)
        self.literals.append(String())

    def read(mut self, codes: List[Int], template: Word, groups: Int, names: List[String], numbers: List[Int]) raises Raised:
        """Reads what a program has written.

        Args:
            codes: Its characters.
            template: The same as a value, for errors.
            groups: How many the pattern has.
            names: Of groups.
            numbers: Theirs.
        """
        var is_text = template.is_(KIND_TEXT)
        var at = 0
        while at < len(codes):
            var start = at
            if codes[at] != 92:
                self._put(codes[at], is_text)
                at += 1
                continue
            at += 1
            if at >= len(codes):
                raise pattern_error("bad escape (end of pattern)", template, start)
            var code = codes[at]
            at += 1
            if code == 103:
                var group = _named(codes, at, template, groups, names, numbers)
                self._put_group(group)
            elif _digit(codes, at - 1, 10) >= 0:
                self._read_number(codes, at, template, groups)
            elif control_escape(code) >= 0:
                self._put(control_escape(code), is_text)
            elif code == 98:
                self._put(8, is_text)
            elif is_letter(code) and code < 128:
                var shown = String("bad escape \\")
                append_code(shown, code)
                raise pattern_error(shown^, template, start)
            else:
                self._put(92, is_text)
                self._put(code, is_text)

    def _read_number(mut self, codes: List[Int], mut at: Int, template: Word, groups: Int) raises Raised:
        """An octal code or the number of a group; `at` is behind the first digit."""
        var start = at
        var first = codes[at - 1] - 48
        var second = _digit(codes, at, 8)
        if first == 0 or (first < 8 and second >= 0 and _digit(codes, at + 1, 8) >= 0):
            var value = first
            for _ in range(2):
                if _digit(codes, at, 8) < 0:
                    break
                value = value * 8 + codes[at] - 48
                at += 1
            if value > 255:
                var shown = String()
                for i in range(start - 2, at):
                    append_code(shown, codes[i])
                raise pattern_error(String("octal escape value ", shown, " outside of range 0-0o377"), template, start - 2)
            return self._put(value, template.is_(KIND_TEXT))
        if _digit(codes, at, 10) >= 0:
            first = first * 10 + codes[at] - 48
            at += 1
        if first > groups:
            raise pattern_error(String("invalid group reference ", first), template, start - 1)
        self._put_group(first)


def _named(codes: List[Int], mut at: Int, template: Word, groups: Int, names: List[String], numbers: List[Int]) raises Raised -> Int:
    """`\\g<name>`; `at` is behind the letter."""
    if at >= len(codes) or codes[at] != 60:
        raise pattern_error("missing <", template, at)
    at += 1
    var start = at
    var name = String()
    var number = 0
    while True:
        if at >= len(codes):
            raise pattern_error("missing group name" if at == start else "missing >, unterminated name", template, start)
        if codes[at] == 62:
            break
        append_code(name, codes[at])
        number = number * 10 + codes[at] - 48 if number >= 0 and number < 1 << 40 and _digit(codes, at, 10) >= 0 else -1
        at += 1
    at += 1
    if at - 1 == start:
        raise pattern_error("missing group name", template, start)
    if number >= 0:
        if number > groups:
            raise pattern_error(String("invalid group reference ", number), template, start)
        return number
    for i in range(len(names)):
        if names[i] == name:
            return numbers[i]
    var text = Object(owning=text_of(name^))
    if not ask_text(view(text.word), METHOD_ISIDENTIFIER):
        raise pattern_error(String("bad character in group name ", to_repr(text.word)), template, start)
    raise new_error(INDEX_ERROR, String("unknown group name ", to_repr(text.word)))
