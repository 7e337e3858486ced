"""`str.maketrans`, `bytes.maketrans`: tables for `translate`."""

from .arguments import Arguments
from .bytes import bytes_in, bytes_of_argument, new_bytes
from .dictionaries import entry_at, new_dictionary, next_entry, set_key
from .errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .extended import plain
from .texts import code_at, text_length, view
from .word import KIND_BYTES, KIND_DICT, KIND_TEXT, NONE, Object, Word, give, none, small


def make_translation(args: Arguments) raises Raised -> Word:
    """`str.maketrans(...)`"""
    args.check_count("maketrans", 1, 3)
    var table = Object(owning=new_dictionary())
    if args.count == 1:
        _from_dictionary(table.word, plain(args[0]))
        return give(table^)
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "first maketrans argument must be a string if there is a second argument")
    if not args[1].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "maketrans() argument 2 must be str")
    if text_length(args[0]) != text_length(args[1]):
        raise new_error(VALUE_ERROR, "the first two maketrans arguments must have equal length")
    var from_ = view(args[0])
    var to = view(args[1])
    var at = 0
    var other = 0
    var size = 1
    while at < from_._length:
        var code = code_at(from_, at, size)
        at += size
        var target = code_at(to, other, size)
        other += size
        set_key(table.word, small(code), small(target))
    if args.count == 3:
        if not args[2].is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, "maketrans() argument 3 must be str")
        var removed = view(args[2])
        at = 0
        while at < removed._length:
            set_key(table.word, small(code_at(removed, at, size)), none())
            at += size
    return give(table^)


def _from_dictionary(table: Word, source: Word) raises Raised:
    if not source.is_(KIND_DICT):
        raise new_error(TYPE_ERROR, "if you give only one argument to maketrans it must be a dict")
    var at = next_entry(source, 0)
    while at >= 0:
        var key = Object(sharing=entry_at(source, at).key)
        var value = Object(sharing=entry_at(source, at).value)
        if key.word.is_(KIND_TEXT):
            if text_length(key.word) != 1:
                raise new_error(VALUE_ERROR, "string keys in translate table must be of length 1")
            var size = 1
            key = Object(owning=small(code_at(view(key.word), 0, size)))
        elif not is_whole(key.word):
            raise new_error(TYPE_ERROR, "keys in translate table must be strings or integers")
        set_key(table, key.word, value.word)
        at = next_entry(source, at + 1)


def make_byte_translation(args: Arguments) raises Raised -> Word:
    """`bytes.maketrans(from, to)`"""
    args.check_count("maketrans", 2, 2)
    var from_ = bytes_of_argument(args[0])
    var to = bytes_of_argument(args[1])
    if from_._length != to._length:
        raise new_error(VALUE_ERROR, "maketrans arguments must have same length")
    var table = List[UInt8](capacity=256)
    for i in range(256):
        table.append(UInt8(i))
    for i in range(from_._length):
        table[Int(from_._byte(i))] = to._byte(i)
    return new_bytes(table^, KIND_BYTES)


def translate_bytes(value: Word, args: Arguments) raises Raised -> Word:
    """`value.translate(table, delete)`"""
    args.check_names("translate", 1, 2, "", "delete")
    var removed = args.get(1, "delete")
    var has_table = args[0].bits != NONE
    if has_table and bytes_of_argument(args[0])._length != 256:
        raise new_error(VALUE_ERROR, "translation table must be 256 characters long")
    ref source = bytes_in(value)
    var result = List[UInt8](capacity=len(source))
    for i in range(len(source)):
        var byte = source[i]
        if removed.bits != 0 and _has_byte(bytes_of_argument(removed), byte):
            continue
        result.append(bytes_of_argument(args[0])._byte(Int(byte)) if has_table else byte)
    return new_bytes(result^, value.kind())


def _has_byte(bytes: StringSlice, byte: UInt8) -> Bool:
    for i in range(bytes._length):
        if bytes._byte(i) == byte:
            return True
    return False
from .integers import is_whole
