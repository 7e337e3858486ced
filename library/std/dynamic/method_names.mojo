"""Names of built-in methods as numbers; a name knows its number once somebody has asked (`TextCell.method`)."""

from .cells import TextCell, string_of
from .word import Word

comptime METHOD_ISALNUM = 1
comptime METHOD_ISALPHA = 2
comptime METHOD_ISASCII = 3
comptime METHOD_ISDECIMAL = 4
comptime METHOD_ISDIGIT = 5
comptime METHOD_ISIDENTIFIER = 6
comptime METHOD_ISLOWER = 7
comptime METHOD_ISNUMERIC = 8
comptime METHOD_ISPRINTABLE = 9
comptime METHOD_ISSPACE = 10
comptime METHOD_ISTITLE = 11
comptime METHOD_ISUPPER = 12
comptime METHOD_CAPITALIZE = 13
comptime METHOD_CASEFOLD = 14
comptime METHOD_CENTER = 15
comptime METHOD_COUNT = 16
comptime METHOD_ENCODE = 17
comptime METHOD_ENDSWITH = 18
comptime METHOD_EXPANDTABS = 19
comptime METHOD_FIND = 20
comptime METHOD_FORMAT = 21
comptime METHOD_FORMAT_MAP = 22
comptime METHOD_INDEX = 23
comptime METHOD_JOIN = 24
comptime METHOD_LJUST = 25
comptime METHOD_LOWER = 26
comptime METHOD_LSTRIP = 27
comptime METHOD_MAKETRANS = 28
comptime METHOD_PARTITION = 29
comptime METHOD_REMOVEPREFIX = 30
comptime METHOD_REMOVESUFFIX = 31
comptime METHOD_REPLACE = 32
comptime METHOD_RFIND = 33
comptime METHOD_RINDEX = 34
comptime METHOD_RJUST = 35
comptime METHOD_RPARTITION = 36
comptime METHOD_RSPLIT = 37
comptime METHOD_RSTRIP = 38
comptime METHOD_SPLIT = 39
comptime METHOD_SPLITLINES = 40
comptime METHOD_STARTSWITH = 41
comptime METHOD_STRIP = 42
comptime METHOD_SWAPCASE = 43
comptime METHOD_TITLE = 44
comptime METHOD_TRANSLATE = 45
comptime METHOD_UPPER = 46
comptime METHOD_ZFILL = 47
comptime METHOD_BIT_LENGTH = 48
comptime METHOD_BIT_COUNT = 49
comptime METHOD_TO_BYTES = 50
comptime METHOD_FROM_BYTES = 51
comptime METHOD_AS_INTEGER_RATIO = 52
comptime METHOD_IS_INTEGER = 53
comptime METHOD_CONJUGATE = 54
comptime METHOD_HEX = 55
comptime METHOD_FROMHEX = 56
comptime METHOD_DECODE = 57
comptime METHOD_APPEND = 58
comptime METHOD_EXTEND = 59
comptime METHOD_INSERT = 60
comptime METHOD_POP = 61
comptime METHOD_REMOVE = 62
comptime METHOD_REVERSE = 63
comptime METHOD_CLEAR = 64
comptime METHOD_COPY = 65
comptime METHOD_ITEMS = 66
comptime METHOD_KEYS = 67
comptime METHOD_VALUES = 68
comptime METHOD_GET = 69
comptime METHOD_SETDEFAULT = 70
comptime METHOD_UPDATE = 71
comptime METHOD_POPITEM = 72
comptime METHOD_FROMKEYS = 73
comptime METHOD_SORT = 74
comptime METHOD_ADD = 75
comptime METHOD_DISCARD = 76
comptime METHOD_UNION = 77
comptime METHOD_INTERSECTION = 78
comptime METHOD_DIFFERENCE = 79
comptime METHOD_SYMMETRIC_DIFFERENCE = 80
comptime METHOD_INTERSECTION_UPDATE = 81
comptime METHOD_DIFFERENCE_UPDATE = 82
comptime METHOD_SYMMETRIC_DIFFERENCE_UPDATE = 83
comptime METHOD_ISDISJOINT = 84
comptime METHOD_ISSUBSET = 85
comptime METHOD_ISSUPERSET = 86
comptime METHOD_START = 87
comptime METHOD_STOP = 88
comptime METHOD_STEP = 89
comptime METHOD_INDICES = 90

comptime first_question = METHOD_ISALNUM
comptime last_question = METHOD_ISUPPER
comptime method_count = 90

comptime _names = (
    "isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper capitalize "
    "casefold center count encode endswith expandtabs find format format_map index join ljust lower lstrip maketrans "
    "partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith "
    "strip swapcase title translate upper zfill bit_length bit_count to_bytes from_bytes as_integer_ratio is_integer "
    "conjugate hex fromhex decode append extend insert pop remove reverse clear copy "
    "items keys values get setdefault update popitem fromkeys sort add discard union intersection difference "
    "symmetric_difference intersection_update difference_update symmetric_difference_update isdisjoint issubset "
    "issuperset start stop step indices "
)
"""In the order of their numbers."""


@always_inline
def method_number(name: Word) -> Int:
    """The number of a name; -1 if no method of a built-in type has it."""
    var known = __op.deref(name.at[TextCell]()).method
    return known if known != 0 else _look_up(name)


@no_inline
def _look_up(name: Word) -> Int:
    var number = -1
    for i in range(1, method_count + 1):
        if string_of(name) == name_of_method(i):
            number = i
    __op.deref(name.at[TextCell]()).method = number
    return number


def name_of_method(number: Int) -> StaticString:
    var all: StaticString = _names
    var start = 0
    for _ in range(1, number):
        while all._byte(start) != 32:
            start += 1
        start += 1
    var end = start
    while all._byte(end) != 32:
        end += 1
    return all._slice(start, end)
