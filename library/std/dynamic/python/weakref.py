"""References that do not keep alive what they refer to, and containers of such."""

from _weakref import ReferenceType, getweakrefcount, getweakrefs, ref
from collections.abc import MutableMapping, MutableSet

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType", "CallableProxyType",
    "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize",
]


class ProxyType:
    """Does what the object does, as long as it is there."""

    __slots__ = ("_proxied",)
    __hash__ = None

    def __init__(self, reference):
        object.__setattr__(self, "_proxied", reference)

    def __getattribute__(self, name):
        return getattr(_behind(self), name)

    def __setattr__(self, name, value):
        setattr(_behind(self), name, value)

    def __delattr__(self, name):
        delattr(_behind(self), name)

    def __str__(self):
        return str(_behind(self))

    def __repr__(self):
        target = _behind(self)
        return f"<weakproxy at {hex(id(self))} to {type(target).__name__} at {hex(id(target))}>"

    def __bool__(self):
        return bool(_behind(self))

    def __len__(self):
        return len(_behind(self))

    def __iter__(self):
        return iter(_behind(self))

    def __next__(self):
        return next(_behind(self))

    def __reversed__(self):
        return reversed(_behind(self))

    def __contains__(self, value):
        return value in _behind(self)

    def __getitem__(self, key):
        return _behind(self)[key]

    def __setitem__(self, key, value):
        _behind(self)[key] = value

    def __delitem__(self, key):
        del _behind(self)[key]

    def __eq__(self, other):
        return _behind(self) == _plain(other)

    def __ne__(self, other):
        return _behind(self) != _plain(other)

    def __lt__(self, other):
        return _behind(self) < _plain(other)

    def __le__(self, other):
        return _behind(self) <= _plain(other)

    def __gt__(self, other):
        return _behind(self) > _plain(other)

    def __ge__(self, other):
        return _behind(self) >= _plain(other)

    def __add__(self, other):
        return _behind(self) + _plain(other)

    def __radd__(self, other):
        return other + _behind(self)

    def __sub__(self, other):
        return _behind(self) - _plain(other)

    def __mul__(self, other):
        return _behind(self) * _plain(other)

    def __int__(self):
        return int(_behind(self))

    def __float__(self):
        return float(_behind(self))

    def __index__(self):
        return _behind(self).__index__()


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _behind(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def _behind(proxy):
    target = object.__getattribute__(proxy, "_proxied")()
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


def _plain(value):
    return _behind(value) if type(value) in ProxyTypes else value


def proxy(object, callback=None):
    kind = CallableProxyType if callable(object) else ProxyType
    if callback is None:
        return kind(ref(object))
    made = []
    # The callback is given the proxy, as long as that is there.
    result = kind(ref(object, lambda _: callback(made[0]() if made else None)))
    made.append(ref(result))
    return result


class WeakMethod:
    """A reference to a bound method: both the instance and its function must be there."""

    def __init__(self, method, callback=None):
        if not hasattr(method, "__self__") or not hasattr(method, "__func__"):
            raise TypeError(f"argument should be a bound method, not {type(method)}")
        own = ref(self)

        def ended(_):
            self = own()
            if self is not None and self._is_alive:
                self._is_alive = False
                if callback is not None:
                    callback(self)

        self._instance = ref(method.__self__, ended)
        self._function = ref(method.__func__, ended)
        self._kind = type(method)
        self._is_alive = True

    def __call__(self):
        instance = self._instance()
        function = self._function()
        if instance is None or function is None:
            return None
        return function.__get__(instance)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._is_alive or not other._is_alive:
            return self is other
        return self._instance == other._instance and self._function == other._function

    def __hash__(self):
        return hash(self._function)


class WeakValueDictionary(MutableMapping):
    """Entries go when their values end."""

    def __init__(self, other=(), /, **kwargs):
        self._references = {}
        self.update(other, **kwargs)

    def _reference(self, key, value):
        own = ref(self)

        def ended(reference):
            self = own()
            if self is not None and self._references.get(key) is reference:
                del self._references[key]

        return ref(value, ended)

    def __getitem__(self, key):
        value = self._references[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._references[key] = self._reference(key, value)

    def __delitem__(self, key):
        del self._references[key]

    def __contains__(self, key):
        return key in self._references and self._references[key]() is not None

    def __len__(self):
        return len(self._references)

    def __iter__(self):
        for key in list(self._references):
            if key in self:
                yield key

    def __repr__(self):
        return f"<{type(self).__name__} at {hex(id(self))}>"

    def copy(self):
        made = type(self)()
        made.update(self)
        return made

    __copy__ = copy

    def valuerefs(self):
        return list(self._references.values())

    def itervaluerefs(self):
        yield from list(self._references.values())

    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakKeyDictionary(MutableMapping):
    """Entries go when their keys end."""

    def __init__(self, dict=None):
        self._values = {}
        if dict is not None:
            self.update(dict)

    def _reference(self, key):
        own = ref(self)

        def ended(reference):
            self = own()
            if self is not None:
                self._values.pop(reference, None)

        return ref(key, ended)

    def __getitem__(self, key):
        return self._values[ref(key)]

    def __setitem__(self, key, value):
        self._values[self._reference(key)] = value

    def __delitem__(self, key):
        del self._values[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self._values
        except TypeError:
            return False

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        for reference in list(self._values):
            key = reference()
            if key is not None:
                yield key

    def __repr__(self):
        return f"<{type(self).__name__} at {hex(id(self))}>"

    def copy(self):
        made = type(self)()
        made.update(self)
        return made

    __copy__ = copy

    def keyrefs(self):
        return list(self._values)


class WeakSet(MutableSet):
    """Members go when they end."""

    def __init__(self, data=None):
        self._members = set()
        if data is not None:
            self.update(data)

    def _reference(self, item):
        own = ref(self)

        def ended(reference):
            self = own()
            if self is not None:
                self._members.discard(reference)

        return ref(item, ended)

    def add(self, item):
        self._members.add(self._reference(item))

    def discard(self, item):
        self._members.discard(ref(item))

    def remove(self, item):
        self._members.remove(ref(item))

    def clear(self):
        self._members.clear()

    def pop(self):
        while True:
            try:
                reference = self._members.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    __or__ = union

    def __contains__(self, item):
        try:
            return ref(item) in self._members
        except TypeError:
            return False

    def __len__(self):
        return len(self._members)

    def __iter__(self):
        for reference in list(self._members):
            item = reference()
            if item is not None:
                yield item

    def __repr__(self):
        return repr(self._members)


class finalize:
    """A function that is called once: when an object ends, or when somebody calls this."""

    _known = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        finalize._known[id(self)] = [self, None, func, args, kwargs]
        self.atexit = True
        key = id(self)
        finalize._known[key][1] = ref(obj, lambda _: finalize._known[key][0]() if key in finalize._known else None)

    def __call__(self, _=None):
        entry = finalize._known.pop(id(self), None)
        if entry is not None:
            return entry[2](*entry[3], **entry[4])

    def detach(self):
        return self._taken(True)

    def peek(self):
        return self._taken(False)

    def _taken(self, takes):
        entry = finalize._known.get(id(self))
        target = entry and entry[1]()
        if target is None:
            return None
        if takes:
            del finalize._known[id(self)]
        return (target, entry[2], entry[3], entry[4])

    @property
    def alive(self):
        return id(self) in finalize._known

    def __repr__(self):
        entry = finalize._known.get(id(self))
        target = entry and entry[1]()
        if target is None:
            return f"<{type(self).__name__} object at {hex(id(self))}; dead>"
        return f"<{type(self).__name__} object at {hex(id(self))}; for {type(target).__name__!r} at {hex(id(target))}>"
