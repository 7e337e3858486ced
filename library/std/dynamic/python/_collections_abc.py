"""Abstract classes of containers and of what can be called, awaited and iterated over.

The first half is made from a table: which methods a class leaves open, and which ones make any other class count as a subclass. The second half
has those that give their subclasses more methods.
"""

from abc import ABCMeta, abstractmethod

__all__ = []


def _open(name):
    """A method that subclasses define."""

    def method(self, *args):
        raise NotImplementedError(name)

    method.__name__ = name
    return abstractmethod(method)


def _has(cls, names):
    """Whether a class has methods; one that is `None` is one that it has not."""

    def find(name):
        return next((base.__dict__[name] for base in cls.__mro__ if name in base.__dict__), None)

    return all(find(name) is not None for name in names)


def _check_methods(cls, *names):
    """The same for `__subclasshook__` of classes elsewhere."""
    return _has(cls, names) or NotImplemented


def _recognized_by(*names):
    """Makes classes with methods of these names count as subclasses."""

    def decorate(cls):
        def hook(asked, other):
            return asked is cls and _has(other, names) or NotImplemented

        cls.__subclasshook__ = classmethod(hook)
        return cls

    return decorate


def _abstract(name, bases, leaves, recognizes=None, **methods):
    """Makes one of the classes of the table; names of methods are without underscores where they stand alone."""
    namespace = {"__slots__": (), "__module__": "collections.abc", **{method: _open(method) for method in leaves}, **methods}
    made = ABCMeta(name, bases, namespace)
    return _recognized_by(*(leaves if recognizes is None else recognizes))(made)


def _itself(self):
    return self


_generic = {"__class_getitem__": classmethod(lambda cls, item: cls)}


def _closer(what):
    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError(what + " ignored GeneratorExit")

    return close


Hashable = _abstract("Hashable", (), ["__hash__"])
Sized = _abstract("Sized", (), ["__len__"])
Container = _abstract("Container", (), ["__contains__"], **_generic)
Callable = _abstract("Callable", (), ["__call__"], **_generic)
Buffer = _abstract("Buffer", (), ["__buffer__"])

Iterable = _abstract("Iterable", (), ["__iter__"], **_generic)
Iterator = _abstract("Iterator", (Iterable,), ["__next__"], ["__iter__", "__next__"], __iter__=_itself)
Reversible = _abstract("Reversible", (Iterable,), ["__reversed__"], ["__reversed__", "__iter__"])
Generator = _abstract(
    "Generator",
    (Iterator,),
    ["send", "throw"],
    ["__iter__", "__next__", "send", "throw", "close"],
    __next__=lambda self: self.send(None),
    close=_closer("generator"),
)

Awaitable = _abstract("Awaitable", (), ["__await__"], **_generic)
Coroutine = _abstract("Coroutine", (Awaitable,), ["send", "throw"], ["__await__", "send", "throw", "close"], close=_closer("coroutine"))
AsyncIterable = _abstract("AsyncIterable", (), ["__aiter__"], **_generic)
AsyncIterator = _abstract("AsyncIterator", (AsyncIterable,), ["__anext__"], ["__aiter__", "__anext__"], __aiter__=_itself)
AsyncGenerator = _abstract(
    "AsyncGenerator",
    (AsyncIterator,),
    ["asend", "athrow"],
    ["__aiter__", "__anext__", "asend", "athrow", "aclose"],
    __anext__=lambda self: self.asend(None),
)

Collection = _abstract("Collection", (Sized, Iterable, Container), [], ["__len__", "__iter__", "__contains__"])


def _with(kinds):
    """An operator that is only for operands of some classes, which are asked for when it is called."""

    def decorate(method):
        def operator(self, other):
            return method(self, other) if isinstance(other, kinds()) else NotImplemented

        operator.__name__ = method.__name__
        return operator

    return decorate


def _is(found, value):
    """What containers take for the same element."""
    return found is value or found == value


