"""Sets of characters of regular expressions, and what case means there."""

from ...collections.string.case import lower_codepoint, upper_codepoint
from ...collections.string.classes import is_alphanumeric, is_digit, is_white_space
from ...collections.string.unicode_data import is_in_set
from ...collections.string.unicode_tables import NUMERIC_SET
from ..text_questions import is_decimal

comptime IGNORECASE = 2
comptime LOCALE = 4
comptime MULTILINE = 8
comptime DOTALL = 16
comptime UNICODE = 32
comptime VERBOSE = 64
comptime DEBUG = 128
comptime ASCII = 256

comptime DIGITS = 0
comptime SPACES = 1
comptime WORDS = 2


def in_category(code: Int, category: Int, ascii: Bool) -> Bool:
    """Whether a character is a digit, white space or part of a word."""
    if code < 128 or ascii:
        if category == DIGITS:
            return code >= 48 and code <= 57
        if category == SPACES:
            return code == 32 or (code >= 9 and code <= 13) or (not ascii and code >= 28 and code <= 31)
        return (code >= 97 and code <= 122) or (code >= 65 and code <= 90) or (code >= 48 and code <= 57) or code == 95
    if category == DIGITS:
        return is_decimal(code)
    if category == SPACES:
        return is_white_space(code)
    return is_alphanumeric(code) or is_digit(code) or is_in_set(NUMERIC_SET, code)


def lowered(code: Int, ascii: Bool) -> Int:
    return lower_codepoint(code) if not ascii or code < 128 else code


def uppered(code: Int, ascii: Bool) -> Int:
    return upper_codepoint(code) if not ascii or code < 128 else code


@always_inline
def folded(code: Int, ascii: Bool) -> Int:
    """The same for all characters that differ in case only."""
    return lowered(uppered(code, ascii), ascii)


struct CharacterSet(Copyable, Movable):
    """What is between brackets."""

    var low: List[UInt8]
    """For each code under 256, whether it is in the set."""
    var ranges: List[Int]
    """First and last, in pairs."""
    var categories: Int
    """Bit `c` for the category `c`, bit `c + 3` for all that is not in it."""
    var is_negated: Bool
    var ignores_case: Bool
    var is_ascii: Bool

    def __init__(out self, ignores_case: Bool, is_ascii: Bool):
        self.low = List[UInt8]()
        self.ranges = List[Int]()
        self.categories = 0
        self.is_negated = False
        self.ignores_case = ignores_case
        self.is_ascii = is_ascii

    def add(mut self, first: Int, last: Int):
        self.ranges.append(first)
        self.ranges.append(last)

    def finish(mut self):
        """After the last element."""
        for code in range(256):
            self.low.append(UInt8(1) if self._decide(code) else UInt8(0))

    @always_inline
    def contains(self, code: Int) -> Bool:
        if code < 256:
            return __op.load(__op.offset(self.low.data.address, code.value)) != 0
        return self._decide(code)

    def _decide(self, code: Int) -> Bool:
        var found = self._has(code)
        if not found and self.ignores_case:
            var lower = lowered(code, self.is_ascii)
            var upper = uppered(code, self.is_ascii)
            found = self._has(lower) or self._has(upper) or self._has(lowered(upper, self.is_ascii))
        return found != self.is_negated

    def _has(self, code: Int) -> Bool:
        for i in range(0, len(self.ranges), 2):
            if code >= self.ranges[i] and code <= self.ranges[i + 1]:
                return True
        for category in range(3):
            if self.categories >> category & 1 != 0 and in_category(code, category, self.is_ascii):
                return True
            if self.categories >> (category + 3) & 1 != 0 and not in_category(code, category, self.is_ascii):
                return True
        return False
