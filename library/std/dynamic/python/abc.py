"""Abstract classes."""

_changes = 0


def abstractmethod(function):
    """A method that a class must have before it has instances."""
    function.__isabstractmethod__ = True
    return function


class ABCMeta(type):
    """Of classes whose abstract methods must be there before they have instances, and that others can be registered with."""

    def __new__(metaclass, name, bases, namespace, /, **keywords):
        made = super().__new__(metaclass, name, bases, namespace, **keywords)
        made._abc_registry = []
        made._abc_children = []
        made._abc_known = {}
        made._abc_version = 0
        for base in bases:
            if isinstance(base, ABCMeta):
                base._abc_children.append(made)
        update_abstractmethods(made)
        return made

    def register(cls, subclass):
        global _changes
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.append(subclass)
        _changes += 1
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(instance.__class__)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if cls._abc_version != _changes:
            cls._abc_known = {}
            cls._abc_version = _changes
        known = cls._abc_known.get(subclass)
        if known is None:
            known = _find_subclass(cls, subclass)
            cls._abc_known[subclass] = known
        return known


def _find_subclass(cls, subclass):
    hook = getattr(cls, "__subclasshook__", None)
    answer = NotImplemented if hook is None else hook(subclass)
    if answer is not NotImplemented:
        return answer
    if cls in subclass.__mro__:
        return True
    for other in cls._abc_registry:
        if issubclass(subclass, other):
            return True
    for other in cls._abc_children:
        if issubclass(subclass, other):
            return True
    return False


def update_abstractmethods(cls):
    """Finds the abstract methods of a class anew."""
    if not isinstance(cls, ABCMeta):
        return cls
    names = set()
    for name, value in cls.__dict__.items():
        if _is_abstract(value):
            names.add(name)
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if _is_abstract(getattr(cls, name, None)):
                names.add(name)
    cls.__abstractmethods__ = frozenset(names)
    return cls


def _is_abstract(value):
    if isinstance(value, property):
        return _is_abstract(value.fget) or _is_abstract(value.fset) or _is_abstract(value.fdel)
    return getattr(value, "__isabstractmethod__", False)


def get_cache_token():
    """Changes when a class is registered."""
    return _changes


class ABC(metaclass=ABCMeta):
    __slots__ = ()
