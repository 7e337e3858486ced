"""Functions of functions."""

from _functools import _lru_cache_wrapper, partial, reduce

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key", "lru_cache", "reduce",
    "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
]  # fmt: skip

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a function look like the one that it calls."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        try:
            own = getattr(wrapper, name)
        except AttributeError:
            continue
        own.update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator for `update_wrapper`."""

    def decorator(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorator


class _CacheInfo(tuple):
    """Hits, misses, the greatest size, the size."""

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)


def _cache_info(self):
    return _CacheInfo(self.counts())


def _cache_parameters(self):
    return dict(self._parameters)


_lru_cache_wrapper.cache_info = _cache_info
_lru_cache_wrapper.cache_parameters = _cache_parameters


def lru_cache(maxsize=128, typed=False):
    """Remembers results by arguments, those of the last `maxsize` calls."""
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorator(function):
        return _cached(function, maxsize, typed)

    return decorator


def _cached(function, maxsize, typed):
    made = _lru_cache_wrapper(function, maxsize, typed)
    made._parameters = {"maxsize": maxsize, "typed": typed}
    return update_wrapper(made, function, updated=())


def cache(function, /):
    """Remembers all results."""
    return _cached(function, None, False)


class _Ordered:
    """A value that is compared by a function."""

    __slots__ = ("obj", "_compare")
    __hash__ = None

    def __init__(self, obj, compare):
        self.obj = obj
        self._compare = compare

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0


def cmp_to_key(mycmp):
    """A key for sorting from a function that gives a negative, zero or positive number for two values."""

    def key(obj):
        return _Ordered(obj, mycmp)

    return key


def _not(result):
    return result if result is NotImplemented else not result


def _gt_from_lt(self, other):
    result = type(self).__lt__(self, other)
    return result if result is NotImplemented else not result and self != other


def _le_from_lt(self, other):
    result = type(self).__lt__(self, other)
    return result if result is NotImplemented else result or self == other


def _ge_from_lt(self, other):
    return _not(type(self).__lt__(self, other))


def _ge_from_le(self, other):
    result = type(self).__le__(self, other)
    return result if result is NotImplemented else not result or self == other


def _lt_from_le(self, other):
    result = type(self).__le__(self, other)
    return result if result is NotImplemented else result and self != other


def _gt_from_le(self, other):
    return _not(type(self).__le__(self, other))


def _lt_from_gt(self, other):
    result = type(self).__gt__(self, other)
    return result if result is NotImplemented else not (result or self == other)


def _ge_from_gt(self, other):
    result = type(self).__gt__(self, other)
    return result if result is NotImplemented else result or self == other


def _le_from_gt(self, other):
    return _not(type(self).__gt__(self, other))


def _le_from_ge(self, other):
    result = type(self).__ge__(self, other)
    return result if result is NotImplemented else not result or self == other


def _gt_from_ge(self, other):
    result = type(self).__ge__(self, other)
    return result if result is NotImplemented else result and self != other


def _lt_from_ge(self, other):
    return _not(type(self).__ge__(self, other))


_orders = {
    "__lt__": {"__gt__": _gt_from_lt, "__le__": _le_from_lt, "__ge__": _ge_from_lt},
    "__le__": {"__ge__": _ge_from_le, "__lt__": _lt_from_le, "__gt__": _gt_from_le},
    "__gt__": {"__lt__": _lt_from_gt, "__ge__": _ge_from_gt, "__le__": _le_from_gt},
    "__ge__": {"__le__": _le_from_ge, "__gt__": _gt_from_ge, "__lt__": _lt_from_ge},
}


def total_ordering(cls):
    """Gives a class that has one comparison and `__eq__` the others."""
    own = [name for name in _orders if getattr(cls, name, None) is not getattr(object, name, None)]
    if not own:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, function in _orders[own[0]].items():
        if name not in own:
            setattr(cls, name, function)
    return cls


class cached_property:
    """An attribute that is computed once."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names (%r and %r)." % (self.attrname, name)
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = self.func(instance)
        setattr(instance, self.attrname, value)
        return value


class partialmethod:
    """As `partial`, of a method."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("%r is not callable or a descriptor" % (func,))
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        function = self.func
        if hasattr(type(function), "__get__") and not callable(function):
            return partial(function.__get__(instance, owner), *self.args, **self.keywords)
        if instance is None:
            own = self

            def unbound(first, *args, **keywords):
                return own.func(first, *own.args, *args, **{**own.keywords, **keywords})

            return unbound
        return partial(function, instance, *self.args, **self.keywords)


def singledispatch(func):
    """Chooses a function by the type of its first argument."""
    registry = {object: func}
    known = {}

    def dispatch(cls):
        if cls not in known:
            known[cls] = registry[_best(cls, registry)]
        return known[cls]

    def register(cls, function=None):
        if function is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            function = cls
            annotations = [value for name, value in getattr(function, "__annotations__", {}).items() if name != "return"]
            if not annotations:
                raise TypeError(
                    "Invalid first argument to `register()`: %r. Use either `@register(some_class)` or plain `@register` on an annotated function."
                    % (cls,)
                )
            cls = annotations[0]
        registry[cls] = function
        known.clear()
        return function

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError("%s requires at least 1 positional argument" % func.__name__)
        return dispatch(args[0].__class__)(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = known.clear
    return update_wrapper(wrapper, func)


def _best(cls, registry):
    """The class among those registered that is nearest to a class."""
    for base in cls.__mro__:
        if base is not object and base in registry:
            return base
    found = object
    for other in registry:
        if other is not object and issubclass(cls, other) and (found is object or issubclass(other, found)):
            found = other
    return found


class singledispatchmethod:
    """As `singledispatch`, of a method: by the type of the argument behind `self`."""

    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        dispatch = self.dispatcher.dispatch

        def method(*args, **keywords):
            return dispatch(args[0].__class__).__get__(instance, owner)(*args, **keywords)

        method.register = self.register
        return method
