"""`str.format`: replacement fields by number, by name or in order, with attributes, elements, conversions and nested specifications."""

from .arguments import Arguments
from .cells import items_of, string_of, text_of
from .attributes import attribute_of
from .errors import INDEX_ERROR, KEY_ERROR, VALUE_ERROR, Raised, new_error
from .formatting import convert, format_of
from .names import name_of
from .sequences import get_item
from .texts import append_code, code_at, view
from .word import Object, Word, small


struct _State:
    """What the fields of one text share."""

    var args: Arguments
    var mapping: Word
    """Of `format_map`; else bits 0."""
    var next: Int
    """Of the fields in order; -1 once there was a number."""

    def __init__(out self, args: Arguments, mapping: Word):
        self.args = args
        self.mapping = mapping
        self.next = 0


def format_text_with(value: Word, args: Arguments) raises Raised -> Word:
    """`value.format(...)`"""
    var state = _State(args, Word(0))
    return text_of(_fill_in(view(value), state, 2))


def format_text_map(value: Word, mapping: Word) raises Raised -> Word:
    """`value.format_map(mapping)`"""
    var unused = __op.null[Word]()
    var state = _State(Arguments(unused, 0), mapping)
    return text_of(_fill_in(view(value), state, 2))


def _fill_in(text: StringSlice, mut state: _State, depth: Int) raises Raised -> String:
    if depth < 0:
        raise new_error(VALUE_ERROR, "Max string recursion exceeded")
    var result = String(capacity=text._length)
    var at = 0
    while at < text._length:
        var start = at
        while at < text._length and text._byte(at) != 123 and text._byte(at) != 125:
            at += 1
        result.write_string(text._slice(start, at))
        if at == text._length:
            break
        var is_open = text._byte(at) == 123
        if at + 1 < text._length and text._byte(at + 1) == text._byte(at):
            result.append_byte(text._byte(at))
            at += 2
            continue
        if not is_open:
            raise new_error(VALUE_ERROR, "Single '}' encountered in format string")
        if at + 1 == text._length:
            raise new_error(VALUE_ERROR, "Single '{' encountered in format string")
        at += 1
        at = _field(text, at, state, depth, result)
    return result^


def _field(text: StringSlice, start: Int, mut state: _State, depth: Int, mut result: String) raises Raised -> Int:
    """A field whose brace is open; where the text goes on."""
    var at = start
    var in_brackets = False
    while at < text._length:
        var byte = text._byte(at)
        if byte == 91:
            in_brackets = True
        elif byte == 93:
            in_brackets = False
        elif byte == 123 and not in_brackets:
            raise new_error(VALUE_ERROR, "unexpected '{' in field name")
        elif (byte == 125 or byte == 58 or byte == 33) and not in_brackets:
            break
        at += 1
    if at == text._length:
        raise new_error(VALUE_ERROR, "expected '}' before end of string")
    var name = text._slice(start, at)
    var conversion = 0
    var size = 1
    if text._byte(at) == 33:
        at += 1
        if at == text._length:
            raise new_error(VALUE_ERROR, "end of string while looking for conversion specifier")
        conversion = code_at(text, at, size)
        if conversion == 125:
            raise new_error(VALUE_ERROR, "unmatched '{' in format spec" if at + 1 == text._length else "end of string while looking for conversion specifier")
        at += size
        if at == text._length:
            raise new_error(VALUE_ERROR, "unmatched '{' in format spec")
        if text._byte(at) != 58 and text._byte(at) != 125:
            raise new_error(VALUE_ERROR, "expected ':' after conversion specifier")
    var spec_start = at
    var spec_end = at
    if text._byte(at) == 58:
        at += 1
        spec_start = at
        var open = 0
        while at < text._length:
            if text._byte(at) == 123:
                open += 1
            elif text._byte(at) == 125:
                if open == 0:
                    break
                open -= 1
            at += 1
        if at == text._length:
            raise new_error(VALUE_ERROR, "unmatched '{' in format spec")
        spec_end = at
    var value = _value_of(name, state)
    if conversion != 0:
        if conversion != 114 and conversion != 115 and conversion != 97:
            var message = String("Unknown conversion specifier ")
            if conversion > 32 and conversion < 127:
                append_code(message, conversion)
            else:
                message += "\\x"
                message += hex(conversion, prefix="")
            raise new_error(VALUE_ERROR, message^)
        value = Object(owning=convert(value.word, conversion))
    var spec = _fill_in(text._slice(spec_start, spec_end), state, depth - 1) if spec_end > spec_start else String()
    result.write_string(format_of(value.word, spec))
    return at + 1


def _number(text: StringSlice) raises Raised -> Int:
    """A number in decimal; -1 for what is none."""
    if text._length == 0:
        return -1
    var value = 0
    for i in range(text._length):
        if text._byte(i) < 48 or text._byte(i) > 57:
            return -1
        if value > 0xCCCCCCCCCCCCCCB:
            raise new_error(VALUE_ERROR, "Too many decimal digits in format string")
        value = value * 10 + Int(text._byte(i)) - 48
    return value


def _value_of(name: StringSlice, mut state: _State) raises Raised -> Object:
    var at = 0
    while at < name._length and name._byte(at) != 46 and name._byte(at) != 91:
        at += 1
    var first = name._slice(0, at)
    var number = _number(first)
    if first._length == 0 or number >= 0:
        if state.mapping.bits != 0:
            raise new_error(VALUE_ERROR, "Format string contains positional fields")
        if first._length == 0:
            if state.next < 0:
                raise new_error(VALUE_ERROR, "cannot switch from manual field specification to automatic field numbering")
            number = state.next
            state.next += 1
        else:
            if state.next > 0:
                raise new_error(VALUE_ERROR, "cannot switch from automatic field numbering to manual field specification")
            state.next = -1
        if number >= state.args.count:
            raise new_error(INDEX_ERROR, String("Replacement index ", number, " out of range for positional args tuple"))
    var value: Object
    if number >= 0:
        value = Object(sharing=state.args[number])
    elif state.mapping.bits != 0:
        var key = Object(owning=text_of(String(first)))
        value = Object(owning=get_item(state.mapping, key.word))
    else:
        value = _named(first, state)
    while at < name._length:
        if name._byte(at) == 46:
            at += 1
            var start = at
            while at < name._length and name._byte(at) != 46 and name._byte(at) != 91:
                at += 1
            if at == start:
                raise new_error(VALUE_ERROR, "Empty attribute in format string")
            var attribute = name_of(__op.offset(name._data, start.value), at - start)
            value = Object(owning=attribute_of(value.word, attribute))
            continue
        if name._byte(at) != 91:
            raise new_error(VALUE_ERROR, "Only '.' or '[' may follow ']' in format field specifier")
        at += 1
        var start = at
        while at < name._length and name._byte(at) != 93:
            at += 1
        if at == name._length:
            raise new_error(VALUE_ERROR, "Missing ']' in format string")
        if at == start:
            raise new_error(VALUE_ERROR, "Empty attribute in format string")
        var index = _number(name._slice(start, at))
        var key = Object(owning=small(index) if index >= 0 else text_of(String(name._slice(start, at))))
        value = Object(owning=get_item(value.word, key.word))
        at += 1
    return value^


def _named(name: StringSlice, state: _State) raises Raised -> Object:
    for i in range(state.args.named_count()):
        if string_of(items_of(state.args.names)[i].word) == name:
            return Object(sharing=state.args[state.args.count + i])
    raise new_error(KEY_ERROR, String(name))
