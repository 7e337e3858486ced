"""`object`: a value whose type is known at run time only; what untyped arguments of a `def` are.

In: `None`, Bool, Int, Float64, text, lists, dictionaries, functions of objects, and objects with named attributes (`Attr`).
Out: the operators of Python, which raise an `Error` where the types do not fit. Copies of lists, dictionaries and attribute objects share them.
Not here: Python's own objects (`python/python_object.mojo`).
"""
from memory.raw import raw_allocate, raw_free

comptime NONE: Int = 0
comptime BOOL: Int = 1
comptime INT: Int = 2
comptime FLOAT: Int = 3
comptime TEXT: Int = 4
comptime LIST: Int = 5
comptime DICT: Int = 6
comptime ATTRIBUTES: Int = 7
comptime FUNCTION: Int = 8

comptime Function0 = def() raises thin -> object
comptime Function1 = def(object) raises thin -> object
comptime Function2 = def(object, object) raises thin -> object
comptime Function3 = def(object, object, object) raises thin -> object


struct Attr(ImplicitlyCopyable, Movable):
    """A named attribute of an `object`: a value or a method."""

    var key: String
    var value: object

    def __init__(out self, var key: String, var value: object):
        self.key = key^
        self.value = value^


struct ObjectStorage(Movable):
    """What the copies of an object share. `names` are those of attributes, `keys` those of a dictionary."""

    var owners: __type.index
    var text: String
    var names: List[String]
    var keys: List[object]
    var items: List[object]

    def __init__(out self):
        self.owners = Int(1).value
        self.text = String()
        self.names = List[String]()
        self.keys = List[object]()
        self.items = List[object]()


