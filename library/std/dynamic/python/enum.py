"""Enumerations: classes whose attributes are their only instances."""

import sys

__all__ = [
    "EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "property", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM",
    "EJECT", "KEEP", "global_enum", "global_enum_repr", "global_flag_repr", "global_str", "show_flag_values",
]  # fmt: skip


class nonmember:
    """Marks a value in the body that is no member."""

    def __init__(self, value):
        self.value = value


class member:
    """Marks a value in the body that is a member, whatever it is."""

    def __init__(self, value):
        self.value = value


_missing_value = object()


class auto:
    """A value that the enumeration chooses."""

    def __init__(self, value=_missing_value):
        self.value = value

    def __repr__(self):
        return "auto()" if self.value is _missing_value else "auto(%r)" % (self.value,)


STRICT = "strict"
CONFORM = "conform"
EJECT = "eject"
KEEP = "keep"


def _is_special(name):
    """`__x__` and `_x_`."""
    return len(name) > 2 and name[0] == "_" and name[-1] == "_" and name[1:-1].strip("_") != ""


def _is_private(class_name, name):
    start = "_%s__" % class_name.lstrip("_")
    return len(name) > len(start) and name.startswith(start)


def _is_descriptor(value):
    if isinstance(value, (type(_is_descriptor), property, classmethod, staticmethod)):
        return True
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


class _Maker:
    """Stands in the namespace for a member until the class is there to be its class."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, cls, name):
        delattr(cls, name)
        _add_member(cls, name, self.value)


def _add_member(cls, name, value):
    given = value
    arguments = value if isinstance(value, tuple) else (value,)
    data_type = cls._member_type_
    if data_type is tuple:
        arguments = (arguments,)
    if cls._new_member_ is None:
        made = object.__new__(cls) if data_type is object else data_type.__new__(cls, *arguments)
    elif cls._uses_arguments_:
        made = cls._new_member_(cls, *arguments)
    else:
        made = cls._new_member_(cls)
    if not hasattr(made, "_value_"):
        if data_type is object:
            made._value_ = given
        else:
            try:
                made._value_ = data_type(*arguments)
            except Exception as error:
                wrong = TypeError("_value_ not set in __new__, unable to create it")
                wrong.__cause__ = error
                raise wrong
    value = made._value_
    made._name_ = name
    made.__objclass__ = cls
    made._sort_order_ = len(cls._member_names_)
    if cls._has_init_:
        made.__init__(*arguments)
    value = made._value_
    known = _find_by_value(cls, value)
    if known is not None:
        made = known
    elif not issubclass(cls, _Flag) or _is_single_bit(value):
        cls._member_names_.append(name)
    type.__setattr__(cls, name, made)
    cls._member_map_[name] = made
    if known is None:
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append(value)


class _Names(dict):
    """The names of the body while it runs: values that the enumeration chooses are chosen at once."""

    def __init__(self, generate):
        super().__init__()
        self._generate = generate
        self._values = []
        self._taken = set()

    def __setitem__(self, name, value):
        if name == "_generate_next_value_":
            self._generate = value.__func__ if isinstance(value, staticmethod) else value
        elif not _is_special(name) and not _is_descriptor(value) and not isinstance(value, nonmember):
            if name in self._taken:
                raise TypeError("%r already defined as %r" % (name, self[name]))
            self._taken.add(name)
            if isinstance(value, member):
                value = value.value
            if isinstance(value, tuple):
                value = tuple([self._chosen(name, part) for part in value]) if _has_auto(value) else value
            else:
                value = self._chosen(name, value)
            self._values.append(value)
        super().__setitem__(name, value)

    def _chosen(self, name, value):
        if not isinstance(value, auto):
            return value
        if value.value is _missing_value:
            value.value = self._generate(name, 1, len(self._values), self._values[:])
        return value.value


def _has_auto(values):
    for value in values:
        if isinstance(value, auto):
            return True
    return False


def _is_single_bit(value):
    return not isinstance(value, int) or (value > 0 and value & (value - 1) == 0)


def _find_by_value(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for other in cls._member_map_.values():
            if other._value_ == value:
                return other
        return None


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metaclass, name, bases, **keywords):
        for other in bases:
            if isinstance(other, EnumType):
                return _Names(other._generate_next_value_)
        return {}

    def __new__(metaclass, name, bases, namespace, *, boundary=None, **keywords):
        base = None
        for other in bases:
            if isinstance(other, EnumType):
                base = other
                if other._member_names_:
                    raise TypeError("%r cannot extend %r" % (_ClassNamed(name), other))
        if base is None:
            return super().__new__(metaclass, name, bases, dict(namespace), **keywords)
        ignored = namespace.get("_ignore_", ())
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        own = {}
        for key, value in namespace.items():
            if key in ignored or key == "_ignore_":
                continue
            if isinstance(value, nonmember):
                own[key] = value.value
            elif key in namespace._taken and not _is_private(name, key):
                if key == "mro":
                    raise ValueError("invalid enum member name(s) 'mro'")
                own[key] = _Maker(value)
            else:
                own[key] = value
        data_type = _data_type_of(bases)
        for key in ("__repr__", "__str__", "__format__"):
            if key not in own and _is_of_data_type(bases, key):
                own[key] = getattr(base, key)
        if "_generate_next_value_" in own:
            own["_generate_next_value_"] = staticmethod(namespace._generate)
        own["_member_names_"] = []
        own["_member_map_"] = {}
        own["_value2member_map_"] = {}
        own["_unhashable_values_"] = []
        own["_member_type_"] = data_type
        own["_has_init_"] = "__init__" in own or base._has_init_
        new = own.get("__new__")
        if new is not None:
            if isinstance(new, staticmethod):
                new = new.__func__
            own["_new_member_"] = staticmethod(new)
            own["_uses_arguments_"] = True
            own["__new_member__"] = staticmethod(new)
            del own["__new__"]
        own["_boundary_"] = boundary or own.get("_boundary_") or getattr(base, "_boundary_", None)
        made = super().__new__(metaclass, name, bases, own, **keywords)
        if issubclass(made, _Flag):
            _finish_flag(made)
        return made

    def __init__(cls, *arguments, **keywords):
        pass

    def __call__(cls, value, names=None, *more, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_names_ or (names is None and cls._member_map_):
            if names is not None:
                value = (value, names, *more)
            return _member_of(cls, value)
        if names is None:
            if type is None:
                raise TypeError("%r has no members; specify `names=()` if you meant to create a new, empty, enum" % cls)
            names = ()
        return _made_of_names(cls, value, names, type, start, boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return _find_by_value(cls, value) is not None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_[::-1]])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __repr__(cls):
        return "<%s %r>" % ("flag" if issubclass(cls, _Flag) else "enum", cls.__name__)

    def __setattr__(cls, name, value):
        if name in cls._member_map_:
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls._member_map_:
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, name))
        super().__delattr__(name)

    def __dir__(cls):
        return sorted(["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__", "__members__",
                       "__module__", "__name__", "__qualname__"] + cls._member_names_)  # fmt: skip

    @property
    def __members__(cls):
        return dict(cls._member_map_)


EnumMeta = EnumType


class _ClassNamed:
    """Shown as an enumeration that does not come to be."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "<enum %r>" % self.name


