"""`_re`: patterns and matches of regular expressions; `re` in Python has the flags and the functions."""

from ..arguments import Arguments, as_bound, as_index
from ..bytes import bytes_view, is_bytes, new_bytes
from ..calls import call1
from ..cells import list_of, string_of, text_of
from ..dictionaries import new_dictionary, set_key
from ..errors import INDEX_ERROR, TYPE_ERROR, Raised, new_error
from ..extended import plain
from ..hashing import hash_of
from ..integers import integer_of, is_whole
from ..native_classes import (
    State, as_iterator, class_method, holds, instance_with, method, method0, method1, native_class, new_iterator_state, new_state, property_of,
    rest_of, state_of, state_word,
)
from ..natives import define, define1, module_of
from ..numbers import equal
from ..printing import to_repr, type_name
from ..sequences import append, new_list
from ..texts import codes_of, empty_text, index_of, is_ascii, offset_of, part, text_length, view
from ..generic_aliases import new_alias
from ..word import KIND_BYTES, KIND_TEXT, KIND_TUPLE, NONE, NOT_IMPLEMENTED, UNBOUND, Object, Word, counted, give, none, small, truth
from ._re_code import Code, Coder
from ._re_machine import Machine
from ._re_parser import Parser, set_pattern_error
from ._re_replacement import Replacement
from ._re_sets import UNICODE

comptime _pattern_tag = 41
comptime _match_tag = 42
comptime _iterator_tag = 43


struct Pattern:
    var state: State
    var code: Code
    var names: List[String]
    var numbers: List[Int]
    """Of the groups that have names."""
    var flags: Int
    var pattern: Object
    var is_text: Bool

    def number_of(self, name: StringSlice) -> Int:
        """Of a group by its name; -1: there is none."""
        for i in range(len(self.names)):
            if self.names[i] == name:
                return self.numbers[i]
        return -1


struct Match:
    var state: State
    var pattern: Object
    var text: Object
    var slots: List[Int]
    """Offsets of each group; behind them the last group that was closed."""
    var position: Int
    var end_position: Int


struct _Iterator:
    var state: State
    var pattern: Object
    var text: Object
    var position: Int
    var end_position: Int
    var at: Int
    var must_advance: Bool


struct _Classes:
    var pattern: Word
    var match: Word
    var iterator: Word

    @always_inline
    def __init__(out self):
        self.pattern = Word(0)
        self.match = Word(0)
        self.iterator = Word(0)


var _classes: _Classes = _Classes()


def re_module() raises Raised -> Word:
    var module = module_of("_re")
    define(module, "compile", _compile)
    define1(module, "set_error", _set_error)
    var class_ = native_class(module, "re", "Pattern")
    _classes.pattern = class_
    method(class_, "match", _match)
    method(class_, "fullmatch", _full_match)
    method(class_, "search", _search)
    method(class_, "findall", _find_all)
    method(class_, "finditer", _find_each)
    method(class_, "split", _split)
    method(class_, "sub", _sub)
    method(class_, "subn", _sub_counted)
    property_of(class_, "pattern", _text_of_pattern)
    property_of(class_, "flags", _flags)
    property_of(class_, "groups", _group_count)
    property_of(class_, "groupindex", _group_index)
    method0(class_, "__repr__", _pattern_repr)
    method1(class_, "__eq__", _pattern_equal)
    method0(class_, "__hash__", _pattern_hash)
    method0(class_, "__copy__", _itself)
    method1(class_, "__deepcopy__", _itself_of)
    class_method(class_, "__class_getitem__", _alias)
    define_match(module)
    _classes.iterator = native_class(module, "re", "match_iterator")
    as_iterator(_classes.iterator)
    return module


def define_match(module: Word) raises Raised:
    var class_ = native_class(module, "re", "Match")
    _classes.match = class_
    method(class_, "group", _group)
    method1(class_, "__getitem__", _get)
    method(class_, "groups", _groups)
    method(class_, "groupdict", _group_dictionary)
    method(class_, "start", _start)
    method(class_, "end", _end_of_group)
    method(class_, "span", _span)
    method1(class_, "expand", _expand)
    method0(class_, "__repr__", _match_repr)
    property_of(class_, "string", _string)
    property_of(class_, "re", _pattern_of_match)
    property_of(class_, "pos", _position)
    property_of(class_, "endpos", _end_position)
    property_of(class_, "lastindex", _last_index)
    property_of(class_, "lastgroup", _last_group)
    property_of(class_, "regs", _all_spans)
    method0(class_, "__copy__", _itself)
    method1(class_, "__deepcopy__", _itself_of)
    class_method(class_, "__class_getitem__", _alias)


