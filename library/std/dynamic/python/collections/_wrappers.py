"""`UserList` and `UserString`: instances that hold a list or a text and pass on what they are asked.

Most methods come from tables: those that the value does, and those whose result becomes an instance of the same class.
"""

from _collections_abc import MutableSequence, Sequence


class _Wrapper:
    """Holds a value in `data`."""


def _bare(value):
    return value.data if isinstance(value, _Wrapper) else value


def _passed(name, is_wrapped):
    def method(self, /, *args, **keywords):
        result = getattr(self.data, name)(*[_bare(value) for value in args], **keywords)
        return type(self)(result) if is_wrapped and result is not NotImplemented else result

    method.__name__ = name
    return method


def _methods(plain, wrapped):
    """A class with methods of these names."""
    namespace = {name: _passed(name, False) for name in plain.split()}
    namespace.update({name: _passed(name, True) for name in wrapped.split()})
    return type("_Methods", (_Wrapper,), namespace)


_compared = "__lt__ __le__ __eq__ __ne__ __gt__ __ge__ "

_ListMethods = _methods(
    _compared + "__repr__ __contains__ __len__ __iter__ __setitem__ __delitem__ append insert pop remove clear count index reverse sort extend",
    "__mul__ __rmul__ copy",
)


class UserList(_ListMethods, MutableSequence):
    """A list in `data`, for classes that change what one does."""

    __module__ = "collections"
    __hash__ = None

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else [*_bare(initlist)]

    def __getitem__(self, index):
        found = self.data[index]
        return type(self)(found) if isinstance(index, slice) else found

    def __add__(self, other):
        return type(self)([*self.data, *_bare(other)])

    def __radd__(self, other):
        return type(self)([*_bare(other), *self.data])

    def __iadd__(self, other):
        self.data.extend(_bare(other))
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    __copy__ = _ListMethods.copy


_StringMethods = _methods(
    _compared + "__repr__ __hash__ __contains__ __len__ count encode endswith find format format_map index isalpha isalnum isascii isdecimal "
    "isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join partition rfind rindex rpartition rsplit split splitlines startswith",
    "__getitem__ __mul__ __rmul__ capitalize casefold center expandtabs ljust lower lstrip removeprefix removesuffix replace rjust rstrip strip "
    "swapcase title translate upper zfill",
)


class UserString(_StringMethods, Sequence):
    """A text in `data`, for classes that change what one does."""

    __module__ = "collections"
    maketrans = str.maketrans

    def __init__(self, seq):
        self.data = str(_bare(seq))

    def __str__(self):
        return self.data

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def __add__(self, other):
        return type(self)(self.data + str(_bare(other)))

    def __radd__(self, other):
        return type(self)(str(_bare(other)) + self.data)

    def __mod__(self, args):
        return type(self)(self.data % _bare(args))

    def __rmod__(self, template):
        return type(self)(str(template) % self)
