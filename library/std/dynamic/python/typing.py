"""What programs use of `typing` while they run. Types with arguments remember them and mean nothing more."""

import collections
import collections.abc
import sys
from abc import ABCMeta, abstractmethod
from types import GenericAlias as _BuiltinAlias, UnionType as _BuiltinUnion, NoneType

TYPE_CHECKING = False


def _shown(value):
    """A type as it is printed in others."""
    if value is ...:
        return "..."
    if isinstance(value, type) and not isinstance(value, _BuiltinAlias):
        return value.__qualname__ if value.__module__ == "builtins" else value.__module__ + "." + value.__qualname__
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_shown, value)) + "]"
    return repr(value)


def _variables_in(args):
    found = {}
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
            found[arg] = None
        elif isinstance(arg, (list, tuple)):
            found.update(dict.fromkeys(_variables_in(arg)))
        else:
            found.update(dict.fromkeys(getattr(arg, "__parameters__", None) or ()))
    return tuple(found)


class _Typed:
    """What can stand in a union."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Special(_Typed):
    """`Any`, `Union` and their like: `take` says what their arguments make."""

    def __init__(self, name, take=None):
        self._name = name
        self._take = take

    def __getitem__(self, args):
        if self._take is None:
            raise TypeError("typing.%s is not subscriptable" % self._name)
        return self._take(self, args if isinstance(args, tuple) else (args,))

    def __repr__(self):
        return "typing." + self._name

    def __call__(self, *args, **keywords):
        raise TypeError("Cannot instantiate typing." + self._name)

    def __reduce__(self):
        return self._name

    def __instancecheck__(self, instance):
        raise TypeError("typing.%s cannot be used with isinstance()" % self._name)

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass typing." + self._name)


class _Alias(_Typed):
    """A type with arguments."""

    def __init__(self, origin, args, name=None, metadata=()):
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _variables_in(args)
        self.__metadata__ = metadata
        self._name = name

    def __getitem__(self, args):
        if not self.__parameters__:
            raise TypeError("%r is not a generic class" % (self,))
        values = dict(zip(self.__parameters__, args if isinstance(args, tuple) else (args,)))
        return _Alias(self.__origin__, tuple([_replaced(arg, values) for arg in self.__args__]), self._name, self.__metadata__)

    def __call__(self, *args, **keywords):
        made = self.__origin__(*args, **keywords)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __mro_entries__(self, bases):
        if self.__origin__ is Generic:
            others = [base for base in bases if isinstance(base, _Alias) and base.__origin__ is not Generic or isinstance(base, type) and issubclass(base, Generic)]
            return () if others else (Generic,)
        if isinstance(self.__origin__, type):
            return (self.__origin__,)
        raise TypeError("Cannot subclass %r" % (self,))

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self.__origin__ is Union and other.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        if self.__origin__ is Union:
            return hash(frozenset(self.__args__))
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        args = self.__args__
        if self.__origin__ is Annotated:
            return "typing.Annotated[%s]" % ", ".join([_shown(args[0]), *map(repr, self.__metadata__)])
        if self.__origin__ is Union and len(args) == 2 and NoneType in args:
            return "typing.Optional[%s]" % _shown(args[0] if args[1] is NoneType else args[1])
        if self.__origin__ is Literal:
            return "typing.Literal[%s]" % ", ".join(map(repr, args))
        name = _shown(self.__origin__) if self._name is None else "typing." + self._name
        if self.__origin__ is collections.abc.Callable and len(args) > 1:
            first = "..." if args[0] is ... else "[" + ", ".join(map(_shown, args[:-1])) + "]"
            return "%s[%s, %s]" % (name, first, _shown(args[-1]))
        return "%s[%s]" % (name, ", ".join(map(_shown, args)) or "()")

    def __instancecheck__(self, instance):
        if self.__origin__ is Union:
            return any([isinstance(instance, arg) for arg in self.__args__])
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return any([issubclass(cls, arg) for arg in self.__args__])
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _replaced(arg, values):
    if arg in values if isinstance(arg, (TypeVar, ParamSpec)) else False:
        return values[arg]
    parameters = getattr(arg, "__parameters__", None)
    return arg[tuple([values.get(each, each) for each in parameters])] if parameters and not isinstance(arg, type) else arg


def _type(value):
    """What stands for a type: texts become references."""
    if value is None:
        return NoneType
    return ForwardRef(value) if isinstance(value, str) else value


def _is_builtin_union(value):
    return isinstance(value, _BuiltinUnion) and not hasattr(value, "__origin__")


def _united(form, args):
    flat = {}
    for arg in args:
        arg = _type(arg)
        is_union = isinstance(arg, _Alias) and arg.__origin__ is Union or _is_builtin_union(arg)
        flat.update(dict.fromkeys(arg.__args__ if is_union else (arg,)))
    return next(iter(flat)) if len(flat) == 1 else _Alias(Union, tuple(flat), "Union")


def _plain(form, args):
    return _Alias(form, tuple([_type(arg) for arg in args]), form._name)


Any = _Special("Any")
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
LiteralString = _Special("LiteralString")
TypeAlias = _Special("TypeAlias")
Union = _Special("Union", _united)
Optional = _Special("Optional", lambda form, args: Union[args[0], None])
Literal = _Special("Literal", lambda form, args: _Alias(form, tuple(dict.fromkeys(args)), "Literal"))
Annotated = _Special("Annotated", lambda form, args: _Alias(form, (_type(args[0]),), "Annotated", tuple(args[1:])))
Final = _Special("Final", _plain)
ClassVar = _Special("ClassVar", _plain)
Concatenate = _Special("Concatenate", _plain)
TypeGuard = _Special("TypeGuard", _plain)
TypeIs = _Special("TypeIs", _plain)
Required = _Special("Required", _plain)
NotRequired = _Special("NotRequired", _plain)
ReadOnly = _Special("ReadOnly", _plain)
Unpack = _Special("Unpack", _plain)


class _Collection(_Typed):
    """`List` and its like: another name for a class."""

    def __init__(self, name, origin):
        self._name = name
        self.__origin__ = origin

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if self._name == "Callable" and isinstance(args[0], list):
            args = (*args[0], *args[1:])
        return _Alias(self.__origin__, tuple([_type(arg) for arg in args]), self._name)

    def __call__(self, *args, **keywords):
        return self.__origin__(*args, **keywords)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __repr__(self):
        return "typing." + self._name


List, Dict, Set, FrozenSet = _Collection("List", list), _Collection("Dict", dict), _Collection("Set", set), _Collection("FrozenSet", frozenset)
Tuple, Type = _Collection("Tuple", tuple), _Collection("Type", type)
DefaultDict, OrderedDict = _Collection("DefaultDict", collections.defaultdict), _Collection("OrderedDict", collections.OrderedDict)
Counter, ChainMap, Deque = _Collection("Counter", collections.Counter), _Collection("ChainMap", collections.ChainMap), _Collection("Deque", collections.deque)
Callable, Iterable, Iterator = _Collection("Callable", collections.abc.Callable), _Collection("Iterable", collections.abc.Iterable), _Collection("Iterator", collections.abc.Iterator)
Generator, Sequence, Mapping = _Collection("Generator", collections.abc.Generator), _Collection("Sequence", collections.abc.Sequence), _Collection("Mapping", collections.abc.Mapping)
MutableSequence, MutableMapping = _Collection("MutableSequence", collections.abc.MutableSequence), _Collection("MutableMapping", collections.abc.MutableMapping)
AbstractSet, MutableSet = _Collection("AbstractSet", collections.abc.Set), _Collection("MutableSet", collections.abc.MutableSet)
Collection, Container, Reversible = _Collection("Collection", collections.abc.Collection), _Collection("Container", collections.abc.Container), _Collection("Reversible", collections.abc.Reversible)
Hashable, Sized = _Collection("Hashable", collections.abc.Hashable), _Collection("Sized", collections.abc.Sized)
KeysView, ValuesView, ItemsView = _Collection("KeysView", collections.abc.KeysView), _Collection("ValuesView", collections.abc.ValuesView), _Collection("ItemsView", collections.abc.ItemsView)
Awaitable, Coroutine = _Collection("Awaitable", collections.abc.Awaitable), _Collection("Coroutine", collections.abc.Coroutine)
AsyncIterable, AsyncIterator = _Collection("AsyncIterable", collections.abc.AsyncIterable), _Collection("AsyncIterator", collections.abc.AsyncIterator)
AsyncGenerator = _Collection("AsyncGenerator", collections.abc.AsyncGenerator)
Text = str


# Variables


class TypeVar(_Typed):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False, default=None):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__default__ = default

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__


class ParamSpec(TypeVar):
    args = property(lambda self: self)
    kwargs = property(lambda self: self)


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


AnyStr = TypeVar("AnyStr", bytes, str)


class ForwardRef(_Typed):
    """A type that a text names."""

    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return "ForwardRef(%r)" % self.__forward_arg__


class NewType(_Typed):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp

    def __call__(self, value, /):
        return value

    def __repr__(self):
        return "%s.%s" % (self.__module__, self.__name__)

    __module__ = "__main__"


# Classes to extend


class Generic:
    """Classes with variables."""

    __slots__ = ()

    def __class_getitem__(cls, args):
        args = args if isinstance(args, tuple) else (args,)
        return _Alias(cls, tuple([_type(arg) for arg in args]), "Generic" if cls is Generic else "Protocol" if cls is Protocol else None)

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        cls.__parameters__ = _variables_in(cls.__dict__.get("__orig_bases__", ()))


_own_names = {
    "__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__slots__", "__parameters__", "__orig_bases__", "__annotations__", "__init__",
    "__abstractmethods__", "__subclasshook__", "__class_getitem__", "__init_subclass__", "__new__", "__match_args__", "__static_attributes__",
    "__firstlineno__", "_is_protocol", "_is_runtime", "_members", "__hash__",
}  # fmt: skip


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol"):
            return ABCMeta.__instancecheck__(cls, instance)
        if not cls.__dict__.get("_is_runtime"):
            if ABCMeta.__instancecheck__(cls, instance):
                return True
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return ABCMeta.__instancecheck__(cls, instance) or all([hasattr(instance, name) for name in _members_of(cls)])

    def __subclasscheck__(cls, other):
        if cls.__dict__.get("_is_protocol") and cls.__dict__.get("_is_runtime"):
            return cls in other.__mro__ or all([hasattr(other, name) for name in _members_of(cls)])
        return ABCMeta.__subclasscheck__(cls, other)


def _members_of(cls):
    """What instances of a protocol have."""
    names = set()
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol") and base is not Protocol:
            names.update(base.__dict__, base.__dict__.get("__annotations__", ()))
    return {name for name in names - _own_names if not name.startswith("_abc_")}


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Classes that others need not extend."""

    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        cls._is_protocol = any([base is Protocol for base in cls.__bases__])


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % (cls,))
    cls._is_runtime = True
    return cls