def _set_error(function: Word, class_: Word) raises Raised -> Word:
    set_pattern_error(counted(class_))
    return none()


def _itself(function: Word, self: Word) raises Raised -> Word:
    return counted(self)


def _itself_of(function: Word, self: Word, memory: Word) raises Raised -> Word:
    return counted(self)


def _alias(args: Arguments) raises Raised -> Word:
    return new_alias(args[0], args[1])


# Patterns


def _compile(args: Arguments) raises Raised -> Word:
    """`compile(pattern, flags)`."""
    var source = Object(sharing=plain(args[0]))
    var is_text = source.word.is_(KIND_TEXT)
    if not is_text and not is_bytes(source.word):
        raise new_error(TYPE_ERROR, "first argument must be string or compiled pattern")
    var codes = List[Int]()
    if is_text:
        codes = codes_of(view(source.word))
    else:
        var bytes = bytes_view(source.word)
        for i in range(bytes._length):
            codes.append(Int(bytes._byte(i)))
    var parser = Parser(codes^, source.word, is_text, as_index(args[1]))
    var root = parser.parse()
    var flags = parser.tree.flags
    var names = parser.tree.names.copy()
    var numbers = parser.tree.numbers.copy()
    var coder = Coder(parser.tree^, source.word, is_text)
    coder.build(root)
    var cell = new_state[Pattern](_pattern_tag, _end_pattern)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.code), coder.code^)
    __op.initialize(__op.address_of(made.names), names^)
    __op.initialize(__op.address_of(made.numbers), numbers^)
    __op.initialize(__op.address_of(made.pattern), Object(sharing=args[0]))
    made.flags = flags
    made.is_text = is_text
    return instance_with(_classes.pattern, cell)


def _end_pattern(word: Word):
    ref it = __op.deref(word.at[Pattern]())
    __op.destroy(__op.address_of(it.code))
    __op.destroy(__op.address_of(it.names))
    __op.destroy(__op.address_of(it.numbers))
    __op.destroy(__op.address_of(it.pattern))


@always_inline
def _pattern(value: Word) raises Raised -> ref [MutableAnyOrigin] Pattern:
    return state_of[Pattern](value, _pattern_tag)


def _text_of_pattern(function: Word, self: Word) raises Raised -> Word:
    return counted(_pattern(self).pattern.word)


def _flags(function: Word, self: Word) raises Raised -> Word:
    return small(_pattern(self).flags)


def _group_count(function: Word, self: Word) raises Raised -> Word:
    return small(_pattern(self).code.groups)


def _group_index(function: Word, self: Word) raises Raised -> Word:
    ref it = _pattern(self)
    var result = Object(owning=new_dictionary())
    for i in range(len(it.names)):
        var name = Object(owning=text_of(String(it.names[i])))
        set_key(result.word, name.word, small(it.numbers[i]))
    return give(result^)


def _pattern_repr(function: Word, self: Word) raises Raised -> Word:
    ref it = _pattern(self)
    var names = ["IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE", "DEBUG", "ASCII"]
    var flags = it.flags & ~UNICODE if it.is_text else it.flags
    var shown = to_repr(it.pattern.word)
    if shown.byte_length() > 200:
        var short = Object(owning=text_of(shown))
        shown = String(string_of(Object(owning=part(short.word, 0, offset_of(short.word, min(200, text_length(short.word))))).word))
    var result = String("re.compile(", shown)
    var separator = String(", ")
    for bit in range(len(names)):
        if flags >> (bit + 1) & 1 != 0:
            result += separator + "re." + names[bit]
            separator = "|"
    return text_of(result + ")")


def _pattern_equal(function: Word, self: Word, other: Word) raises Raised -> Word:
    if not holds(other, _pattern_tag):
        return Word(NOT_IMPLEMENTED)
    ref a = _pattern(self)
    ref b = _pattern(other)
    return truth(a.flags == b.flags and a.is_text == b.is_text and equal(a.pattern.word, b.pattern.word))


