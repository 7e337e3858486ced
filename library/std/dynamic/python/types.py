"""The types of what the language itself makes, by name; classes that are made by calls."""


def _function():
    def inner():
        return _function

    return inner


def _generator():
    yield


async def _coroutine():
    pass


async def _asynchronous():
    yield


class _Example:
    def method(self):
        pass


def _type_of_end(value, method):
    kind = type(value)
    getattr(value, method)()
    return kind


FunctionType = LambdaType = type(_function)
GeneratorType = type(_generator())
CoroutineType = _type_of_end(_coroutine(), "close")
AsyncGeneratorType = type(_asynchronous())
MethodType = type(_Example().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
MappingProxyType = type(_Example.__dict__)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
GenericAlias = type(list[int])
UnionType = type(int | str)
CodeType = type(_function.__code__)
ModuleType = type(__import__("sys"))

try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)


class SimpleNamespace:
    """Attributes and nothing else."""

    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        self.__dict__.update(dict(mapping_or_iterable), **kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return "%s(%s)" % (name, ", ".join(["%s=%r" % item for item in self.__dict__.items()]))

    def __eq__(self, other):
        if not isinstance(other, SimpleNamespace):
            return NotImplemented
        return self.__dict__ == other.__dict__

    __hash__ = None

    def __replace__(self, /, **changes):
        return type(self)({**self.__dict__, **changes})


class DynamicClassAttribute:
    """A property of instances, which the class itself does not have."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc

    def __get__(self, instance, owner=None):
        if instance is None or self.fget is None:
            raise AttributeError
        return self.fget(instance)


def resolve_bases(bases):
    """What the bases of a class statement are after `__mro_entries__`."""
    resolved = []
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        resolved.extend([base] if entries is None else entries(bases))
    return tuple(resolved)


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the other keywords of a class statement."""
    rest = dict(kwds or {})
    meta = rest.pop("metaclass", type(bases[0]) if bases else type)
    if isinstance(meta, type):
        for base in bases:
            if issubclass(type(base), meta):
                meta = type(base)
            elif not issubclass(meta, type(base)):
                raise TypeError(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"
                )
    prepare = getattr(meta, "__prepare__", None)
    return meta, {} if prepare is None else prepare(name, bases, **rest), rest


def new_class(name, bases=(), kwds=None, exec_body=None):
    """What a class statement does, with a function for its body."""
    resolved = resolve_bases(bases)
    meta, namespace, rest = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved != tuple(bases):
        namespace["__orig_bases__"] = tuple(bases)
    return meta(name, resolved, namespace, **rest)


def get_original_bases(cls, /):
    return cls.__dict__.get("__orig_bases__", cls.__bases__)


class _Awaitable:
    """A generator that may be awaited."""

    def __init__(self, generator):
        self.__wrapped = generator

    def __await__(self):
        return self.__wrapped

    def __getattr__(self, name):
        return getattr(self.__wrapped, name)

    def __iter__(self):
        return self.__wrapped

    def __next__(self):
        return next(self.__wrapped)


def coroutine(func):
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")

    def wrapped(*args, **keywords):
        made = func(*args, **keywords)
        return _Awaitable(made) if isinstance(made, GeneratorType) else made

    for name in ("__name__", "__qualname__", "__doc__"):
        setattr(wrapped, name, getattr(func, name))
    return wrapped