def _structural(name, method):
    return runtime_checkable(_ProtocolMeta(name, (Protocol,), {"__module__": "typing", method: lambda self: None}))


SupportsInt, SupportsFloat = _structural("SupportsInt", "__int__"), _structural("SupportsFloat", "__float__")
SupportsIndex, SupportsAbs = _structural("SupportsIndex", "__index__"), _structural("SupportsAbs", "__abs__")
SupportsBytes, SupportsComplex = _structural("SupportsBytes", "__bytes__"), _structural("SupportsComplex", "__complex__")
SupportsRound = _structural("SupportsRound", "__round__")


class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        if bases == (_NamedTuple,) and name == "_Made":
            return type.__new__(meta, name, bases, namespace)
        types = namespace.get("__annotations__", {})
        defaults = [namespace[field] for field in types if field in namespace]
        made = collections.namedtuple(name, types, defaults=defaults, module=namespace["__module__"])
        made.__annotations__ = dict(types)
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key) if key != "__slots__" else AttributeError(key)
            if key not in ("__module__", "__qualname__", "__annotations__", "__orig_bases__", "__classcell__") and key not in types:
                setattr(made, key, value)
        return made


class _NamedTuple:
    pass


_named_base = _NamedTupleMeta("_Made", (_NamedTuple,), {})


