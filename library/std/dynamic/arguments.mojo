"""Arguments of built-in functions and methods: positional ones, then those with names; and the checks that CPython makes on them."""

from .cells import items_of, string_of
from .errors import TYPE_ERROR, Raised, new_error
from .integers import is_whole
from .word import KIND_INSTANCE, NONE, Word


struct Arguments(ImplicitlyCopyable, TrivialRegisterPassable):
    var words: __type.pointer[Word]
    var count: Int
    """Of the positional ones."""
    var names: Word
    """The names of those that follow, in a tuple or a list; bits 0 or `None`: there are none."""

    @always_inline
    def __init__(out self, words: __type.pointer[Word], count: Int, names: Word = Word(NONE)):
        self.words = words
        self.count = count
        self.names = names

    @always_inline
    def __getitem__(self, index: Int) -> Word:
        """A positional argument, which is there."""
        return __op.load(__op.offset(self.words, index.value))

    def named_count(self) -> Int:
        return len(items_of(self.names)) if self.names.is_cell() and self.names.bits != 0 else 0

    def named(self, name: StaticString) -> Word:
        """Bits 0: not given."""
        for i in range(self.named_count()):
            if string_of(items_of(self.names)[i].word) == name:
                return self[self.count + i]
        return Word(0)

    def get(self, index: Int, name: StaticString) -> Word:
        """By position or by name; bits 0: not given."""
        if index < self.count:
            return self[index]
        return self.named(name)

    def given(self, index: Int) -> Word:
        """By position; bits 0: not given."""
        return self[index] if index < self.count else Word(0)

    def check_none(self, type: StaticString, method: StaticString) raises Raised:
        """`upper()`"""
        self.check_unnamed(type, method)
        if self.count != 0:
            raise new_error(TYPE_ERROR, String(type, ".", method, "() takes no arguments (", self.count, " given)"))

    def check_one(self, type: StaticString, method: StaticString) raises Raised:
        """`join(items)`"""
        self.check_unnamed(type, method)
        if self.count != 1:
            raise new_error(TYPE_ERROR, String(type, ".", method, "() takes exactly one argument (", self.count, " given)"))

    def check_unnamed(self, type: StaticString, method: StaticString) raises Raised:
        if self.named_count() != 0:
            raise new_error(TYPE_ERROR, String(type, ".", method, "() takes no keyword arguments"))

    def check_count(self, method: StaticString, least: Int, most: Int) raises Raised:
        """As CPython's functions without names for arguments say it."""
        if self.named_count() != 0:
            raise new_error(TYPE_ERROR, String(method, "() takes no keyword arguments"))
        if self.count >= least and self.count <= most:
            return
        var bound = least if self.count < least else most
        raise new_error(
            TYPE_ERROR,
            String(
                method, " expected ", "" if least == most else ("at least " if self.count < least else "at most "), bound, " argument",
                "" if bound == 1 else "s", ", got ", self.count,
            ),
        )

    def check_names(self, method: StaticString, least: Int, most: Int, *names: StaticString) raises Raised:
        """As CPython's functions with names for arguments say it; `names[i]` is the name of the argument `i`, or empty."""
        var all = self.count + self.named_count()
        if all > most:
            raise new_error(
                TYPE_ERROR, String(method, "() takes at most ", most, " argument", "" if most == 1 else "s", " (", all, " given)")
            )
        for i in range(self.named_count()):
            ref given = string_of(items_of(self.names)[i].word)
            var known = False
            for j in range(len(names)):
                if given == names[j]:
                    known = True
                    if j < self.count:
                        raise new_error(
                            TYPE_ERROR, String("argument for ", method, "() given by name ('", given, "') and position (", j + 1, ")")
                        )
            if not known:
                raise new_error(TYPE_ERROR, String(method, "() got an unexpected keyword argument '", given, "'"))
        for j in range(least):
            if j >= self.count and self.named(names[j]).bits == 0:
                raise new_error(TYPE_ERROR, String(method, "() missing required argument '", names[j], "' (pos ", j + 1, ")"))


def as_index(value: Word) raises Raised -> Int:
    """An argument that must be an integer."""
    return index_value(value)


def as_bound(value: Word, missing: Int) raises Raised -> Int:
    """A start or end as in slices: `None` and what is not given mean `missing`."""
    if value.bits == 0 or value.bits == NONE:
        return missing
    if not is_whole(value) and not value.is_(KIND_INSTANCE):
        raise new_error(TYPE_ERROR, "slice indices must be integers or None or have an __index__ method")
    return clipped_index(value)


from .slices import clipped_index, index_value