def _pattern_hash(function: Word, self: Word) raises Raised -> Word:
    ref it = _pattern(self)
    return integer_of(hash_of(it.pattern.word) ^ it.flags)


# Searching


struct _Search:
    """A text, the part of it that is looked at, and the machine."""

    var text: Object
    var is_text: Bool
    var first: Int
    var machine: Machine

    def __init__(out self, pattern: Word, given: Word, from_: Word, to: Word) raises Raised:
        ref it = _pattern(pattern)
        self.text = Object(sharing=plain(given))
        self.is_text = self.text.word.is_(KIND_TEXT)
        if not self.is_text and not is_bytes(self.text.word):
            raise new_error(TYPE_ERROR, String("expected string or bytes-like object, got '", type_name(given), "'"))
        if self.is_text != it.is_text:
            raise new_error(
                TYPE_ERROR,
                "cannot use a string pattern on a bytes-like object" if it.is_text else "cannot use a bytes pattern on a string-like object",
            )
        var bytes = view(self.text.word) if self.is_text else bytes_view(self.text.word)
        var is_wide = self.is_text and not is_ascii(self.text.word)
        var length = text_length(self.text.word) if self.is_text else bytes._length
        var start = max(0, min(as_bound(from_, 0), length))
        var end = max(0, min(as_bound(to, length), length))
        self.first = offset_of(self.text.word, start) if is_wide else start
        self.machine = Machine(it.code, bytes._data, offset_of(self.text.word, end) if is_wide else end, is_wide)

    def index(self, offset: Int) -> Int:
        return index_of(self.text.word, offset) if self.machine.is_wide else offset

    def part(self, start: Int, end: Int) -> Word:
        return _part(self.text.word, start, end)

    def group(self, number: Int, missing: Word) -> Word:
        """What a group of the last match has matched, with a count."""
        var start = self.machine.slots[2 * number]
        var end = self.machine.slots[2 * number + 1]
        return counted(missing) if start < 0 or end < 0 else self.part(start, end)


def _part(text: Word, start: Int, end: Int) -> Word:
    if text.is_(KIND_TEXT):
        return part(text, start, end)
    var bytes = bytes_view(text)
    var made = List[UInt8](capacity=end - start)
    for i in range(start, end):
        made.append(bytes._byte(i))
    return new_bytes(made^, KIND_BYTES)


def _new_match(pattern: Word, given: Word, ref search: _Search) raises Raised -> Word:
    var cell = new_state[Match](_match_tag, _end_match)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.pattern), Object(sharing=pattern))
    __op.initialize(__op.address_of(made.text), Object(sharing=given))
    var slots = List[Int](capacity=search.machine.last_group + 1)
    for i in range(search.machine.last_group + 1):
        slots.append(search.machine.slots[i])
    __op.initialize(__op.address_of(made.slots), slots^)
    made.position = search.first
    made.end_position = search.machine.end
    return instance_with(_classes.match, cell)


def _end_match(word: Word):
    ref it = __op.deref(word.at[Match]())
    __op.destroy(__op.address_of(it.pattern))
    __op.destroy(__op.address_of(it.text))
    __op.destroy(__op.address_of(it.slots))


def _begin(args: Arguments, name: StaticString) raises Raised -> _Search:
    var rest = rest_of(args)
    rest.check_names(name, 1, 3, "string", "pos", "endpos")
    return _Search(args[0], rest.get(0, "string"), rest.get(1, "pos"), rest.get(2, "endpos"))


def _match(args: Arguments) raises Raised -> Word:
    var search = _begin(args, "match")
    if search.first > search.machine.end or not search.machine.match_at(search.first, False, False):
        return none()
    return _new_match(args[0], rest_of(args).get(0, "string"), search)


def _full_match(args: Arguments) raises Raised -> Word:
    var search = _begin(args, "fullmatch")
    if search.first > search.machine.end or not search.machine.match_at(search.first, True, False):
        return none()
    return _new_match(args[0], rest_of(args).get(0, "string"), search)


def _search(args: Arguments) raises Raised -> Word:
    var search = _begin(args, "search")
    if not search.machine.search(_pattern(args[0]).code, search.first, False):
        return none()
    return _new_match(args[0], rest_of(args).get(0, "string"), search)