class _NamedTupleForm:
    """`NamedTuple`: a base that leaves no trace, and a function."""

    def __call__(self, typename, fields=(), /, **keywords):
        types = dict(fields or keywords)
        made = collections.namedtuple(typename, types)
        made.__annotations__ = types
        return made

    def __mro_entries__(self, bases):
        return (_named_base,)

    def __repr__(self):
        return "<function NamedTuple>"


NamedTuple = _NamedTupleForm()


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True):
        if name == "_Dictionary":
            return type.__new__(meta, name, bases, namespace)
        types = {}
        required, optional = set(), set()
        for base in bases:
            types.update(getattr(base, "__annotations__", {}))
            required |= getattr(base, "__required_keys__", set())
            optional |= getattr(base, "__optional_keys__", set())
        for key, value in namespace.get("__annotations__", {}).items():
            types[key] = value
            origin = getattr(value, "__origin__", None)
            is_required = origin is Required or total and origin is not NotRequired
            (required if is_required else optional).add(key)
        namespace["__annotations__"] = types
        made = type.__new__(meta, name, (dict,), namespace)
        made.__total__ = total
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        return made

    def __call__(cls, *args, **keywords):
        return dict(*args, **keywords)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")


_dictionary_base = _TypedDictMeta("_Dictionary", (dict,), {})


