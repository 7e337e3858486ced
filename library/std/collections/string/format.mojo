"""`String.format`: `"{} {1} {name!r:>10}".format(...)`, as Python's `str.format` with positional arguments.

Errors in the text or a missing argument raise.
"""
from format.spec import format_by_spec
from format.write import write_any, write_repr_any


def _format_arguments[*Ts: AnyType](text: StringSlice, *args: *Ts) raises -> String:
    var result = String(capacity=text._length)
    var next = 0
    var numbered = False
    var i = 0
    while i < text._length:
        var byte = text._byte(i)
        if byte == 123 and i + 1 < text._length and text._byte(i + 1) == 123:
            result.append_byte(byte)
            i += 2
        elif byte == 125:
            if i + 1 >= text._length or text._byte(i + 1) != 125:
                raise Error("Single '}' encountered in format string")
            result.append_byte(byte)
            i += 2
        elif byte == 123:
            var end = _closing_brace(text, i)
            var field = text._slice(i + 1, end)
            var spec = text._slice(end, end)
            var colon = field.find(":")
            if colon >= 0:
                spec = field._slice(colon + 1, field._length)
                field = field._slice(0, colon)
            var as_repr = False
            var mark = field.find("!")
            if mark >= 0:
                var conversion = field._slice(mark + 1, field._length)
                if conversion == "r":
                    as_repr = True
                elif conversion != "s":
                    raise Error("Conversion flag ", conversion.__repr__(), " not recognized.")
                field = field._slice(0, mark)
            var index = next
            if field._length == 0:
                if numbered:
                    raise Error("Cannot both use manual and automatic indexing")
                next += 1
            else:
                if next > 0:
                    raise Error("Cannot both use manual and automatic indexing")
                numbered = True
                index = _index_of(field)
            _append_argument(result, index, as_repr, spec, *args)
            i = end + 1
        else:
            var start = i
            while i < text._length and text._byte(i) != 123 and text._byte(i) != 125:
                i += 1
            result.write_string(text._slice(start, i))
    return result^


def _closing_brace(text: StringSlice, start: Int) raises -> Int:
    var end = start + 1
    while end < text._length and text._byte(end) != 125:
        if text._byte(end) == 123:
            raise Error("unexpected '{' in field name")
        end += 1
    if end == text._length:
        raise Error("Single '{' encountered in format string")
    return end


def _index_of(field: StringSlice) raises -> Int:
    for i in range(field._length):
        if field._byte(i) < 48 or field._byte(i) > 57:
            raise Error("Index ", field, " not in *args")
    return atol(field)


def _append_argument[
    *Ts: AnyType
](mut result: String, index: Int, as_repr: Bool, spec: StringSlice, *args: *Ts) raises:
    if index >= len(Ts):
        raise Error("Replacement index ", index, " out of range for positional args tuple")
    comptime for i in range(len(Ts)):
        if i == index:
            if as_repr:
                var text = String()
                write_repr_any(text, args[i])
                result += text if spec._length == 0 else format_by_spec(text, spec)
            elif spec._length == 0:
                write_any(result, args[i])
            else:
                result += format_by_spec(args[i], spec)