def _find_all(args: Arguments) raises Raised -> Word:
    var search = _begin(args, "findall")
    ref code = _pattern(args[0]).code
    var result = Object(owning=new_list(0))
    var empty = Object(owning=empty_text() if search.is_text else new_bytes(List[UInt8](), KIND_BYTES))
    var at = search.first
    var must_advance = False
    while search.machine.search(code, at, must_advance):
        var item: Object
        if code.groups <= 1:
            item = Object(owning=search.group(code.groups, empty.word))
        else:
            var items = List[Object](capacity=code.groups)
            for i in range(1, code.groups + 1):
                items.append(Object(owning=search.group(i, empty.word)))
            item = Object(owning=list_of(items^, KIND_TUPLE))
        append(result.word, item.word)
        at = search.machine.slots[1]
        must_advance = at == search.machine.slots[0]
    return give(result^)


def _find_each(args: Arguments) raises Raised -> Word:
    var search = _begin(args, "finditer")
    var cell = new_iterator_state[_Iterator](_iterator_tag, _end_iterator, _next_match)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.pattern), Object(sharing=args[0]))
    __op.initialize(__op.address_of(made.text), Object(sharing=rest_of(args).get(0, "string")))
    made.position = search.index(search.first)
    made.end_position = search.index(search.machine.end)
    made.at = search.first
    made.must_advance = False
    return instance_with(_classes.iterator, cell)


def _end_iterator(word: Word):
    ref it = __op.deref(word.at[_Iterator]())
    __op.destroy(__op.address_of(it.pattern))
    __op.destroy(__op.address_of(it.text))


def _next_match(state: Word) raises Raised -> Word:
    ref it = __op.deref(state.at[_Iterator]())
    if it.at < 0:
        return Word(UNBOUND)
    var search = _Search(it.pattern.word, it.text.word, small(it.position), small(it.end_position))
    if not search.machine.search(_pattern(it.pattern.word).code, it.at, it.must_advance):
        it.at = -1
        return Word(UNBOUND)
    it.at = search.machine.slots[1]
    it.must_advance = it.at == search.machine.slots[0]
    return _new_match(it.pattern.word, it.text.word, search)


def _split(args: Arguments) raises Raised -> Word:
    """`split(string, maxsplit=0)`."""
    var rest = rest_of(args)
    rest.check_names("split", 1, 2, "string", "maxsplit")
    var search = _Search(args[0], rest.get(0, "string"), Word(0), Word(0))
    var most = rest.get(1, "maxsplit")
    var limit = 0 if most.bits == 0 else as_index(most)
    ref code = _pattern(args[0]).code
    var result = Object(owning=new_list(0))
    var at = 0
    var last = 0
    var count = 0
    var must_advance = False
    var nothing = none()
    while (limit == 0 or count < limit) and limit >= 0 and search.machine.search(code, at, must_advance):
        var piece = Object(owning=search.part(last, search.machine.slots[0]))
        append(result.word, piece.word)
        for i in range(1, code.groups + 1):
            var group = Object(owning=search.group(i, nothing))
            append(result.word, group.word)
        at = search.machine.slots[1]
        last = at
        must_advance = at == search.machine.slots[0]
        count += 1
    var piece = Object(owning=search.part(last, search.machine.end))
    append(result.word, piece.word)
    return give(result^)


# Replacing


def _sub(args: Arguments) raises Raised -> Word:
    var count = 0
    return _replaced(args, "sub", count)


def _sub_counted(args: Arguments) raises Raised -> Word:
    var count = 0
    var items = List[Object]()
    items.append(Object(owning=_replaced(args, "subn", count)))
    items.append(Object(owning=small(count)))
    return list_of(items^, KIND_TUPLE)


def _bytes_of(value: Word) -> StringSlice[MutableAnyOrigin]:
    return view(value) if value.is_(KIND_TEXT) else bytes_view(value)


