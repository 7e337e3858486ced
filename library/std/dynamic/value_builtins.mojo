"""Built-in functions and methods of texts, bytes and numbers, by their numbers."""

from .arguments import Arguments
from .bytes import is_bytes, make_bytes
from .byte_methods import bytes_from_hex, byte_method
from .cells import ClassCell, string_of, text_of
from .conversions import to_float, to_integer
from .encoding import decode_with
from .errors import TYPE_ERROR, Raised, new_error
from .formatting import format_of, to_ascii
from .integer_bytes import integer_from_bytes
from .method_names import *
from .number_methods import float_from_hex, float_method, in_base, integer_method
from .integers import is_whole
from .powers import absolute, divmod_of, power_modulo, round_of
from .printing import to_repr, to_text, type_name
from .text_format import format_text_map
from .text_methods import text_method
from .texts import code_of, empty_text, text_of_code, view
from .word import KIND_CLASS, KIND_BYTEARRAY, KIND_BYTES, KIND_FLOAT, KIND_TEXT, NONE, Word, counted, small

comptime FORMAT = 80
comptime ASCII = 81
comptime BIN = 82
comptime OCT = 83
comptime HEX = 84
comptime ROUND = 85
comptime POW = 86
comptime DIVMOD = 87
comptime BYTES = 88
comptime BYTEARRAY = 89


def call_value_builtin(number: Int, args: Arguments) raises Raised -> Word:
    """Bits 0 for a number of something else."""
    if number == STR:
        return _to_str(args)
    if number == INT:
        return to_integer(args)
    if number == FLOAT:
        return to_float(args)
    if number == ROUND:
        return round_of(args)
    if number == BYTES:
        return make_bytes(args, KIND_BYTES)
    if number == BYTEARRAY:
        return make_bytes(args, KIND_BYTEARRAY)
    if number == POW:
        args.check_names("pow", 2, 3, "base", "exp", "mod")
        var modulus = args.get(2, "mod")
        return power_modulo(args.get(0, "base"), args.get(1, "exp"), Word(NONE) if modulus.bits == 0 else modulus)
    if number == FORMAT:
        args.check_count("format", 1, 2)
        if args.count == 1:
            return text_of(format_of(args[0], ""))
        if not args[1].is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("format() argument 2 must be str, not ", type_name(args[1])))
        return text_of(format_of(args[0], view(args[1])))
    if number == DIVMOD:
        args.check_count("divmod", 2, 2)
        return divmod_of(args[0], args[1])
    if number == REPR:
        _one("repr", args)
        return text_of(to_repr(args[0]))
    if number == ABS:
        _one("abs", args)
        return absolute(args[0])
    if number == ORD:
        _one("ord", args)
        return _ord(args[0])
    if number == CHR:
        _one("chr", args)
        return text_of_code(clipped_index(args[0]))
    if number == ASCII:
        _one("ascii", args)
        return text_of(to_ascii(args[0]))
    if number == BIN:
        _one("bin", args)
        return in_base(args[0], 2, "0b")
    if number == OCT:
        _one("oct", args)
        return in_base(args[0], 8, "0o")
    if number == HEX:
        _one("hex", args)
        return in_base(args[0], 16, "0x")
    return Word(0)


def _one(name: StaticString, args: Arguments) raises Raised:
    if args.named_count() > 0:
        raise new_error(TYPE_ERROR, String(name, "() takes no keyword arguments"))
    if args.count != 1:
        raise new_error(TYPE_ERROR, String(name, "() takes exactly one argument (", args.count, " given)"))


def _ord(value: Word) raises Raised -> Word:
    if value.is_(KIND_TEXT):
        return small(code_of(value))
    if is_bytes(value):
        if len(bytes_in(value)) == 1:
            return small(Int(bytes_in(value)[0]))
        raise new_error(
            TYPE_ERROR, String("ord() expected a character, but string of length ", len(bytes_in(value)), " found")
        )
    raise new_error(TYPE_ERROR, String("ord() expected string of length 1, but ", type_name(value), " found"))


