"""Classes that are made from their annotated fields. The methods are closures over the fields."""

import copy
import sys
from types import GenericAlias

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple", "make_dataclass", "replace",
    "is_dataclass",
]  # fmt: skip


class FrozenInstanceError(AttributeError):
    pass


class _Mark:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return "<%s>" % self._name


class _MissingType:
    pass


MISSING = _MissingType()
KW_ONLY = _Mark("KW_ONLY")
_fields_name = "__dataclass_fields__"


class InitVar:
    """An argument of `__init__` that becomes no attribute."""

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        return "dataclasses.InitVar[%s]" % getattr(self.type, "__name__", repr(self.type))


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_kind")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"

    def __repr__(self):
        shown = ["%s=%r" % (name, getattr(self, name)) for name in self.__slots__[:-1]]
        return "Field(%s,_field_type=_%s)" % (",".join(shown), self._kind.upper())

    @property
    def has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING

    def make(self):
        return self.default if self.default_factory is MISSING else self.default_factory()


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind_of(hint):
    """Whether an annotation is of an attribute, of the class, or of an argument."""
    text = hint if isinstance(hint, str) else ""
    if isinstance(hint, InitVar) or hint is InitVar or text.split("[")[0].split(".")[-1] == "InitVar":
        return "field_initvar"
    typing = sys.modules.get("typing")
    form = getattr(typing, "ClassVar", None)
    is_class = form is not None and (hint is form or getattr(hint, "__origin__", None) is form)
    return "field_classvar" if is_class or text.split("[")[0].split(".")[-1] == "ClassVar" else "field"


def _collect(cls, kw_only):
    """Fields of the bases and the class, by name."""
    found = {}
    for base in reversed(cls.__mro__[1:]):
        found.update(base.__dict__.get(_fields_name, {}))
    after_mark = False
    hints = cls.__dict__.get("__annotations__", {})
    for name, hint in hints.items():
        if hint is KW_ONLY or hint in ("KW_ONLY", "dataclasses.KW_ONLY") if isinstance(hint, str) else hint is KW_ONLY:
            after_mark = True
            continue
        default = cls.__dict__.get(name, MISSING)
        is_slot = type(default).__name__ == "member_descriptor"
        each = default if isinstance(default, Field) else field(default=MISSING if is_slot else default)
        each.name, each.type, each._kind = name, hint, _kind_of(hint)
        if each._kind != "field" and each.default_factory is not MISSING:
            raise TypeError("field %s cannot have a default factory" % name)
        if each.kw_only is MISSING:
            each.kw_only = kw_only or after_mark
        if each._kind == "field" and each.default is not MISSING and type(each.default).__hash__ is None:
            raise ValueError("mutable default %s for field %s is not allowed: use default_factory" % (type(each.default), name))
        if isinstance(default, Field):
            if each.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, each.default)
        found[name] = each
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in hints:
            raise TypeError("%r is a field but has no type annotation" % name)
    return found


def _of_instances(all_fields):
    return [each for each in all_fields.values() if each._kind == "field"]


