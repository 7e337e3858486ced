"""Text as it is written in a program: in quotes, with escapes, as Python's `repr`."""
from collections.string.classes import is_printable_codepoint
from format.integer_text import digits_before


def write_text_repr[W: Writer](mut writer: W, text: StringSlice):
    writer.write_string(text_repr(text, False))


def text_repr(text: StringSlice, ascii_only: Bool) -> String:
    """In single quotes, or in double ones if there is a single but no double quote inside. `ascii_only`: escape the rest."""
    var double_quoted = "'" in text and '"' not in text
    var quote = 34 if double_quoted else 39
    var result = String(capacity=text._length + 2)
    result.append_byte(UInt8(quote))
    for point in text.codepoints():
        var code = point.to_int()
        if code == quote or code == 92:
            result.append_byte(UInt8(92))
            result.append_byte(UInt8(code))
        elif code == 10:
            result.write_string("\\n")
        elif code == 13:
            result.write_string("\\r")
        elif code == 9:
            result.write_string("\\t")
        elif code < 0x7F and code >= 32:
            result.append_byte(UInt8(code))
        elif code >= 0x7F and not ascii_only and is_printable_codepoint(code):
            result.append(point)
        else:
            _append_escape(result, code)
    result.append_byte(UInt8(quote))
    return result^


def _append_escape(mut result: String, code: Int):
    var width = 2 if code < 0x100 else (4 if code < 0x10000 else 8)
    result.write_string("\\x" if width == 2 else ("\\u" if width == 4 else "\\U"))
    var buffer = __op.stack_allocate[UInt8](Int(64).value)
    var end = __op.offset(buffer, Int(64).value)
    var count = digits_before(end, UInt64(code), 16, False)
    for _ in range(width - count):
        result.append_byte(UInt8(48))
    result.write_string(StaticString(unsafe_data=__op.offset(end, Int(-count).value), length=count))