class _TypedDictForm:
    def __call__(self, typename, fields, /, *, total=True):
        return _TypedDictMeta(typename, (), {"__annotations__": dict(fields), "__module__": "__main__"}, total=total)

    def __mro_entries__(self, bases):
        return (_dictionary_base,)


TypedDict = _TypedDictForm()


# Functions


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print("Runtime type is %r" % type(obj).__name__, file=sys.stderr)
    return obj


def assert_never(arg, /):
    raise AssertionError("Expected code to be unreachable, but got: %r" % (arg,))


def overload(func):
    def missing(*args, **keywords):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be "
            "followed by an implementation that is not @overload-ed."
        )

    return missing


def _marked(attribute):
    def mark(value):
        try:
            setattr(value, attribute, True)
        except (AttributeError, TypeError):
            pass
        return value

    return mark


final = _marked("__final__")
override = _marked("__override__")
no_type_check = _marked("__no_type_check__")


def no_type_check_decorator(decorator):
    return decorator


def dataclass_transform(**keywords):
    def decorate(value):
        value.__dataclass_transform__ = keywords
        return value

    return decorate


def get_origin(tp):
    if _is_builtin_union(tp):
        return _BuiltinUnion
    if tp is Generic:
        return Generic
    return getattr(tp, "__origin__", None) if isinstance(tp, (_Alias, _Collection, _BuiltinAlias)) else None


def get_args(tp):
    if isinstance(tp, _Alias) and tp.__origin__ is Annotated:
        return tp.__args__ + tp.__metadata__
    if isinstance(tp, _Alias) and tp.__origin__ is collections.abc.Callable and tp.__args__[0] is not ...:
        return list(tp.__args__[:-1]), tp.__args__[-1]
    return tuple(tp.__args__) if isinstance(tp, (_Alias, _BuiltinAlias, _BuiltinUnion)) else ()


def _resolved(hint, names):
    """What a text means, if it is a name."""
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    if hint is None:
        return NoneType
    if not isinstance(hint, str):
        return hint
    value = None
    for index, part in enumerate(hint.split(".")):
        if index == 0:
            if part == "None":
                return NoneType
            if part not in names:
                raise NameError("name %r is not defined" % part)
            value = names[part]
        else:
            value = getattr(value, part)
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """Annotations, those of base classes too; texts become what they name."""
    hints = {}
    owners = reversed(obj.__mro__) if isinstance(obj, type) else (obj,)
    for owner in owners:
        names = dict(vars(__import__("builtins")))
        module = sys.modules.get(getattr(owner, "__module__", None))
        names.update(vars(module) if module is not None else {})
        names.update(globalns or {})
        names.update(localns or {})
        found = owner.__dict__.get("__annotations__", {}) if isinstance(owner, type) else getattr(owner, "__annotations__", {})
        for name, hint in found.items():
            hint = _resolved(hint, names)
            if not include_extras and isinstance(hint, _Alias) and hint.__origin__ is Annotated:
                hint = hint.__args__[0]
            hints[name] = hint
    return hints


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def is_protocol(tp, /):
    return isinstance(tp, type) and tp is not Protocol and bool(tp.__dict__.get("_is_protocol"))


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


from re import Match, Pattern