def _to_str(args: Arguments) raises Raised -> Word:
    args.check_names("str", 0, 3, "object", "encoding", "errors")
    var value = args.get(0, "object")
    if value.bits == 0:
        return empty_text()
    var encoding = args.get(1, "encoding")
    var errors = args.get(2, "errors")
    if encoding.bits == 0 and errors.bits == 0:
        return counted(value) if value.is_(KIND_TEXT) else text_of(to_text(value))
    if value.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "decoding str is not supported")
    if not has_buffer(value):
        raise new_error(TYPE_ERROR, String("decoding to str: need a bytes-like object, ", type_name(value), " found"))
    var shown = Object(owning=bytes_shown(value))
    return decode_with(shown.word, encoding, errors)


def value_method(value: Word, name: Word, args: Arguments) raises Raised -> Word:
    """A method of a text, bytes or a number, or of one of their types; bits 0 if there is none."""
    var number = method_number(name)
    if number < 0:
        return Word(0)
    if value.is_(KIND_TEXT):
        if number == METHOD_FORMAT_MAP:
            args.check_one("str", "format_map")
            return format_text_map(value, args[0])
        if number == METHOD_MAKETRANS:
            return make_translation(args)
        return text_method(value, number, args)
    if is_bytes(value):
        if number == METHOD_MAKETRANS:
            return make_byte_translation(args)
        return translate_bytes(value, args) if number == METHOD_TRANSLATE else byte_method(value, number, args)
    if is_whole(value):
        if number == METHOD_FROM_BYTES:
            return integer_from_bytes(args)
        return integer_method(value, number, args)
    if value.is_(KIND_FLOAT):
        if number == METHOD_FROMHEX:
            return float_from_hex(args)
        return float_method(value, number, args)
    if value.is_(KIND_COMPLEX) and number == METHOD_CONJUGATE:
        args.check_none("complex", "conjugate")
        return complex_conjugate(value)
    if value.is_(KIND_CLASS):
        return _type_method(__op.deref(value.at[ClassCell]()).builtin, name, number, args)
    return Word(0)


def _type_method(type: Int, name: Word, number: Int, args: Arguments) raises Raised -> Word:
    """`str.maketrans(...)`, `int.from_bytes(...)`, `str.upper(text)`."""
    if (type == INT or type == BOOL) and number == METHOD_FROM_BYTES:
        return integer_from_bytes(args)
    if type == FLOAT and number == METHOD_FROMHEX:
        return float_from_hex(args)
    if type == STR and number == METHOD_MAKETRANS:
        return make_translation(args)
    if (type == BYTES or type == BYTEARRAY) and number == METHOD_FROMHEX:
        return bytes_from_hex(args, KIND_BYTES if type == BYTES else KIND_BYTEARRAY)
    if (type == BYTES or type == BYTEARRAY) and number == METHOD_MAKETRANS:
        return make_byte_translation(args)
    if type != STR and type != INT and type != FLOAT and type != BYTES and type != BYTEARRAY and type != BOOL:
        return Word(0)
    if args.count == 0:
        raise new_error(TYPE_ERROR, String("unbound method ", _type(type), ".", string_of(name), "() needs an argument"))
    var value = args[0]
    var fits = value.is_(KIND_TEXT) if type == STR else (
        value.is_(KIND_FLOAT) if type == FLOAT else (
            value.is_(KIND_BYTES) if type == BYTES else (value.is_(KIND_BYTEARRAY) if type == BYTEARRAY else is_whole(value))
        )
    )
    if not fits:
        raise new_error(
            TYPE_ERROR,
            String("descriptor '", string_of(name), "' for '", _type(type), "' objects doesn't apply to a '", type_name(value), "' object"),
        )
    return value_method(value, name, Arguments(__op.offset(args.words, Int(1).value), args.count - 1, args.names))


def _type(number: Int) -> StaticString:
    if number == STR:
        return "str"
    if number == FLOAT:
        return "float"
    if number == BYTES:
        return "bytes"
    if number == BYTEARRAY:
        return "bytearray"
    return "bool" if number == BOOL else "int"


from .builtins import ABS, BOOL, CHR, FLOAT, INT, ORD, REPR, STR
from .bytes import bytes_in
from .complex_numbers import complex_conjugate
from .word import KIND_COMPLEX
from .translation import make_byte_translation, make_translation, translate_bytes
from .slices import clipped_index
from .buffers import bytes_shown, has_buffer
from .word import Object