def _make_init(cls, all_fields, frozen):
    taken = [each for each in all_fields.values() if each.init and each._kind != "field_classvar"]
    named = [each for each in taken if each.kw_only]
    placed = [each for each in taken if not each.kw_only]
    seen_default = None
    for each in placed:
        if each.has_default:
            seen_default = each.name
        elif seen_default is not None:
            raise TypeError("non-default argument %r follows default argument %r" % (each.name, seen_default))
    made_inside = [each for each in all_fields.values() if not each.init and each._kind == "field" and each.has_default]
    rest = [*placed[:0], *named]
    names = [each.name for each in placed]
    keyword_names = {each.name for each in taken}
    count = len(placed)
    store = object.__setattr__ if frozen else setattr
    extra = [each.name for each in taken if each._kind == "field_initvar"]
    has_post = hasattr(cls, "__post_init__")
    is_plain = not extra
    where = cls.__qualname__ + ".__init__()"

    def fail(self, args, keywords):
        if len(args) > count:
            least = sum([not each.has_default for each in placed])
            expected = str(count + 1) if least == count else "from %d to %d" % (least + 1, count + 1)
            raise TypeError("%s takes %s positional argument%s but %d %s given" % (where, expected, "" if count == 0 else "s", len(args) + 1, "was" if not args else "were"))
        for name in keywords:
            if name in names[: len(args)]:
                raise TypeError("%s got multiple values for argument %r" % (where, name))
            if name not in keyword_names:
                raise TypeError("%s got an unexpected keyword argument %r" % (where, name))

    def missing(group, kind):
        shown = [repr(each.name) for each in group]
        text = shown[0] if len(shown) == 1 else " and ".join(shown) if len(shown) == 2 else ", ".join(shown[:-1]) + ", and " + shown[-1]
        raise TypeError("%s missing %d required %s argument%s: %s" % (where, len(shown), kind, "" if len(shown) == 1 else "s", text))

    def __init__(self, /, *args, **keywords):
        given = len(args)
        if given > count or keywords:
            fail(self, args, keywords)
        if given == count and not keywords and not rest and is_plain:
            for name, value in zip(names, args):
                store(self, name, value)
        else:
            passed = dict(zip(names, args), **keywords)
            absent = [each for each in placed if each.name not in passed and not each.has_default]
            if absent:
                missing(absent, "positional")
            absent = [each for each in named if each.name not in passed and not each.has_default]
            if absent:
                missing(absent, "keyword-only")
            arguments = []
            for each in taken:
                value = passed[each.name] if each.name in passed else each.make()
                if each._kind == "field":
                    store(self, each.name, value)
                else:
                    arguments.append(value)
            for each in made_inside:
                store(self, each.name, each.make())
            if has_post:
                self.__post_init__(*arguments)
            return
        for each in made_inside:
            store(self, each.name, each.make())
        if has_post:
            self.__post_init__()

    return __init__


def _make_repr(all_fields):
    names = [each.name for each in _of_instances(all_fields) if each.repr]
    active = []

    def __repr__(self):
        if any([other is self for other in active]):
            return "..."
        active.append(self)
        try:
            shown = ["%s=%r" % (name, getattr(self, name)) for name in names]
        finally:
            active.pop()
        return "%s(%s)" % (type(self).__qualname__, ", ".join(shown))

    return __repr__


def _make_comparisons(all_fields, order):
    names = [each.name for each in _of_instances(all_fields) if each.compare]

    def values(instance):
        return tuple([getattr(instance, name) for name in names])

    def compared(decide):
        return lambda self, other: decide(values(self), values(other)) if type(other) is type(self) else NotImplemented

    methods = {"__eq__": compared(lambda a, b: a == b)}
    if order:
        methods["__lt__"] = compared(lambda a, b: a < b)
        methods["__le__"] = compared(lambda a, b: a <= b)
        methods["__gt__"] = compared(lambda a, b: a > b)
        methods["__ge__"] = compared(lambda a, b: a >= b)
    for name, method in methods.items():
        method.__name__ = name
    return methods


def _make_hash(all_fields):
    names = [each.name for each in _of_instances(all_fields) if (each.compare if each.hash is None else each.hash)]
    return lambda self: hash(tuple([getattr(self, name) for name in names]))


def _freeze(cls, all_fields):
    names = set([each.name for each in _of_instances(all_fields)])

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot assign to field %r" % name)
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot delete field %r" % name)
        super(cls, self).__delattr__(name)

    cls.__setattr__, cls.__delattr__ = __setattr__, __delattr__


def _add(cls, name, method, overwrites=False):
    if name in cls.__dict__ and not overwrites:
        return True
    try:
        method.__qualname__ = cls.__qualname__ + "." + name
    except AttributeError:
        pass
    setattr(cls, name, method)
    return False


