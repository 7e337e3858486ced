"""Reads regular expressions as CPython does, with its messages."""

from ..calls import call3
from ..cells import list_of, text_of
from ..errors import Raised
from ..printing import to_repr
from ..texts import append_code
from ..word import NONE, Object, Word, none, small
from ._re_sets import ASCII, CharacterSet, DEBUG, DIGITS, DOTALL, IGNORECASE, LOCALE, MULTILINE, SPACES, UNICODE, VERBOSE, WORDS
from ._re_tree import *


struct _ErrorClass:
    var class_: Word

    @always_inline
    def __init__(out self):
        self.class_ = Word(0)


var _error: _ErrorClass = _ErrorClass()


def set_pattern_error(class_: Word):
    _error.class_ = class_


def pattern_error(var message: String, pattern: Word, position: Int) -> Raised:
    """`PatternError(message, pattern, position)`; a position below zero is none."""
    var text = Object(owning=text_of(message^))
    try:
        return Raised(Object(owning=call3(_error.class_, text.word, pattern, none() if position < 0 else small(position))))
    except error:
        return error^


def _is_digit(code: Int) -> Bool:
    return code >= 48 and code <= 57


def _is_octal(code: Int) -> Bool:
    return code >= 48 and code <= 55


def hexadecimal(code: Int) -> Int:
    """Its value, or -1."""
    if _is_digit(code):
        return code - 48
    var lower = code | 32
    return lower - 87 if lower >= 97 and lower <= 102 else -1


def is_letter(code: Int) -> Bool:
    return (code | 32) >= 97 and (code | 32) <= 122


def control_escape(code: Int) -> Int:
    """`n` of `\\n` and its like; -1: there is none."""
    if code == 97:
        return 7
    if code == 102:
        return 12
    if code == 110:
        return 10
    if code == 114:
        return 13
    if code == 116:
        return 9
    if code == 118:
        return 11
    return 92 if code == 92 else -1


def _category(code: Int) -> Int:
    """The bit of `\\d` and its like; -1: there is none."""
    var lower = code | 32
    var category = -1
    if lower == 100:
        category = DIGITS
    elif lower == 115:
        category = SPACES
    elif lower == 119:
        category = WORDS
    if category < 0 or not is_letter(code):
        return -1
    return category if code == lower else category + 3


def _flag(code: Int) -> Int:
    """Of its letter; 0: there is none."""
    if code == 105:
        return IGNORECASE
    if code == 76:
        return LOCALE
    if code == 109:
        return MULTILINE
    if code == 115:
        return DOTALL
    if code == 120:
        return VERBOSE
    if code == 97:
        return ASCII
    return UNICODE if code == 117 else 0


comptime _types = ASCII | LOCALE | UNICODE


