"""`ChainMap` and `UserDict`: mappings around other mappings."""

from _collections_abc import Mapping, MutableMapping

_nothing = object()


class ChainMap(MutableMapping):
    """Several mappings as one: the first that has a key counts, and changes."""

    __module__ = "collections"

    def __init__(self, *maps):
        self.maps = [*maps] if maps else [{}]

    def _found(self, key):
        """What the mappings have for a key, in their order."""
        for mapping in self.maps:
            try:
                yield mapping[key]
            except KeyError:
                pass

    def _first(self, method, shown, *args):
        """Calls a method of the first mapping, whose keys are all that may be removed."""
        try:
            return getattr(self.maps[0], method)(*args)
        except KeyError:
            raise KeyError(shown)

    def _without(self, key):
        return "Key not found in the first mapping: %r" % (key,)

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for value in self._found(key):
            return value
        return self.__missing__(key)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        self._first("__delitem__", self._without(key), key)

    def pop(self, key, *args):
        return self._first("pop", self._without(key), key, *args)

    def popitem(self):
        return self._first("popitem", "No keys found in the first mapping.")

    def clear(self):
        self.maps[0].clear()

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __contains__(self, key):
        return any([key in mapping for mapping in self.maps])

    def __iter__(self):
        return iter({key: None for mapping in self.maps[::-1] for key in mapping})

    def __len__(self):
        return len({key for mapping in self.maps for key in mapping})

    def __bool__(self):
        return any([bool(mapping) for mapping in self.maps])

    def __repr__(self):
        return type(self).__name__ + "(" + ", ".join(map(repr, self.maps)) + ")"

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        return cls({key: value for key in iterable})

    def copy(self):
        front, *others = self.maps
        return type(self)(front.copy(), *others)

    __copy__ = copy

    def new_child(self, m=None, **keywords):
        front = keywords if m is None else m
        if m is not None and keywords:
            front.update(keywords)
        return type(self)(front, *self.maps)

    parents = property(lambda self: type(self)(*self.maps[1:]))

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        made = self.copy()
        made |= other
        return made

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return type(self)({**dict(other), **dict(self)})

    def __ior__(self, other):
        self.maps[0].update(other)
        return self


def _united(cls, first, second):
    """Two dictionaries, one of them perhaps inside a `UserDict`."""
    parts = [part.data if isinstance(part, UserDict) else part for part in (first, second)]
    if not all([isinstance(part, dict) for part in parts]):
        return NotImplemented
    return cls(parts[0] | parts[1])


class UserDict(MutableMapping):
    """A dictionary in `data`, for classes that change what one does."""

    __module__ = "collections"

    def __init__(self, dict=None, /, **keywords):
        self.data = {}
        for source in (dict, keywords):
            if source is not None and (source is dict or source):
                self.update(source)

    def __getitem__(self, key):
        found = self.data.get(key, _nothing)
        if found is not _nothing:
            return found
        if not hasattr(type(self), "__missing__"):
            raise KeyError(key)
        return type(self).__missing__(self, key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        return key in self.data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return repr(self.data)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def copy(self):
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, data=self.data.copy())
        return made

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        made.update([(key, value) for key in iterable])
        return made

    def __or__(self, other):
        return _united(type(self), self, other)

    def __ror__(self, other):
        return _united(type(self), other, self)

    def __ior__(self, other):
        self.data |= other.data if isinstance(other, UserDict) else other
        return self
