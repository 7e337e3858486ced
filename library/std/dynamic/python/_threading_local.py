"""`threading.local`: attributes that each thread has for itself.

They are in a dictionary of the thread's own (`_thread._values`), by the number of the instance.
"""

from _thread import _all_values, _values
from itertools import count

_numbers = count()


class local:
    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__number", next(_numbers))
        object.__setattr__(self, "_local__arguments", (args, kwargs))
        # What made the instance calls `__init__` itself.
        _values()[object.__getattribute__(self, "_local__number")] = {}
        return self

    def __getattribute__(self, name):
        attributes = _attributes(self)
        if name == "__dict__":
            return attributes
        if name in attributes and not _is_computed(self, name):
            return attributes[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        attributes = _attributes(self)
        if _is_computed(self, name):
            object.__setattr__(self, name, value)
        else:
            attributes[name] = value

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        attributes = _attributes(self)
        if _is_computed(self, name):
            object.__delattr__(self, name)
        elif name in attributes:
            del attributes[name]
        else:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __del__(self):
        number = object.__getattribute__(self, "_local__number")
        for values in _all_values():
            values.pop(number, None)


def _attributes(self):
    """Of the calling thread; made by `__init__` when it asks for the first time."""
    number = object.__getattribute__(self, "_local__number")
    values = _values()
    try:
        return values[number]
    except KeyError:
        pass
    made = values[number] = {}
    cls = type(self)
    if cls.__init__ is not object.__init__:
        args, kwargs = object.__getattribute__(self, "_local__arguments")
        cls.__init__(self, *args, **kwargs)
    return made


def _is_computed(self, name):
    """Whether the class has an attribute of this name that goes before those of the instance."""
    for cls in type(self).__mro__:
        if name in cls.__dict__:
            kind = type(cls.__dict__[name])
            return hasattr(kind, "__set__") or hasattr(kind, "__delete__")
    return False