struct object(
    BoolableRaising,
    Defaultable,
    FloatableRaising,
    ImplicitlyCopyable,
    IntableRaising,
    Movable,
    Representable,
    SizedRaising,
    Stringable,
    Writable,
):
    var kind: Int
    """Also the number of arguments of a function, times 16."""
    var bits: Int
    """Of a number, or the address of a function."""
    var storage: __type.pointer[ObjectStorage]
    """Null for what needs none."""

    # Making

    def __init__(out self, *, kind: Int, bits: Int):
        self.kind = kind
        self.bits = bits
        self.storage = __op.null[ObjectStorage]()

    def __init__(out self, *, kind: Int, var storage: ObjectStorage):
        self.kind = kind
        self.bits = 0
        self.storage = raw_allocate[ObjectStorage](1)
        __op.initialize(self.storage, storage^)

    def __init__(out self):
        """`None`."""
        self = object(kind=NONE, bits=0)

    @implicit
    def __init__(out self, value: NoneType):
        self = object(kind=NONE, bits=0)

    @implicit
    def __init__(out self, value: Bool):
        self = object(kind=BOOL, bits=Int(value))

    @implicit
    def __init__(out self, value: Int):
        self = object(kind=INT, bits=value)

    @implicit
    def __init__(out self, value: Float64):
        self = object(kind=FLOAT, bits=Int(value.to_bits[DType.int64]()))

    @implicit
    def __init__[dtype: DType](out self, value: Scalar[dtype]):
        comptime if dtype == DType.bool:
            self = object(Bool(value))
        elif dtype.is_floating_point():
            self = object(value.cast[DType.float64]())
        else:
            self = object(Int(value))

    @implicit
    def __init__(out self, value: StringLiteral):
        self = object(String(value))

    @implicit
    def __init__(out self, var value: String):
        var storage = ObjectStorage()
        storage.text = value^
        self = object(kind=TEXT, storage=storage^)

    @implicit
    def __init__(out self, value: StringSlice):
        self = object(String(value))

    @implicit
    def __init__(out self, var value: List[object]):
        var storage = ObjectStorage()
        storage.items = value^
        self = object(kind=LIST, storage=storage^)

    @implicit
    def __init__[T: AnyType](out self, value: List[T]):
        var storage = ObjectStorage()
        for i in range(len(value)):
            storage.items.append(object(value[i]))
        self = object(kind=LIST, storage=storage^)

    def __init__(out self, *values: object, __list_literal__: Tuple[]):
        var storage = ObjectStorage()
        for i in range(len(values)):
            storage.items.append(values[i])
        self = object(kind=LIST, storage=storage^)

    def __init__(out self, var keys: List[object], var values: List[object], __dict_literal__: Tuple[]) raises:
        self = object(kind=DICT, storage=ObjectStorage())
        for i in range(len(keys)):
            self.__setitem__(keys[i], values[i])

    def __init__(out self, var first: Attr, *rest: Attr):
        """An object with named attributes; those that are functions are its methods."""
        var storage = ObjectStorage()
        storage.names.append(first.key)
        storage.items.append(first.value)
        for i in range(len(rest)):
            storage.names.append(rest[i].key)
            storage.items.append(rest[i].value)
        self = object(kind=ATTRIBUTES, storage=storage^)

    @implicit
    def __init__(out self, function: Function0):
        self = _function(function, 0)

    @implicit
    def __init__(out self, function: Function1):
        self = _function(function, 1)

    @implicit
    def __init__(out self, function: Function2):
        self = _function(function, 2)

    @implicit
    def __init__(out self, function: Function3):
        self = _function(function, 3)

    def __init__(out self, *, copy: Self):
        self.kind = copy.kind
        self.bits = copy.bits
        self.storage = copy.storage
        if __op.ne(self.storage, __op.null[ObjectStorage]()):
            _ = __op.atomic_rmw["add", "relaxed"](__op.address_of(__op.deref(self.storage).owners), Int(1).value)

    def __init__(out self, *, deinit move: Self):
        self.kind = move.kind
        self.bits = move.bits
        self.storage = move.storage

    def __deinit__(deinit self):
        if __op.ne(self.storage, __op.null[ObjectStorage]()):
            var owners = __op.atomic_rmw["sub", "acq_rel"](
                __op.address_of(__op.deref(self.storage).owners), Int(1).value
            )
            if Int(raw=owners) == 1:
                __op.destroy(self.storage)
                raw_free(self.storage)

    # What it is

    def _shared(self) -> ref [MutableAnyOrigin] ObjectStorage:
        return __op.deref(self.storage)

    def _is_number(self) -> Bool:
        return self.kind >= BOOL and self.kind <= FLOAT

    def _is_integer(self) -> Bool:
        return self.kind == BOOL or self.kind == INT

    def _number(self) -> Float64:
        if self.kind == FLOAT:
            return Float64(from_bits=Int64(self.bits))
        return Float64(self.bits)

    def _kind_name(self) -> StaticString:
        if self.kind == NONE:
            return "NoneType"
        if self.kind == BOOL:
            return "Bool"
        if self.kind == INT:
            return "Int"
        if self.kind == FLOAT:
            return "Float64"
        if self.kind == TEXT:
            return "String"
        if self.kind == LIST:
            return "list"
        if self.kind == DICT:
            return "dict"
        if self.kind == ATTRIBUTES:
            return "object"
        return "function"

    def _same(self, other: object) -> Bool:
        """Equality as Python has it, without errors."""
        if self._is_number() and other._is_number():
            if self._is_integer() and other._is_integer():
                return self.bits == other.bits
            return self._number() == other._number()
        if self.kind != other.kind:
            return False
        if self.kind == TEXT:
            return self._shared().text == other._shared().text
        if self.kind == LIST:
            if len(self._shared().items) != len(other._shared().items):
                return False
            for i in range(len(self._shared().items)):
                if not self._shared().items[i]._same(other._shared().items[i]):
                    return False
            return True
        if self.kind == DICT:
            if len(self._shared().items) != len(other._shared().items):
                return False
            for i in range(len(self._shared().items)):
                var at = other._find(self._shared().keys[i])
                if at < 0 or not self._shared().items[i]._same(other._shared().items[at]):
                    return False
            return True
        return self.bits == other.bits and Bool(raw=__op.eq(self.storage, other.storage))

    def __is__(self, other: object) -> Bool:
        if self.kind != other.kind or Bool(raw=__op.ne(self.storage, other.storage)):
            return False
        return self.bits == other.bits

    def __isnot__(self, other: object) -> Bool:
        return not self.__is__(other)

    # Conversions

    def __bool__(self) raises -> Bool:
        if self.kind == FLOAT:
            return self._number() != 0.0
        if self._is_integer():
            return self.bits != 0
        if self.kind == TEXT:
            return self._shared().text.byte_length() != 0
        if self.kind == LIST or self.kind == DICT:
            return len(self._shared().items) != 0
        if self.kind == ATTRIBUTES and self._attribute("__bool__") >= 0:
            return self._call_method("__bool__").__bool__()
        return self.kind != NONE

    def __int__(self) raises -> Int:
        if self._is_integer():
            return self.bits
        if self.kind == FLOAT:
            return Int(self._number())
        if self.kind == TEXT:
            return atol(self._shared().text)
        raise Error("TypeError: a `", self._kind_name(), "` is not a number")

    def __index__(self) raises -> Int:
        if self._is_integer():
            return self.bits
        raise Error("TypeError: a `", self._kind_name(), "` is not an integer")

    def __float__(self) raises -> Float64:
        if self._is_number():
            return self._number()
        if self.kind == TEXT:
            return atof(self._shared().text)
        raise Error("TypeError: a `", self._kind_name(), "` is not a number")

    # Attributes and calls

    def _attribute(self, name: StringSlice) -> Int:
        """The position of an attribute, -1 if there is none."""
        if self.kind == ATTRIBUTES:
            for i in range(len(self._shared().names)):
                if self._shared().names[i] == name:
                    return i
        return -1

    def __getattr__(self, name: String) raises -> object:
        """An attribute; a function comes out bound to this object."""
        var at = self._attribute(name)
        if at < 0:
            raise Error("AttributeError: `", self._kind_name(), "` has no attribute `", name, "`")
        var value = self._shared().items[at]
        if value.kind & 15 == FUNCTION and __op.eq(value.storage, __op.null[ObjectStorage]()):
            return value._bound(self)
        return value

    def __setattr__(self, name: String, value: object) raises:
        var at = self._attribute(name)
        if at >= 0:
            self._shared().items[at] = value
        elif self.kind == ATTRIBUTES:
            self._shared().names.append(name)
            self._shared().items.append(value)
        else:
            raise Error("AttributeError: `", self._kind_name(), "` takes no attributes")

    def _bound(self, receiver: object) -> object:
        """This function with its first argument."""
        var storage = ObjectStorage()
        storage.items.append(receiver)
        var result = object(kind=self.kind, storage=storage^)
        result.bits = self.bits
        return result^

    def __call__(self, *args: object) raises -> object:
        if self.kind & 15 != FUNCTION:
            raise Error("TypeError: a `", self._kind_name(), "` cannot be called")
        var all = List[object]()
        if __op.ne(self.storage, __op.null[ObjectStorage]()):
            all.append(self._shared().items[0])
        for i in range(len(args)):
            all.append(args[i])
        return self._apply(all)

    def _apply(self, args: List[object]) raises -> object:
        var count = self.kind >> 4
        if len(args) != count:
            raise Error("TypeError: the function takes ", count, " arguments, but ", len(args), " are given")
        if count == 0:
            return _callable[Function0](self.bits)()
        if count == 1:
            return _callable[Function1](self.bits)(args[0])
        if count == 2:
            return _callable[Function2](self.bits)(args[0], args[1])
        return _callable[Function3](self.bits)(args[0], args[1], args[2])

    def _call_method(self, name: StringSlice, *args: object) raises -> object:
        var at = self._attribute(name)
        if at < 0:
            raise Error("AttributeError: `", self._kind_name(), "` has no method `", name, "`")
        var all = List[object]()
        all.append(self)
        for i in range(len(args)):
            all.append(args[i])
        return self._shared().items[at]._apply(all)

    # Elements

    def append(self, value: object) raises:
        """Adds to the end of a list; an attribute object's own `append`, if it has one."""
        if self.kind == LIST:
            self._shared().items.append(value)
        else:
            _ = self._call_method("append", value)

    def __len__(self) raises -> Int:
        if self.kind == TEXT:
            return self._shared().text.count_codepoints()
        if self.kind == LIST or self.kind == DICT:
            return len(self._shared().items)
        if self.kind == ATTRIBUTES:
            return self._call_method("__len__").__index__()
        raise Error("TypeError: a `", self._kind_name(), "` has no length")

    def _find(self, key: object) -> Int:
        for i in range(len(self._shared().keys)):
            if self._shared().keys[i]._same(key):
                return i
        return -1

    def _position(self, index: object) raises -> Int:
        var position = index.__index__()
        var length = len(self._shared().items)
        if position < 0:
            position += length
        if position < 0 or position >= length:
            raise Error("IndexError: ", index, " is not an index of a list of ", length)
        return position

    def _element(self, index: object) raises -> object:
        if self.kind == LIST:
            return self._shared().items[self._position(index)]
        if self.kind == DICT:
            var at = self._find(index)
            if at < 0:
                raise Error("KeyError: ", index.__repr__())
            return self._shared().items[at]
        if self.kind == TEXT:
            var position = index.__index__()
            var length = self.__len__()
            if position < 0:
                position += length
            var at = 0
            for point in self._shared().text.codepoints():
                if at == position:
                    return object(String(point))
                at += 1
            raise Error("IndexError: ", index, " is not an index of a text of ", length)
        if self.kind == ATTRIBUTES:
            return self._call_method("__getitem__", index)
        raise Error("TypeError: a `", self._kind_name(), "` has no elements")

    def __getitem__(self, *indices: object) raises -> object:
        """`x[i]`; `x[i, j]` is `x[i][j]`."""
        var result = self
        for i in range(len(indices)):
            result = result._element(indices[i])
        return result

    def __setitem__(self, *indices_and_value: object) raises:
        """`x[i] = value`: the value comes last."""
        var last = len(indices_and_value) - 1
        var target = self
        for i in range(last - 1):
            target = target._element(indices_and_value[i])
        target._set_element(indices_and_value[last - 1], indices_and_value[last])

    def _set_element(self, index: object, value: object) raises:
        if self.kind == LIST:
            self._shared().items[self._position(index)] = value
        elif self.kind == DICT:
            var at = self._find(index)
            if at >= 0:
                self._shared().items[at] = value
            else:
                self._shared().keys.append(index)
                self._shared().items.append(value)
        elif self.kind == ATTRIBUTES:
            _ = self._call_method("__setitem__", index, value)
        else:
            raise Error("TypeError: elements of a `", self._kind_name(), "` cannot be set")

    def __contains__(self, value: object) raises -> Bool:
        if self.kind == LIST:
            for i in range(len(self._shared().items)):
                if self._shared().items[i]._same(value):
                    return True
            return False
        if self.kind == DICT:
            return self._find(value) >= 0
        if self.kind == TEXT and value.kind == TEXT:
            return value._shared().text in self._shared().text
        raise Error("TypeError: a `", self._kind_name(), "` does not contain anything")

    def __iter__(self) raises -> ObjectIterator:
        if self.kind == DICT:
            return ObjectIterator(object(self._shared().keys.copy()))
        _ = self.__len__()
        return ObjectIterator(self)

    # Text

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self.__str__())

    def write_repr_to[W: Writer](self, mut writer: W):
        writer.write_string(self.__repr__())

    def __str__(self) -> String:
        if self.kind == TEXT:
            return self._shared().text
        return self.__repr__()

    def __repr__(self) -> String:
        if self.kind == NONE:
            return "None"
        if self.kind == BOOL:
            return "True" if self.bits != 0 else "False"
        if self.kind == INT:
            return String(self.bits)
        if self.kind == FLOAT:
            return String(self._number())
        if self.kind == TEXT:
            return self._shared().text.__repr__()
        if self.kind & 15 == FUNCTION:
            return "<function>"
        var result = String("[" if self.kind == LIST else "{")
        for i in range(len(self._shared().items)):
            if i > 0:
                result += ", "
            if self.kind == DICT:
                result += self._shared().keys[i].__repr__()
                result += ": "
            elif self.kind == ATTRIBUTES:
                result += "'"
                result += self._shared().names[i]
                result += "' = "
            result += self._shared().items[i].__repr__()
        result += "]" if self.kind == LIST else "}"
        return result

    # Comparison

    def __eq__(self, other: object) raises -> object:
        return object(self._same(other))

    def __ne__(self, other: object) raises -> object:
        return object(not self._same(other))

    def __lt__(self, other: object) raises -> object:
        return object(self._less(other, "<"))

    def __gt__(self, other: object) raises -> object:
        return object(other._less(self, ">"))

    def __le__(self, other: object) raises -> object:
        return object(self._less(other, "<=") or self._same(other))

    def __ge__(self, other: object) raises -> object:
        return object(other._less(self, ">=") or self._same(other))

    def _less(self, other: object, operator: StaticString) raises -> Bool:
        if self._is_integer() and other._is_integer():
            return self.bits < other.bits
        if self._is_number() and other._is_number():
            return self._number() < other._number()
        if self.kind == TEXT and other.kind == TEXT:
            return self._shared().text < other._shared().text
        raise self._mismatch(other, operator)

    def _mismatch(self, other: object, operator: StaticString) -> Error:
        return Error("TypeError: `", operator, "` does not take `", self._kind_name(), "` and `", other._kind_name(), "`")

    # Arithmetic

    def __add__(self, other: object) raises -> object:
        if self._is_integer() and other._is_integer():
            return object(self.bits + other.bits)
        if self._is_number() and other._is_number():
            return object(self._number() + other._number())
        if self.kind == TEXT and other.kind == TEXT:
            return object(self._shared().text + other._shared().text)
        if self.kind == LIST and other.kind == LIST:
            var items = self._shared().items.copy()
            for i in range(len(other._shared().items)):
                items.append(other._shared().items[i])
            return object(items^)
        raise self._mismatch(other, "+")

    def __iadd__(mut self, other: object) raises:
        """A list grows in its place."""
        if self.kind == LIST and other.kind == LIST:
            for i in range(len(other._shared().items)):
                self._shared().items.append(other._shared().items[i])
        else:
            self = self + other

    def __mul__(self, other: object) raises -> object:
        if self._is_integer() and other._is_integer():
            return object(self.bits * other.bits)
        if self._is_number() and other._is_number():
            return object(self._number() * other._number())
        if other._is_integer() and self.kind == TEXT:
            return object(self._shared().text * max(other.bits, 0))
        if other._is_integer() and self.kind == LIST:
            var items = List[object]()
            for _ in range(other.bits):
                for i in range(len(self._shared().items)):
                    items.append(self._shared().items[i])
            return object(items^)
        if self._is_integer() and (other.kind == TEXT or other.kind == LIST):
            return other * self
        raise self._mismatch(other, "*")

    def __sub__(self, other: object) raises -> object:
        if self._is_integer() and other._is_integer():
            return object(self.bits - other.bits)
        if self._is_number() and other._is_number():
            return object(self._number() - other._number())
        raise self._mismatch(other, "-")

    def __floordiv__(self, other: object) raises -> object:
        if not (self._is_number() and other._is_number()):
            raise self._mismatch(other, "//")
        if other._number() == 0.0:
            raise Error("ZeroDivisionError: division by zero")
        if self._is_integer() and other._is_integer():
            return object(self.bits // other.bits)
        return object(self._number() // other._number())

    def __mod__(self, other: object) raises -> object:
        if not (self._is_number() and other._is_number()):
            raise self._mismatch(other, "%")
        if other._number() == 0.0:
            raise Error("ZeroDivisionError: division by zero")
        if self._is_integer() and other._is_integer():
            return object(self.bits % other.bits)
        return object(self._number() % other._number())

    def __lshift__(self, other: object) raises -> object:
        if not (self._is_integer() and other._is_integer()):
            raise self._mismatch(other, "<<")
        if other.bits < 0:
            raise Error("ValueError: negative shift count")
        return object(self.bits << other.bits)

    def __rshift__(self, other: object) raises -> object:
        if not (self._is_integer() and other._is_integer()):
            raise self._mismatch(other, ">>")
        if other.bits < 0:
            raise Error("ValueError: negative shift count")
        return object(self.bits >> other.bits)

    def __and__(self, other: object) raises -> object:
        if self.kind == BOOL and other.kind == BOOL:
            return object((self.bits & other.bits) != 0)
        if self._is_integer() and other._is_integer():
            return object(self.bits & other.bits)
        raise self._mismatch(other, "&")

    def __or__(self, other: object) raises -> object:
        if self.kind == BOOL and other.kind == BOOL:
            return object((self.bits | other.bits) != 0)
        if self._is_integer() and other._is_integer():
            return object(self.bits | other.bits)
        raise self._mismatch(other, "|")

    def __xor__(self, other: object) raises -> object:
        if self.kind == BOOL and other.kind == BOOL:
            return object((self.bits ^ other.bits) != 0)
        if self._is_integer() and other._is_integer():
            return object(self.bits ^ other.bits)
        raise self._mismatch(other, "^")

    def __truediv__(self, other: object) raises -> object:
        if not (self._is_number() and other._is_number()):
            raise self._mismatch(other, "/")
        if other._number() == 0.0:
            raise Error("ZeroDivisionError: division by zero")
        return object(self._number() / other._number())

    def __pow__(self, other: object) raises -> object:
        if self._is_integer() and other._is_integer() and other.bits >= 0:
            return object(self.bits ** other.bits)
        if self._is_number() and other._is_number():
            return object(self._number() ** other._number())
        raise self._mismatch(other, "**")

    def __neg__(self) raises -> object:
        if self._is_integer():
            return object(-self.bits)
        if self.kind == FLOAT:
            return object(-self._number())
        raise Error("TypeError: `-` does not take `", self._kind_name(), "`")

    def __pos__(self) raises -> object:
        if self._is_number():
            return self
        raise Error("TypeError: `+` does not take `", self._kind_name(), "`")

    def __invert__(self) raises -> object:
        if self._is_integer():
            return object(~self.bits)
        raise Error("TypeError: `~` does not take `", self._kind_name(), "`")

    # With an object on the right

    def __radd__(self, other: object) raises -> object:
        return other + self

    def __rsub__(self, other: object) raises -> object:
        return other - self

    def __rmul__(self, other: object) raises -> object:
        return other * self

    def __rtruediv__(self, other: object) raises -> object:
        return other / self

    def __rfloordiv__(self, other: object) raises -> object:
        return other // self

    def __rmod__(self, other: object) raises -> object:
        return other % self

    def __rpow__(self, other: object) raises -> object:
        return other ** self

    def __rlshift__(self, other: object) raises -> object:
        return other << self

    def __rrshift__(self, other: object) raises -> object:
        return other >> self

    def __rand__(self, other: object) raises -> object:
        return other & self

    def __ror__(self, other: object) raises -> object:
        return other | self

    def __rxor__(self, other: object) raises -> object:
        return other ^ self


struct ObjectIterator(Movable):
    """The elements of a list or a text, the keys of a dictionary."""

    var source: object
    var next: Int

    def __init__(out self, var source: object):
        self.source = source^
        self.next = 0

    def __has_next__(self) raises -> Bool:
        return self.next < self.source.__len__()

    def __next__(mut self) raises -> object:
        self.next += 1
        return self.source._element(object(self.next - 1))


def _function[F: AnyType](function: F, argument_count: Int) -> object:
    """A function object from a pointer to code."""
    var code = function
    var address = __op.load(__op.pointer_cast[__type.index](__op.address_of(code)))
    return object(kind=FUNCTION + 16 * argument_count, bits=Int(raw=address))


def _callable[F: AnyType](address: Int) -> F:
    var bits = address
    return __op.deref(__op.pointer_cast[F](__op.address_of(bits)))
