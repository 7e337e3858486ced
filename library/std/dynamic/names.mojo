"""Names that live for ever, one text for each: attributes are found by comparing words."""

from ..memory.raw import raw_allocate, raw_free
from .cells import TextCell, string_of, text_of
from .word import Word


struct _Names:
    """A table by hashes; as many places as a power of two, at least twice as many as words."""

    var words: List[Word]
    var hashes: List[Int]
    var places: List[Int]
    """Index of a word, or -1."""

    def __init__(out self):
        self.words = List[Word]()
        self.hashes = List[Int]()
        self.places = List[Int]()
        for _ in range(1024):
            self.places.append(-1)


var _names: __type.pointer[_Names] = __op.null[_Names]()


def _hash(text: StringSlice[MutableAnyOrigin]) -> Int:
    """Fowler, Noll and Vo's, 1a, of 64 bits."""
    var bytes = text.as_bytes()
    var hash = -3750763034362895579
    for i in range(len(bytes)):
        hash = (hash ^ Int(bytes[i])) * 1099511628211
    return hash ^ (hash >> 29)


@no_inline
def name_of(data: __type.pointer[UInt8], length: Int) -> Word:
    """The text for ever, without a count.

    Args:
        data: UTF-8.
        length: Bytes.
    """
    return _find(StringSlice[MutableAnyOrigin](unsafe_data=data, length=length))


def _find(wanted: StringSlice[MutableAnyOrigin], is_made: Bool = True) -> Word:
    """Bits 0: it is not there, and not to be made."""
    comptime if parallel:
        enter_run_time()
        var word = _find_in_table(wanted, is_made)
        make_immortal(word)
        leave_run_time()
        return word
    else:
        return _find_in_table(wanted, is_made)


def _find_in_table(wanted: StringSlice[MutableAnyOrigin], is_made: Bool) -> Word:
    if __op.eq(_names, __op.null[_Names]()):
        _names = raw_allocate[_Names](1)
        __op.initialize(_names, _Names())
    ref names = __op.deref(_names)
    var hash = _hash(wanted)
    var mask = len(names.places) - 1
    var place = hash & mask
    while names.places[place] >= 0:
        var index = names.places[place]
        if names.hashes[index] == hash and string_of(names.words[index]).as_string_slice() == wanted:
            return names.words[index]
        place = (place + 1) & mask
    if not is_made:
        return Word(0)
    var made = text_of(String(wanted))
    __op.deref(made.at[TextCell]()).is_name = True
    names.places[place] = len(names.words)
    names.words.append(made)
    names.hashes.append(hash)
    if len(names.words) * 2 > len(names.places):
        _grow(names)
    return made


def _grow(mut names: _Names):
    var count = len(names.places) * 2
    names.places.clear()
    for _ in range(count):
        names.places.append(-1)
    for index in range(len(names.words)):
        var place = names.hashes[index] & (count - 1)
        while names.places[place] >= 0:
            place = (place + 1) & (count - 1)
        names.places[place] = index


def interned(text: Word) -> Word:
    """The name with a text's characters, without a count."""
    return _find(string_of(text).as_string_slice())


def known_name(text: Word) -> Word:
    """As `interned`; bits 0 if nothing has that name so far."""
    return _find(string_of(text).as_string_slice(), False)


# Names that the run time itself asks for


comptime _places = 1024


struct _Fixed:
    """Literals that were asked for, each at a place that its address gives."""

    var keys: List[Int]
    """Address and length; 0 where there is none yet."""
    var words: List[Word]

    def __init__(out self):
        self.keys = List[Int]()
        self.words = List[Word]()
        for _ in range(_places):
            self.keys.append(0)
            self.words.append(Word(0))


struct _Own(PerThread):
    """Of the thread."""

    var fixed: __type.pointer[_Fixed]

    @always_inline
    def __init__(out self):
        self.fixed = __op.null[_Fixed]()


var _own: _Own = _Own()


def leave_fixed_names():
    """A thread ends that had a table of its own."""
    if __op.ne(_own.fixed, __op.null[_Fixed]()):
        __op.destroy(_own.fixed)
        raw_free(_own.fixed)
        _own.fixed = __op.null[_Fixed]()


def fixed_name(name: StaticString) -> Word:
    """The text of a literal for ever, without a count; from the second time on by the literal's address."""
    if __op.eq(_own.fixed, __op.null[_Fixed]()):
        _own.fixed = raw_allocate[_Fixed](1)
        __op.initialize(_own.fixed, _Fixed())
    ref fixed = __op.deref(_own.fixed)
    var address = Int(raw=__op.pointer_to_int(name._data))
    var key = address ^ (name.byte_length() << 56)
    var place = (address ^ (address >> 8)) & (_places - 1)
    if fixed.keys.unsafe_get(place) == key:
        return fixed.words.unsafe_get(place)
    var word = name_of(name._data, name._length)
    fixed.keys[place] = key
    fixed.words[place] = word
    return word


from .parallel import enter_run_time, leave_run_time
from .publishing import make_immortal
from .word import PerThread, parallel