class Set(Collection):
    """A set that need not change."""

    __slots__ = ()

    @_with(lambda: Set)
    def __le__(self, other):
        return len(self) <= len(other) and all(value in other for value in self)

    @_with(lambda: Set)
    def __ge__(self, other):
        return len(other) <= len(self) and all(value in self for value in other)

    @_with(lambda: Set)
    def __lt__(self, other):
        return self <= other and len(self) != len(other)

    @_with(lambda: Set)
    def __gt__(self, other):
        return self >= other and len(self) != len(other)

    @_with(lambda: Set)
    def __eq__(self, other):
        return len(self) == len(other) and self <= other

    __hash__ = None

    @classmethod
    def _from_iterable(cls, values):
        return cls(values)

    def _as_set(self, values):
        return values if isinstance(values, Set) else self._from_iterable(values)

    @_with(lambda: Iterable)
    def __and__(self, other):
        return self._from_iterable(filter(self.__contains__, other))

    @_with(lambda: Iterable)
    def __or__(self, other):
        return self._from_iterable([*self, *other])

    @_with(lambda: Iterable)
    def __sub__(self, other):
        without = self._as_set(other)
        return self._from_iterable(value for value in self if value not in without)

    @_with(lambda: Iterable)
    def __rsub__(self, other):
        return self._from_iterable(value for value in self._as_set(other) if value not in self)

    @_with(lambda: Iterable)
    def __xor__(self, other):
        second = self._as_set(other)
        return (self - second) | (second - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def isdisjoint(self, other):
        return not any(value in self for value in other)

    def _hash(self):
        return hash(frozenset(self))


class MutableSet(Set):
    __slots__ = ()
    add = _open("add")
    discard = _open("discard")

    def remove(self, value):
        if value in self:
            return self.discard(value)
        raise KeyError(value)

    def pop(self):
        value = next(iter(self), _nothing)
        if value is _nothing:
            raise KeyError
        self.discard(value)
        return value

    def clear(self):
        while len(self) > 0:
            self.pop()

    def __ior__(self, values):
        for value in list(values):
            self.add(value)
        return self

    def __isub__(self, values):
        for value in list(values):
            self.discard(value)
        return self

    def __iand__(self, values):
        return self.__isub__(self - values)

    def __ixor__(self, values):
        for value in list(self._as_set(values)):
            change = self.discard if value in self else self.add
            change(value)
        return self


# Mappings

_nothing = object()


class Mapping(Collection):
    __slots__ = ()
    __getitem__ = _open("__getitem__")
    __reversed__ = None

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        return Mapping.get(self, key, _nothing) is not _nothing

    def keys(self):
        return KeysView(self)

    def values(self):
        return ValuesView(self)

    def items(self):
        return ItemsView(self)

    @_with(lambda: Mapping)
    def __eq__(self, other):
        return dict(self.items()) == dict(other.items())

    __hash__ = None


class MappingView(Sized):
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"


class _SetView(MappingView, Set):
    """Operators of views give plain sets."""

    __slots__ = ()
    _from_iterable = set


class KeysView(_SetView):
    __slots__ = ()

    def __iter__(self):
        return iter(self._mapping)

    def __contains__(self, key):
        return key in self._mapping


class ItemsView(_SetView):
    __slots__ = ()

    def __iter__(self):
        return ((key, self._mapping[key]) for key in self._mapping)

    def __contains__(self, item):
        key, value = item
        found = Mapping.get(self._mapping, key, _nothing)
        return found is not _nothing and _is(found, value)


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __iter__(self):
        return (self._mapping[key] for key in self._mapping)

    def __contains__(self, value):
        return any(_is(found, value) for found in self)


class MutableMapping(Mapping):
    __slots__ = ()
    __setitem__ = _open("__setitem__")
    __delitem__ = _open("__delitem__")

    def pop(self, key, default=_nothing):
        value = Mapping.get(self, key, _nothing)
        if value is not _nothing:
            del self[key]
            return value
        if default is _nothing:
            raise KeyError(key)
        return default

    def popitem(self):
        key = next(iter(self), _nothing)
        if key is _nothing:
            raise KeyError
        return key, self.pop(key)

    def clear(self):
        while len(self) > 0:
            self.popitem()

    def setdefault(self, key, default=None):
        value = Mapping.get(self, key, _nothing)
        if value is _nothing:
            self[key] = value = default
        return value

    def update(self, other=(), /, **more):
        pairs = ((key, other[key]) for key in other.keys()) if hasattr(other, "keys") else other
        for part in (pairs, more.items()):
            for key, value in part:
                self[key] = value


# Sequences


class Sequence(Reversible, Collection):
    __slots__ = ()
    __getitem__ = _open("__getitem__")

    def __iter__(self):
        at = 0
        while True:
            try:
                value = self[at]
            except IndexError:
                return
            yield value
            at += 1

    def __reversed__(self):
        return (self[at] for at in reversed(range(len(self))))

    def __contains__(self, value):
        return any(_is(found, value) for found in self)

    def count(self, value):
        return sum(1 for found in self if _is(found, value))

    def index(self, value, start=0, stop=None):
        for at in range(*slice(start, stop).indices(len(self))):
            if _is(self[at], value):
                return at
        raise ValueError


class ByteString(Sequence):
    __slots__ = ()


class MutableSequence(Sequence):
    __slots__ = ()
    __setitem__ = _open("__setitem__")
    __delitem__ = _open("__delitem__")
    insert = _open("insert")

    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def clear(self):
        while len(self) > 0:
            self.pop()

    def reverse(self):
        for at, value in enumerate(list(reversed(self))):
            self[at] = value


# What is built in


def _generator():
    yield


async def _coroutine():
    pass


_waiting = _coroutine()

_built_in = {
    Set: (set, frozenset),
    MutableSet: (set,),
    Mapping: (type(Mapping.__dict__),),
    MutableMapping: (dict,),
    Sequence: (tuple, str, range, bytes, memoryview),
    ByteString: (bytes, bytearray),
    MutableSequence: (list, bytearray),
    KeysView: (type({}.keys()),),
    ItemsView: (type({}.items()),),
    ValuesView: (type({}.values()),),
    Buffer: (bytes, bytearray, memoryview),
    Callable: (type(_has), type(len), type(Callable.register), type),
    Generator: (type(_generator()),),
    Coroutine: (type(_waiting),),
    Iterator: tuple(
        type(iter(value))
        for value in ((), [], "", {}, {1}, range(0), b"", zip(), {}.values(), {}.items(), reversed([]), map(str, ()), enumerate(()))
    ),
}
_waiting.close()

for _class, _types in _built_in.items():
    for _type in _types:
        _class.register(_type)

for _name, _value in list(globals().items()):
    if isinstance(_value, ABCMeta) and not _name.startswith("_"):
        _value.__module__ = "collections.abc"
        __all__.append(_name)
