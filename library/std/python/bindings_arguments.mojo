"""Arguments that Python calls Mojo with: by position and by name, and as machine values.

Refusals are errors whose text begins with `TypeError: `, which become Python's.
"""
from .bindings import type_name_of
from .cpython import Object, _function, running_python
from .python_object import PythonObject, check_code, checked, text_of


struct PythonArguments(Movable):
    """The arguments of one call, in the order of the function's own names."""

    var _given: List[Object]
    """Without counts; null where nothing was given."""

    def __init__(out self, function: StaticString, names: StaticString, required: Int, arguments: Object, keywords: Object) raises:
        """Puts them in order.

        Args:
            function: Its name.
            names: Of the arguments, with spaces between them.
            required: How many must be given.
            arguments: A tuple.
            keywords: A dictionary or null.
        """
        ref python = running_python()
        self._given = List[Object]()
        var all = names.split(" ") if names.byte_length() > 0 else List[StaticString]()
        var count = python.length(arguments)
        if count > len(all):
            raise Error("TypeError: ", function, "() takes ", len(all), " positional argument", "" if len(all) == 1 else "s", " but ", count, " were given")
        var item = _function[def(Object, Int) thin abi("C") -> Object](python.library, "PyTuple_GetItem")
        for i in range(len(all)):
            self._given.append(item(arguments, i) if i < count else __op.null[UInt8]())
        if __op.ne(keywords, __op.null[UInt8]()):
            self._take(function, all, keywords)
        for i in range(required):
            if not self.has(i):
                raise Error("TypeError: ", function, "() missing required argument '", all[i], "' (pos ", i + 1, ")")

    def _take(mut self, function: StaticString, names: List[StaticString], keywords: Object) raises:
        for key in PythonObject(from_borrowed=keywords):
            var name = text_of(key)
            var at = -1
            for i in range(len(names)):
                if names[i] == name:
                    at = i
            if at < 0:
                raise Error("TypeError: ", function, "() got an unexpected keyword argument '", name, "'")
            if self.has(at):
                raise Error("TypeError: ", function, "() got multiple values for argument '", name, "'")
            var value = checked(running_python().get_item(keywords, key._obj_ptr))
            # The dictionary keeps it.
            self._given[at] = value._obj_ptr

    def has(self, index: Int) -> Bool:
        """Whether it was given."""
        return Bool(raw=__op.ne(self._given[index], __op.null[UInt8]()))

    def __getitem__(self, index: Int) -> PythonObject:
        return PythonObject(from_borrowed=self._given[index])

    def address(self, index: Int) -> Object:
        return self._given[index]


def check_count(function: StringSlice, arguments: Object, keywords: Object, count: Int) raises:
    """Arguments by position only, as many as there are."""
    ref python = running_python()
    var given = python.length(arguments)
    if __op.ne(keywords, __op.null[UInt8]()) and python.length(keywords) > 0:
        raise Error("TypeError: ", function, "() takes no keyword arguments")
    if given != count:
        raise Error("TypeError: ", function, "() takes ", count, " positional argument", "" if count == 1 else "s", " but ", given, " were given")


def argument_at(arguments: Object, index: Int) raises -> PythonObject:
    var item = _function[def(Object, Int) thin abi("C") -> Object](running_python().library, "PyTuple_GetItem")
    return PythonObject(from_borrowed=item(arguments, index))


# Machine values


def as_object(value: PythonObject) raises -> PythonObject:
    return value


def as_int(value: PythonObject) raises -> Int:
    return value.__index__()


def as_uint(value: PythonObject) raises -> UInt:
    return UInt(value.__index__())


def as_float(value: PythonObject) raises -> Float64:
    return value.__float__()


def as_bool(value: PythonObject) raises -> Bool:
    return value.__bool__()


def as_string(value: PythonObject) raises -> String:
    try:
        return text_of(value)
    except:
        raise Error("TypeError: expected str, got ", type_name_of(value._obj_ptr))


def as_scalar[dtype: DType](value: PythonObject) raises -> Scalar[dtype]:
    comptime if dtype == DType.bool:
        return Scalar[dtype](value.__bool__())
    elif dtype.is_floating_point():
        return value.__float__().cast[dtype]()
    else:
        return Scalar[dtype](value.__index__())


def as_list[T: Copyable & Movable, convert: def(PythonObject) raises thin -> T](value: PythonObject) raises -> List[T]:
    """Of any iterable."""
    var result = List[T]()
    for item in value:
        result.append(convert(item))
    return result^


def as_dict[
    K: KeyElement, V: Copyable & Movable, key: def(PythonObject) raises thin -> K, item: def(PythonObject) raises thin -> V
](value: PythonObject) raises -> Dict[K, V]:
    var result = Dict[K, V]()
    for each in value:
        result[key(each)] = item(value[each])
    return result^


def as_optional[T: Copyable & Movable, convert: def(PythonObject) raises thin -> T](value: PythonObject) raises -> Optional[T]:
    if Bool(raw=__op.eq(value._obj_ptr, running_python().none)):
        return None
    return convert(value)


def not_implemented() raises -> Object:
    """What an operator gives that does not know the other value."""
    var result = checked(running_python().import_module("builtins".data)).__getattr__("NotImplemented")
    return result^._release()