def _data_type_of(bases):
    """What members are besides: the type that is mixed in."""
    found = object
    for base in bases:
        candidate = None
        for other in base.__mro__:
            if other is object:
                continue
            if isinstance(other, EnumType):
                if other._member_type_ is not object:
                    found = other._member_type_
                    break
            elif other.__module__ == "builtins" or "__new__" in other.__dict__:
                found = candidate or other
                break
            else:
                candidate = candidate or other
    return found


def _is_of_data_type(bases, name):
    """Whether the first of the bases to have a method is a built-in type."""
    for base in bases:
        for other in base.__mro__:
            if other is not object and name in other.__dict__:
                return other.__module__ == "builtins"
    return False


def _member_of(cls, value):
    """`cls(value)`."""
    if type(value) is cls:
        return value
    found = _find_by_value(cls, value)
    if found is not None:
        return found
    error = None
    result = None
    try:
        result = cls._missing_(value)
    except Exception as raised:
        error = raised
    if isinstance(result, cls):
        return result
    if issubclass(cls, _Flag) and cls._boundary_ is EJECT and isinstance(result, int):
        return result
    wrong = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
    if result is None and error is None:
        raise wrong
    if error is None:
        error = TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, result))
    if not isinstance(error, ValueError):
        error.__context__ = wrong
    raise error


def _made_of_names(cls, class_name, names, data_type, start, boundary):
    """`cls("Name", names)`: an enumeration without a body."""
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if hasattr(names, "items"):
        names = list(names.items())
    else:
        names = list(names)
    bases = (cls,) if data_type is None else (data_type, cls)
    namespace = type(cls).__prepare__(class_name, bases)
    namespace["__module__"] = "__main__"
    namespace["__qualname__"] = class_name
    values = []
    for index, item in enumerate(names):
        if isinstance(item, str):
            name = item
            value = cls._generate_next_value_(name, start, index, values[:])
        else:
            name, value = item
        values.append(value)
        namespace[name] = value
    return type(cls)(class_name, bases, namespace, boundary=boundary)


class _Flag:
    """What marks flags, before there are any."""


def _finish_flag(cls):
    mask = singles = 0
    for other in cls._member_map_.values():
        value = other._value_
        if isinstance(value, int):
            mask |= value
            if value > 0 and value & (value - 1) == 0:
                singles |= value
    type.__setattr__(cls, "_flag_mask_", mask)
    type.__setattr__(cls, "_singles_mask_", singles)