def _set_hash(cls, all_fields, own, unsafe_hash, eq, frozen):
    if unsafe_hash:
        if own:
            raise TypeError("Cannot overwrite attribute __hash__ in class " + cls.__name__)
        cls.__hash__ = _make_hash(all_fields)
    elif eq and not own:
        cls.__hash__ = _make_hash(all_fields) if frozen else None


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    for base in cls.__mro__[1:]:
        settings = base.__dict__.get("__dataclass_params__")
        if settings is not None and settings["frozen"] != frozen:
            raise TypeError("cannot inherit %s dataclass from a %s one" % (("frozen", "non-frozen") if frozen else ("non-frozen", "frozen")))
    all_fields = _collect(cls, kw_only)
    setattr(cls, _fields_name, all_fields)
    cls.__dataclass_params__ = {"frozen": frozen, "eq": eq, "order": order}
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    if init:
        _add(cls, "__init__", _make_init(cls, all_fields, frozen), True)
    _add(cls, "__replace__", lambda self, **changes: _replaced(self, changes))
    if repr:
        _add(cls, "__repr__", _make_repr(all_fields))
    if eq:
        for name, method in _make_comparisons(all_fields, order).items():
            if _add(cls, name, method) and name != "__eq__":
                raise TypeError("Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering" % (name, cls.__name__))
    if frozen:
        for name in ("__setattr__", "__delattr__"):
            if name in cls.__dict__:
                raise TypeError("Cannot overwrite attribute %s in class %s" % (name, cls.__name__))
        _freeze(cls, all_fields)
    _set_hash(cls, all_fields, has_hash, unsafe_hash, eq, frozen)
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([each.name for each in all_fields.values() if each.init and not each.kw_only and each._kind != "field_classvar"])
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__
    return _with_slots(cls, all_fields, frozen) if slots else cls


def _with_slots(cls, all_fields, frozen):
    if "__slots__" in cls.__dict__:
        raise TypeError("%s already specifies __slots__" % cls.__name__)
    inherited = set()
    for base in cls.__mro__[1:-1]:
        inherited.update(base.__dict__.get("__slots__", ()))
    names = tuple([each.name for each in _of_instances(all_fields)])
    namespace = {name: value for name, value in cls.__dict__.items() if name not in names and name not in ("__dict__", "__weakref__")}
    namespace["__slots__"] = tuple([name for name in names if name not in inherited])
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    if frozen:
        _freeze(made, all_fields)
    return made


def dataclass(
    cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False
):  # fmt: skip
    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return decorate if cls is None else decorate(cls)


def fields(class_or_instance):
    found = getattr(class_or_instance, _fields_name, None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(_of_instances(found))


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) and not isinstance(obj, GenericAlias) else type(obj), _fields_name)


def _is_instance(obj):
    return hasattr(type(obj), _fields_name)


def _converted(value, whole):
    """A value in which instances are what a function makes of their fields."""
    if _is_instance(value):
        return whole(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_converted(item, whole) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_converted(item, whole) for item in value])
    if isinstance(value, dict):
        pairs = [(_converted(key, whole), _converted(item, whole)) for key, item in value.items()]
        return type(value)(value.default_factory, pairs) if hasattr(type(value), "default_factory") else type(value)(pairs)
    return copy.deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _converted(obj, lambda value: dict_factory([(each.name, _converted(getattr(value, each.name), lambda inner: asdict(inner, dict_factory=dict_factory))) for each in fields(value)]))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _converted(obj, lambda value: tuple_factory([_converted(getattr(value, each.name), lambda inner: astuple(inner, tuple_factory=tuple_factory)) for each in fields(value)]))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **settings):
    hints, body = {}, dict(namespace or {})
    for item in fields:
        name, *rest = (item, "typing.Any") if isinstance(item, str) else item
        hints[name] = rest[0]
        if len(rest) > 1:
            body[name] = rest[1]
    body["__annotations__"] = hints
    body.setdefault("__module__", "types" if module is None else module)
    return dataclass(type(cls_name, bases, body), **settings)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replaced(obj, changes)


def _replaced(obj, changes):
    for each in getattr(type(obj), _fields_name).values():
        if each._kind == "field_classvar":
            continue
        if not each.init:
            if each.name in changes:
                raise TypeError("field %s is declared with init=False, it cannot be specified with replace()" % each.name)
        elif each.name not in changes:
            if each._kind == "field_initvar" and not each.has_default:
                raise TypeError("InitVar %r must be specified with replace()" % each.name)
            if each._kind == "field":
                changes[each.name] = getattr(obj, each.name)
    return type(obj)(**changes)