struct Parser(Movable):
    var codes: List[Int]
    var at: Int
    var pattern: Word
    var is_text: Bool
    var tree: Tree
    var open: List[Int]
    """Groups whose end is not reached."""
    var behind_groups: Int
    """Groups that were closed when the outermost look behind began; -1: there is none."""
    var conditions: List[Int]
    """Group and position."""

    def __init__(out self, var codes: List[Int], pattern: Word, is_text: Bool, flags: Int):
        self.codes = codes^
        self.at = 0
        self.pattern = pattern
        self.is_text = is_text
        self.tree = Tree()
        self.tree.flags = flags
        self.open = List[Int]()
        self.behind_groups = -1
        self.conditions = List[Int]()

    def error(self, var message: String, position: Int) -> Raised:
        return pattern_error(message^, self.pattern, position)

    @always_inline
    def peek(self) -> Int:
        """-1 at the end."""
        return self.codes[self.at] if self.at < len(self.codes) else -1

    def accept(mut self, code: Int) -> Bool:
        if self.peek() != code:
            return False
        self.at += 1
        return True

    def text(self, start: Int, end: Int) -> String:
        var result = String()
        for i in range(start, min(end, len(self.codes))):
            append_code(result, self.codes[i])
        return result^

    def parse(mut self) raises Raised -> Int:
        """The root."""
        self._fix_flags()
        var root = self._choice(self.tree.flags, True)
        if self.peek() == 41:
            raise self.error("unbalanced parenthesis", self.at)
        for i in range(0, len(self.conditions), 2):
            if self.conditions[i] > self.tree.groups:
                raise self.error(String("invalid group reference ", self.conditions[i]), self.conditions[i + 1])
        return root

    def _fix_flags(mut self) raises Raised:
        var flags = self.tree.flags
        if self.is_text:
            if flags & LOCALE != 0:
                raise new_error(VALUE_ERROR, "cannot use LOCALE flag with a str pattern")
            if flags & ASCII != 0 and flags & UNICODE != 0:
                raise new_error(VALUE_ERROR, "ASCII and UNICODE flags are incompatible")
            if flags & ASCII == 0:
                self.tree.flags |= UNICODE
        else:
            if flags & UNICODE != 0:
                raise new_error(VALUE_ERROR, "cannot use UNICODE flag with a bytes pattern")
            if flags & LOCALE != 0 and flags & ASCII != 0:
                raise new_error(VALUE_ERROR, "ASCII and LOCALE flags are incompatible")

    def _is_ascii(self, flags: Int) -> Bool:
        return not self.is_text or flags & ASCII != 0

    def _choice(mut self, flags: Int, is_whole: Bool) raises Raised -> Int:
        var current = flags
        var first = self._sequence(current, is_whole)
        if self.peek() != 124:
            return first
        var node = self.tree.add(CHOICE)
        _ = self.tree.with_child(node, first)
        while self.accept(124):
            var next = self._sequence(current, False)
            _ = self.tree.with_child(node, next)
        return node

    def _sequence(mut self, mut flags: Int, may_set_flags: Bool) raises Raised -> Int:
        var node = self.tree.add(SEQUENCE)
        var last = -1
        var is_first = may_set_flags
        while True:
            var start = self.at
            var code = self.peek()
            if code < 0 or code == 124 or code == 41:
                return node
            self.at += 1
            if flags & VERBOSE != 0:
                if code == 32 or (code >= 9 and code <= 13):
                    continue
                if code == 35:
                    while self.peek() >= 0 and self.peek() != 10:
                        self.at += 1
                    if self.peek() == 10:
                        self.at += 1
                    continue
            var item: Int
            if code == 42 or code == 43 or code == 63 or code == 123:
                var least = 0
                var most = 0
                if not self._counts(code, least, most):
                    item = self._character(code, flags)
                else:
                    self._repeat(node, last, start, least, most)
                    last = self.tree.nodes[node].children[len(self.tree.nodes[node].children) - 1]
                    is_first = False
                    continue
            elif code == 92:
                item = self._escape(flags)
            elif code == 91:
                item = self._set(flags, start)
            elif code == 46:
                item = self.tree.add(ANY, 0, flags)
            elif code == 94:
                item = self.tree.add(POSITION, AT_LINE_START if flags & MULTILINE != 0 else AT_START, flags)
            elif code == 36:
                item = self.tree.add(POSITION, AT_LINE_END if flags & MULTILINE != 0 else AT_END, flags)
            elif code == 40:
                item = self._group(flags, start, is_first)
                if item < 0:
                    if is_first:
                        flags = self.tree.flags
                    continue
            else:
                item = self._character(code, flags)
            is_first = False
            last = item
            _ = self.tree.with_child(node, item)

    def _character(mut self, code: Int, flags: Int) -> Int:
        return self.tree.add(CHARACTER, code, flags)

    # Repetition

    def _counts(mut self, code: Int, mut least: Int, mut most: Int) raises Raised -> Bool:
        """False: the brace is a character like any other."""
        least = 1 if code == 43 else 0
        most = 1 if code == 63 else UNLIMITED
        if code != 123:
            return True
        var start = self.at
        if self.peek() == 125:
            return False
        var low = self._number()
        var high = low
        if self.accept(44):
            high = self._number()
        if not self.accept(125):
            self.at = start
            return False
        if low >= UNLIMITED or high >= UNLIMITED:
            raise new_error(OVERFLOW_ERROR, "the repetition number is too large")
        least = max(low, 0)
        most = high if high >= 0 else UNLIMITED
        if most < least:
            raise self.error("min repeat greater than max repeat", start)
        return True

    def _number(mut self) -> Int:
        """-1: there is none."""
        if not _is_digit(self.peek()):
            return -1
        var value = 0
        while _is_digit(self.peek()):
            value = min(value * 10 + self.peek() - 48, UNLIMITED)
            self.at += 1
        return value

    def _repeat(mut self, sequence: Int, last: Int, start: Int, least: Int, most: Int) raises Raised:
        """Puts the last element of a sequence into a repetition."""
        if last < 0 or self.tree.nodes[last].kind == POSITION:
            raise self.error("nothing to repeat", start)
        if self.tree.nodes[last].kind == REPEAT:
            raise self.error("multiple repeat", start)
        var how = GREEDY
        if self.accept(63):
            how = LAZY
        elif self.accept(43):
            how = POSSESSIVE
        var node = self.tree.add(REPEAT, least, most, how)
        _ = self.tree.with_child(node, last)
        ref children = self.tree.nodes[sequence].children
        children[len(children) - 1] = node

    # Escapes

    def _escape(mut self, flags: Int) raises Raised -> Int:
        var start = self.at - 1
        var code = self.peek()
        if code < 0:
            raise self.error("bad escape (end of pattern)", start)
        self.at += 1
        if _category(code) >= 0:
            var set = CharacterSet(False, self._is_ascii(flags))
            set.categories = 1 << _category(code)
            return self._add_set(set^)
        if code == 65:
            return self.tree.add(POSITION, AT_START, flags)
        if code == 90:
            return self.tree.add(POSITION, AT_LAST, flags)
        if code == 98 or code == 66:
            return self.tree.add(POSITION, AT_BOUNDARY if code == 98 else AT_NO_BOUNDARY, flags)
        if code != 48 and _is_digit(code):
            var value = code - 48
            if _is_digit(self.peek()):
                var second = self.peek()
                self.at += 1
                if _is_octal(code) and _is_octal(second) and _is_octal(self.peek()):
                    self.at += 1
                    return self._character(self._octal(start), flags)
                value = value * 10 + second - 48
            if value > self.tree.groups:
                raise self.error(String("invalid group reference ", value), start + 1)
            return self._reference(value, flags, start, self.at - start)
        return self._character(self._coded(code, start, False), flags)

    def _octal(self, start: Int) raises Raised -> Int:
        """Of the digits up to here."""
        var value = 0
        for i in range(start + 1, self.at):
            value = value * 8 + self.codes[i] - 48
        if value > 255:
            raise self.error(
                String("octal escape value ", self.text(start, self.at), " outside of range 0-0o377"), start
            )
        return value

    def _coded(mut self, code: Int, start: Int, in_set: Bool) raises Raised -> Int:
        """The character that an escape means, wherever it stands."""
        if control_escape(code) >= 0:
            return control_escape(code)
        if code == 120:
            return self._hexadecimal(2, start)
        if code == 117 and self.is_text:
            return self._hexadecimal(4, start)
        if code == 85 and self.is_text:
            var value = self._hexadecimal(8, start)
            if value > 0x10FFFF:
                raise self.error(String("bad escape ", self.text(start, self.at)), start)
            return value
        if _is_octal(code) and (in_set or code == 48):
            for _ in range(2):
                if _is_octal(self.peek()):
                    self.at += 1
            return self._octal(start)
        if is_letter(code) and code < 128 or _is_digit(code):
            raise self.error(String("bad escape ", self.text(start, self.at)), start)
        return code

    def _hexadecimal(mut self, count: Int, start: Int) raises Raised -> Int:
        var value = 0
        for _ in range(count):
            var digit = hexadecimal(self.peek())
            if digit < 0:
                raise self.error(String("incomplete escape ", self.text(start, self.at)), start)
            value = value * 16 + digit
            self.at += 1
        return value

    def _reference(mut self, number: Int, flags: Int, start: Int, length: Int) raises Raised -> Int:
        if self._is_open(number):
            raise self.error("cannot refer to an open group", self.at - length)
        if self.behind_groups >= 0 and number > self.behind_groups:
            raise self.error("cannot refer to group defined in the same lookbehind subpattern", self.at)
        return self.tree.add(REFERENCE, number, flags)

    def _is_open(self, number: Int) -> Bool:
        """Its end is not reached yet."""
        for i in range(len(self.open)):
            if self.open[i] == number:
                return True
        return number > self.tree.groups

    # Sets

    def _add_set(mut self, var set: CharacterSet) -> Int:
        set.finish()
        self.tree.sets.append(set^)
        return self.tree.add(SET, len(self.tree.sets) - 1)

    def _set(mut self, flags: Int, start: Int) raises Raised -> Int:
        var set = CharacterSet(flags & IGNORECASE != 0, self._is_ascii(flags))
        set.is_negated = self.accept(94)
        var first = self.at
        while True:
            var at = self.at
            if self.peek() < 0:
                raise self.error("unterminated character set", start)
            if self.peek() == 93 and at != first:
                self.at += 1
                break
            var low = self._set_element(set)
            if not self.accept(45):
                if low >= 0:
                    set.add(low, low)
                continue
            if self.peek() < 0:
                raise self.error("unterminated character set", start)
            if self.peek() == 93:
                if low >= 0:
                    set.add(low, low)
                set.add(45, 45)
                continue
            var high = self._set_element(set)
            if low < 0 or high < low:
                raise self.error(String("bad character range ", self.text(at, self.at)), at)
            set.add(low, high)
        return self._add_set(set^)

    def _set_element(mut self, mut set: CharacterSet) raises Raised -> Int:
        """A character; -1: it was a category."""
        var start = self.at
        var code = self.peek()
        self.at += 1
        if code != 92:
            return code
        code = self.peek()
        if code < 0:
            raise self.error("bad escape (end of pattern)", start)
        self.at += 1
        if _category(code) >= 0:
            set.categories |= 1 << _category(code)
            return -1
        return 8 if code == 98 else self._coded(code, start, True)

    # Groups

    def _group(mut self, flags: Int, start: Int, is_first: Bool) raises Raised -> Int:
        """What begins with `(`; -1: it has no place in the tree."""
        if not self.accept(63):
            return self._capture(flags, start, String())
        var code = self.peek()
        if code < 0:
            raise self.error("unexpected end of pattern", self.at)
        self.at += 1
        if code == 80:
            return self._named_group(flags, start)
        if code == 58:
            return self._closed(self._choice(flags, False), start)
        if code == 35:
            while not self.accept(41):
                if self.peek() < 0:
                    raise self.error("missing ), unterminated comment", start)
                self.at += 1
            return -1
        if code == 61 or code == 33 or code == 60:
            return self._look(code, flags, start)
        if code == 62:
            var inner = self._closed(self._choice(flags, False), start)
            return self.tree.with_child(self.tree.add(ATOMIC), inner)
        if code == 40:
            return self._condition(flags, start)
        if code == 45 or _flag(code) != 0:
            return self._flagged(code, flags, start, is_first)
        raise self.error(String("unknown extension ?", self.text(self.at - 1, self.at)), self.at - 2)

    def _closed(mut self, node: Int, start: Int) raises Raised -> Int:
        if not self.accept(41):
            raise self.error("missing ), unterminated subpattern", start)
        # In a sequence of its own, so that it may be repeated again.
        return self.tree.with_child(self.tree.add(SEQUENCE), node)

    def _capture(mut self, flags: Int, start: Int, var name: String) raises Raised -> Int:
        self.tree.groups += 1
        var number = self.tree.groups
        if name.byte_length() > 0:
            var other = self.tree.named(name)
            if other != 0:
                var length = utf8_count(name._data_pointer(), name.byte_length())
                raise self.error(
                    String("redefinition of group name '", name, "' as group ", number, "; was group ", other), self.at - length - 1
                )
            self.tree.names.append(name^)
            self.tree.numbers.append(number)
        self.open.append(number)
        var inner = self._closed(self._choice(flags, False), start)
        _ = self.open.pop()
        return self.tree.with_child(self.tree.add(GROUP, number), inner)

    def _name(mut self, end: Int, end_text: StaticString) raises Raised -> String:
        """Up to a sign, which is passed."""
        var start = self.at
        while self.peek() != end:
            if self.peek() < 0:
                if self.at == start:
                    raise self.error("missing group name", start)
                raise self.error(String("missing ", end_text, ", unterminated name"), start)
            self.at += 1
        if self.at == start:
            raise self.error("missing group name", start)
        var name = self.text(start, self.at)
        self.at += 1
        return name^

    def _check_name(self, name: String, offset: Int) raises Raised:
        var text = Object(owning=text_of(String(name)))
        if not ask_text(view(text.word), METHOD_ISIDENTIFIER) or (not self.is_text and not is_ascii(text.word)):
            var length = text_length(text.word)
            raise self.error(String("bad character in group name ", to_repr(text.word)), self.at - length - offset)

    def _named_group(mut self, flags: Int, start: Int) raises Raised -> Int:
        if self.accept(60):
            var name = self._name(62, ">")
            self._check_name(name, 1)
            return self._capture(flags, start, name^)
        if self.accept(61):
            var name = self._name(41, ")")
            self._check_name(name, 1)
            var number = self.tree.named(name)
            var length = utf8_count(name._data_pointer(), name.byte_length()) + 1
            if number == 0:
                raise self.error(String("unknown group name '", name, "'"), self.at - length)
            return self._reference(number, flags, start, length)
        if self.peek() < 0:
            raise self.error("unexpected end of pattern", self.at)
        self.at += 1
        raise self.error(String("unknown extension ?P", self.text(self.at - 1, self.at)), self.at - 3)

    def _look(mut self, code: Int, flags: Int, start: Int) raises Raised -> Int:
        var is_negated = code == 33
        var is_behind = code == 60
        var outer = self.behind_groups
        if is_behind:
            if self.peek() < 0:
                raise self.error("unexpected end of pattern", self.at)
            is_negated = self.accept(33)
            if not is_negated and not self.accept(61):
                self.at += 1
                raise self.error(String("unknown extension ?<", self.text(self.at - 1, self.at)), self.at - 3)
            if outer < 0:
                self.behind_groups = self.tree.groups
        var inner = self._closed(self._choice(flags, False), start)
        self.behind_groups = outer
        var node = self.tree.add(LOOK, 1 if is_behind else 0, 1 if is_negated else 0)
        return self.tree.with_child(node, inner)

    def _condition(mut self, flags: Int, start: Int) raises Raised -> Int:
        var name = self._name(41, ")")
        var length = utf8_count(name._data_pointer(), name.byte_length()) + 1
        var number = 0
        for byte in name.as_bytes():
            if not _is_digit(Int(byte)):
                number = -1
            elif number >= 0:
                number = min(number * 10 + Int(byte) - 48, UNLIMITED)
        if number < 0:
            self._check_name(name, 1)
            number = self.tree.named(name)
            if number == 0:
                raise self.error(String("unknown group name '", name, "'"), self.at - length)
        elif number == 0:
            raise self.error("bad group number", self.at - length)
        self.conditions.append(number)
        self.conditions.append(self.at - length)
        if self.behind_groups >= 0 and self._is_open(number):
            raise self.error("cannot refer to an open group", self.at)
        if self.behind_groups >= 0 and number > self.behind_groups:
            raise self.error("cannot refer to group defined in the same lookbehind subpattern", self.at)
        var current = flags
        var yes = self._sequence(current, False)
        var no = self._sequence(current, False) if self.accept(124) else self.tree.add(SEQUENCE)
        if self.peek() == 124:
            raise self.error("conditional backref with more than two branches", self.at)
        if not self.accept(41):
            raise self.error("missing ), unterminated subpattern", start)
        var node = self.tree.add(CONDITION, number)
        _ = self.tree.with_child(node, yes)
        return self.tree.with_child(node, no)

    # Flags

    def _flagged(mut self, first: Int, flags: Int, start: Int, is_first: Bool) raises Raised -> Int:
        """`(?i)` or `(?i-s:...)`"""
        var added = 0
        var removed = 0
        var code = first
        if code != 45:
            while True:
                self._add_flag(code, added)
                code = self._next_flag("missing -, : or )", 45, 41)
                if code == 41 or code == 45 or code == 58:
                    break
        if code == 41:
            if not is_first:
                raise self.error("global flags not at the start of the expression", start)
            self.tree.flags |= added
            if added & _types != 0 and added & UNICODE == 0:
                self.tree.flags &= ~UNICODE
            return -1
        if added & DEBUG != 0:
            raise self.error("bad inline flags: cannot turn on global flag", self.at - 1)
        if code == 45:
            if self.peek() < 0:
                raise self.error("missing flag", self.at)
            code = self.peek()
            self.at += 1
            if _flag(code) == 0:
                raise self.error("unknown flag" if is_letter(code) else "missing flag", self.at - 1)
            while True:
                if _flag(code) & _types != 0:
                    raise self.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", self.at)
                removed |= _flag(code)
                code = self._next_flag("missing :", 58, 58)
                if code == 58:
                    break
        if added & removed != 0:
            raise self.error("bad inline flags: flag turned on and off", self.at - 1)
        var inner = flags
        if added & _types != 0:
            inner &= ~_types
        return self._closed(self._choice((inner | added) & ~removed, False), start)

    def _add_flag(self, code: Int, mut added: Int) raises Raised:
        var flag = _flag(code)
        if self.is_text and flag == LOCALE:
            raise self.error("bad inline flags: cannot use 'L' flag with a str pattern", self.at)
        if not self.is_text and flag == UNICODE:
            raise self.error("bad inline flags: cannot use 'u' flag with a bytes pattern", self.at)
        added |= flag
        if flag & _types != 0 and added & _types != flag:
            raise self.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible", self.at)

    def _next_flag(mut self, missing: StaticString, other: Int, last: Int) raises Raised -> Int:
        """The next letter, or one of the signs that may follow."""
        var code = self.peek()
        if code < 0:
            raise self.error(String(missing), self.at)
        self.at += 1
        if code == 58 or code == other or code == last:
            return code
        if _flag(code) == 0:
            raise self.error(String("unknown flag") if is_letter(code) else String(missing), self.at - 1)
        return code


from ..errors import OVERFLOW_ERROR, VALUE_ERROR, new_error
from ..method_names import METHOD_ISIDENTIFIER
from ..text_questions import ask_text
from ..texts import is_ascii, text_length, view
from ...collections.string.utf8 import utf8_count