class Enum(metaclass=EnumType):
    """What enumerations extend."""

    _member_names_ = []
    _member_map_ = {}
    _value2member_map_ = {}
    _unhashable_values_ = []
    _member_type_ = object
    _new_member_ = None
    _uses_arguments_ = False
    _has_init_ = False

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = repr if self._member_type_ is object else self._member_type_.__repr__
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, show(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __format__(self, specification):
        return format(str(self), specification)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

    def __reduce_ex__(self, protocol):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    """Only `repr` is the enumeration's; `str` and `format` are those of the type mixed in."""


class IntEnum(int, ReprEnum):
    """Members are integers."""

    __str__ = int.__repr__
    __format__ = int.__format__


class StrEnum(str, ReprEnum):
    """Members are texts."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    __str__ = str.__str__
    __format__ = str.__format__


class Flag(_Flag, Enum):
    """Members that are sets of bits."""

    _boundary_ = STRICT
    _flag_mask_ = 0
    _singles_mask_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 1 << last.bit_length()
        except Exception:
            raise TypeError("invalid flag value %r" % last) from None

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask = cls._flag_mask_
        whole = (1 << mask.bit_length()) - 1
        known = ~whole <= value <= whole and value & ~mask == 0 if value >= 0 else ~whole <= value
        if not known or (value < 0 and (value & whole) & ~mask):
            boundary = cls._boundary_
            if boundary is STRICT:
                bits = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    "%r invalid value %r\n    given %s\n  allowed %s" % (cls, value, _bits(value, bits), _bits(mask, bits))
                )
            if boundary is CONFORM:
                value = value & mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP and value < 0:
                value = max(whole + 1, 1 << value.bit_length()) + value
        if value < 0:
            value = value & whole if cls._boundary_ is KEEP or cls._boundary_ is EJECT else value & mask
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        names = [other._name_ for other in cls._parts_of(value)]
        unknown = value & ~mask
        if names:
            made._name_ = "|".join(names)
            if unknown:
                made._name_ += "|%s" % unknown
        else:
            made._name_ = None
        cls._value2member_map_[value] = made
        return made

    @classmethod
    def _parts_of(cls, value):
        return [other for other in cls if other._value_ & value]

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, self.__class__.__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter(self._parts_of(self._value_))

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        shown = repr(self._value_) if self._member_type_ is object else self._member_type_.__repr__(self._value_)
        if self._name_ is None:
            return "<%s: %s>" % (self.__class__.__name__, shown)
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, shown)

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __or__(self, other):
        value = _flag_value(self, other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = _flag_value(self, other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = _flag_value(self, other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ is EJECT or self._boundary_ is KEEP:
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _flag_value(flag, other):
    if isinstance(other, flag.__class__):
        return other._value_
    if flag._member_type_ is not object and isinstance(other, flag._member_type_):
        return other
    return None


def _bits(value, width):
    """As `0b0 0101`: the sign, then the bits."""
    if value >= 0:
        return "0b0 " + bin(value)[2:].rjust(width, "0")
    return "0b1 " + bin((1 << width) + value)[2:].rjust(width, "1")


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are integers."""

    __str__ = int.__repr__
    __format__ = int.__format__

    def __or__(self, other):
        value = _flag_value(self, other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = _flag_value(self, other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = _flag_value(self, other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__
    __invert__ = Flag.__invert__
    __repr__ = Flag.__repr__


def unique(enumeration):
    """No two names have one value."""
    twice = [(name, other.name) for name, other in enumeration.__members__.items() if name != other.name]
    if twice:
        raise ValueError("duplicate values found in %r: %s" % (enumeration, ", ".join("%s -> %s" % pair for pair in twice)))
    return enumeration


def global_enum(enumeration, update_str=False):
    """Makes the members names of the module, and shows them as such."""
    enumeration.__repr__ = global_flag_repr if issubclass(enumeration, Flag) else global_enum_repr
    if not issubclass(enumeration, ReprEnum) or update_str:
        enumeration.__str__ = global_str
    vars(sys.modules[enumeration.__module__]).update(enumeration.__members__)
    return enumeration


def global_enum_repr(self):
    return "%s.%s" % (_last_part(self.__class__.__module__), self._name_)


def global_flag_repr(self):
    place = _last_part(self.__class__.__module__)
    name = self._name_
    if name is None:
        return "%s.%s(%r)" % (place, self.__class__.__name__, self._value_)
    if any(part.isdecimal() for part in name.split("|")) and self._boundary_ is KEEP:
        return "|".join("%s" % part if part.isdecimal() else "%s.%s" % (place, part) for part in name.split("|"))
    return "|".join("%s.%s" % (place, part) for part in name.split("|"))


def global_str(self):
    return "%s(%r)" % (self.__class__.__name__, self._value_) if self._name_ is None else self._name_


def _last_part(name):
    return name.split(".")[-1]


def show_flag_values(value):
    """The single bits of a value."""
    left = value.value if isinstance(value, Enum) else value
    bits = []
    while left:
        bits.append(left & -left)
        left &= left - 1
    return bits