def _replaced(args: Arguments, name: StaticString, mut count: Int) raises Raised -> Word:
    """`sub(repl, string, count=0)`."""
    var rest = rest_of(args)
    rest.check_names(name, 2, 3, "repl", "string", "count")
    var given = rest.get(1, "string")
    var search = _Search(args[0], given, Word(0), Word(0))
    var most = rest.get(2, "count")
    var limit = 0 if most.bits == 0 else as_index(most)
    ref it = _pattern(args[0])
    var by = Object(sharing=plain(rest.get(0, "repl")))
    var is_fixed = by.word.is_(KIND_TEXT) or is_bytes(by.word)
    var replacement = _replacement_of(args[0], by.word) if is_fixed else Replacement()
    var whole = _bytes_of(search.text.word)
    var made = String()
    var at = 0
    var last = 0
    var must_advance = False
    while (limit == 0 or count < limit) and limit >= 0 and search.machine.search(it.code, at, must_advance):
        var start = search.machine.slots[0]
        made._append(__op.offset(whole._data, last.value), start - last)
        at = search.machine.slots[1]
        if is_fixed:
            replacement.add(made, search.machine.slots, whole._data)
        else:
            var match = Object(owning=_new_match(args[0], given, search))
            var result = Object(owning=call1(by.word, match.word))
            if result.word.bits != NONE:
                _add_result(made, result.word, search.is_text)
        last = at
        must_advance = at == start
        count += 1
    if count == 0:
        return counted(search.text.word)
    made._append(__op.offset(whole._data, last.value), whole._length - last)
    return _made(made^, search.is_text)


def _add_result(mut made: String, result: Word, is_text: Bool) raises Raised:
    var value = Object(sharing=plain(result))
    if value.word.is_(KIND_TEXT) != is_text or (not is_text and not is_bytes(value.word)):
        raise new_error(
            TYPE_ERROR, String("sequence item 0: expected ", "str instance" if is_text else "a bytes-like object", ", ", type_name(result), " found")
        )
    var bytes = _bytes_of(value.word)
    made._append(bytes._data, bytes._length)


def _made(var bytes: String, is_text: Bool) -> Word:
    if is_text:
        return text_of(bytes^)
    var list = List[UInt8](capacity=bytes.byte_length())
    for byte in bytes.as_bytes():
        list.append(byte)
    return new_bytes(list^, KIND_BYTES)


def _replacement_of(pattern: Word, template: Word) raises Raised -> Replacement:
    ref it = _pattern(pattern)
    var replacement = Replacement()
    var bytes = _bytes_of(template)
    var codes = List[Int]()
    if template.is_(KIND_TEXT):
        codes = codes_of(bytes)
    else:
        for i in range(bytes._length):
            codes.append(Int(bytes._byte(i)))
    replacement.read(codes, template, it.code.groups, it.names, it.numbers)
    return replacement^


# Matches


@always_inline
def _of(value: Word) raises Raised -> ref [MutableAnyOrigin] Match:
    return state_of[Match](value, _match_tag)


def _index(self: Word, group: Word) raises Raised -> Int:
    """The number of a group by its number or name."""
    ref pattern = _pattern(_of(self).pattern.word)
    var number = -1
    if is_whole(group):
        number = as_index(group)
    elif group.is_(KIND_TEXT):
        number = pattern.number_of(view(group))
    if number < 0 or number > pattern.code.groups:
        raise new_error(INDEX_ERROR, "no such group")
    return number


def _content(self: Word, number: Int, missing: Word) raises Raised -> Word:
    ref it = _of(self)
    var start = it.slots[2 * number]
    var end = it.slots[2 * number + 1]
    if start < 0 or end < 0:
        return counted(missing)
    var text = Object(sharing=plain(it.text.word))
    return _part(text.word, start, end)


def _get(function: Word, self: Word, group: Word) raises Raised -> Word:
    return _content(self, _index(self, group), none())


def _group(args: Arguments) raises Raised -> Word:
    rest_of(args).check_count("group", 0, 1 << 30)
    if args.count == 1:
        return _content(args[0], 0, none())
    if args.count == 2:
        return _content(args[0], _index(args[0], args[1]), none())
    var items = List[Object]()
    for i in range(1, args.count):
        items.append(Object(owning=_content(args[0], _index(args[0], args[i]), none())))
    return list_of(items^, KIND_TUPLE)


