"""`bytes.isalpha` and its like: questions about ASCII."""

from .method_names import *


def is_space(byte: UInt8) -> Bool:
    return byte == 32 or (byte >= 9 and byte <= 13)


def ask_bytes(bytes: StringSlice, number: Int) -> Bool:
    """The question by the number of its name."""
    var seen = False
    var inside = False
    for i in range(bytes._length):
        var byte = bytes._byte(i)
        var upper = byte >= 65 and byte <= 90
        var lower = byte >= 97 and byte <= 122
        var digit = byte >= 48 and byte <= 57
        if number == METHOD_ISASCII:
            if byte >= 128:
                return False
        elif number == METHOD_ISUPPER:
            if lower:
                return False
            seen = seen or upper
        elif number == METHOD_ISLOWER:
            if upper:
                return False
            seen = seen or lower
        elif number == METHOD_ISTITLE:
            if (upper and inside) or (lower and not inside):
                return False
            inside = upper or lower
            seen = seen or inside
        else:
            var fits = is_space(byte)
            if number == METHOD_ISALPHA:
                fits = upper or lower
            elif number == METHOD_ISDIGIT:
                fits = digit
            elif number == METHOD_ISALNUM:
                fits = upper or lower or digit
            if not fits:
                return False
            seen = True
    return seen or number == METHOD_ISASCII