def _groups(args: Arguments) raises Raised -> Word:
    var rest = rest_of(args)
    rest.check_names("groups", 0, 1, "default")
    var missing = rest.get(0, "default")
    var items = List[Object]()
    for i in range(1, _pattern(_of(args[0]).pattern.word).code.groups + 1):
        items.append(Object(owning=_content(args[0], i, none() if missing.bits == 0 else missing)))
    return list_of(items^, KIND_TUPLE)


def _group_dictionary(args: Arguments) raises Raised -> Word:
    var rest = rest_of(args)
    rest.check_names("groupdict", 0, 1, "default")
    var missing = rest.get(0, "default")
    ref pattern = _pattern(_of(args[0]).pattern.word)
    var result = Object(owning=new_dictionary())
    for i in range(len(pattern.names)):
        var name = Object(owning=text_of(String(pattern.names[i])))
        var value = Object(owning=_content(args[0], pattern.numbers[i], none() if missing.bits == 0 else missing))
        set_key(result.word, name.word, value.word)
    return give(result^)


def _place(self: Word, slot: Int) raises Raised -> Int:
    """As an index of characters."""
    ref it = _of(self)
    if it.slots[slot] < 0 or it.slots[slot ^ 1] < 0:
        return -1
    return _place_of(it.text.word, it.slots[slot])


def _place_of(given: Word, offset: Int) raises Raised -> Int:
    var text = Object(sharing=plain(given))
    return index_of(text.word, offset) if text.word.is_(KIND_TEXT) else offset


def _wanted(args: Arguments, name: StaticString) raises Raised -> Int:
    rest_of(args).check_count(name, 0, 1)
    return _index(args[0], args[1]) if args.count == 2 else 0


def _start(args: Arguments) raises Raised -> Word:
    return small(_place(args[0], 2 * _wanted(args, "start")))


def _end_of_group(args: Arguments) raises Raised -> Word:
    return small(_place(args[0], 2 * _wanted(args, "end") + 1))


def _span(args: Arguments) raises Raised -> Word:
    return _span_of(args[0], _wanted(args, "span"))


def _span_of(self: Word, number: Int) raises Raised -> Word:
    var items = List[Object](capacity=2)
    items.append(Object(owning=small(_place(self, 2 * number))))
    items.append(Object(owning=small(_place(self, 2 * number + 1))))
    return list_of(items^, KIND_TUPLE)


def _all_spans(function: Word, self: Word) raises Raised -> Word:
    var items = List[Object]()
    for i in range(_pattern(_of(self).pattern.word).code.groups + 1):
        items.append(Object(owning=_span_of(self, i)))
    return list_of(items^, KIND_TUPLE)


def _expand(function: Word, self: Word, template: Word) raises Raised -> Word:
    ref it = _of(self)
    var given = Object(sharing=plain(template))
    var text = Object(sharing=plain(it.text.word))
    var replacement = _replacement_of(it.pattern.word, given.word)
    var made = String()
    replacement.add(made, it.slots, _bytes_of(text.word)._data)
    return _made(made^, text.word.is_(KIND_TEXT))


def _match_repr(function: Word, self: Word) raises Raised -> Word:
    var content = Object(owning=_content(self, 0, none()))
    return text_of(
        String("<re.Match object; span=(", _place(self, 0), ", ", _place(self, 1), "), match=", to_repr(content.word), ">")
    )


def _string(function: Word, self: Word) raises Raised -> Word:
    return counted(_of(self).text.word)


def _pattern_of_match(function: Word, self: Word) raises Raised -> Word:
    return counted(_of(self).pattern.word)


def _position(function: Word, self: Word) raises Raised -> Word:
    ref it = _of(self)
    return small(_place_of(it.text.word, it.position))


def _end_position(function: Word, self: Word) raises Raised -> Word:
    ref it = _of(self)
    return small(_place_of(it.text.word, it.end_position))


def _last_index(function: Word, self: Word) raises Raised -> Word:
    ref it = _of(self)
    var last = it.slots[len(it.slots) - 1]
    return none() if last == 0 else small(last)


def _last_group(function: Word, self: Word) raises Raised -> Word:
    ref it = _of(self)
    ref pattern = _pattern(it.pattern.word)
    for i in range(len(pattern.names)):
        if pattern.numbers[i] == it.slots[len(it.slots) - 1]:
            return text_of(String(pattern.names[i]))
    return none()
