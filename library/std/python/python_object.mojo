"""`PythonObject`: a Python value owned by Mojo.

In: Mojo values, by implicit conversion; results of Python. Out: attributes, calls, operators, iteration, all done by Python;
Mojo numbers and text again. A Python exception becomes an `Error` with the exception's type and text.
Not here: modules, evaluation, types (`python.mojo`), the C functions (`cpython.mojo`).
"""
from io.output import flush_output
from .cpython import Object, required_python, running_python

comptime PyObjectPtr = Object
comptime LESS: Int32 = 0
comptime LESS_EQUAL: Int32 = 1
comptime EQUAL: Int32 = 2
comptime NOT_EQUAL: Int32 = 3
comptime GREATER: Int32 = 4
comptime GREATER_EQUAL: Int32 = 5


trait ConvertibleToPython:
    """Types that say themselves what they are in Python."""

    def to_python_object(self) raises -> PythonObject:
        ...


comptime PythonConvertible = ConvertibleToPython
"""The name until the middle of 2025."""


struct PythonObject(
    BoolableRaising,
    Defaultable,
    FloatableRaising,
    Hashable,
    Identifiable,
    ImplicitlyCopyable,
    IntableRaising,
    Movable,
    Representable,
    SizedRaising,
    Stringable,
    Writable,
):
    var _obj_ptr: PyObjectPtr

    # Making

    @no_inline
    def __init__(out self):
        """`None`."""
        ref python = required_python()
        python.inc_ref(python.none)
        self._obj_ptr = python.none

    @always_inline
    def __init__(out self, *, from_owned: PyObjectPtr):
        """Takes over a reference."""
        self._obj_ptr = from_owned

    @no_inline
    def __init__(out self, *, from_borrowed: PyObjectPtr):
        """Adds a reference."""
        running_python().inc_ref(from_borrowed)
        self._obj_ptr = from_borrowed

    @implicit
    @no_inline
    def __init__(out self, value: NoneType):
        self = PythonObject()

    @implicit
    @no_inline
    def __init__(out self, value: Bool):
        self._obj_ptr = required_python().bool_from(Int(value))

    @implicit
    @no_inline
    def __init__(out self, value: Int):
        self._obj_ptr = required_python().long_from(value)

    @implicit
    @no_inline
    def __init__(out self, value: UInt):
        self._obj_ptr = required_python().long_from_unsigned(value)

    @implicit
    @no_inline
    def __init__(out self, value: Float64):
        self._obj_ptr = required_python().float_from(value)

    @implicit
    def __init__[dtype: DType](out self, value: Scalar[dtype]):
        comptime if dtype == DType.bool:
            self = PythonObject(Bool(value))
        elif dtype.is_floating_point():
            self = PythonObject(value.cast[DType.float64]())
        elif dtype.is_unsigned():
            self = PythonObject(UInt(value.cast[DType.uint]()))
        else:
            self = PythonObject(Int(value))

    @implicit
    @no_inline
    def __init__(out self, value: StringLiteral):
        self._obj_ptr = _text(value.data, value.length)

    @implicit
    @no_inline
    def __init__(out self, value: String):
        var text = value.as_string_slice()
        self._obj_ptr = _text(text._data, text._length)

    @implicit
    @no_inline
    def __init__(out self, value: StringSlice):
        self._obj_ptr = _text(value._data, value._length)

    @implicit
    @no_inline
    def __init__(out self, value: Slice):
        var start = _part(value.start)
        var end = _part(value.end)
        var step = _part(value.step)
        self._obj_ptr = running_python().slice_new(start._obj_ptr, end._obj_ptr, step._obj_ptr)
        _ = start^
        _ = end^
        _ = step^

    @implicit
    def __init__[*Ts: AnyType](out self, value: Tuple[*Ts]):
        """A tuple of the converted elements."""
        ref python = required_python()
        self._obj_ptr = python.tuple_new(len(Ts))
        comptime for i in range(len(Ts)):
            var item = PythonObject(value[i])
            _ = python.tuple_set(self._obj_ptr, i, item^._release())

    @implicit
    def __init__[T: AnyType](out self, value: List[T]):
        """A list of the converted elements."""
        ref python = required_python()
        self._obj_ptr = python.list_new(len(value))
        for i in range(len(value)):
            var item = PythonObject(value[i])
            _ = python.list_set(self._obj_ptr, i, item^._release())

    @implicit
    @no_inline
    def __init__(out self, value: List[PythonObject]):
        """A list: `PythonObject([])`, `PythonObject([1, "two"])`."""
        ref python = required_python()
        self._obj_ptr = python.list_new(len(value))
        for i in range(len(value)):
            python.inc_ref(value[i]._obj_ptr)
            _ = python.list_set(self._obj_ptr, i, value[i]._obj_ptr)

    @implicit
    def __init__[K: KeyElement, V: AnyType](out self, value: Dict[K, V]):
        """A dict of the converted keys and values."""
        ref python = required_python()
        self._obj_ptr = python.dict_new()
        for entry in value.items():
            var key = PythonObject(entry.key)
            var item = PythonObject(entry.value)
            _ = python.dict_set(self._obj_ptr, key._obj_ptr, item._obj_ptr)
            _ = key^
            _ = item^

    @implicit
    def __init__[T: ConvertibleToPython](out self, value: T) raises:
        self = value.to_python_object()

    @no_inline
    def __init__(out self, *values: PythonObject, __list_literal__: Tuple[]):
        """`[a, b]`: elements of different types are welcome."""
        ref python = required_python()
        self._obj_ptr = python.list_new(len(values))
        for i in range(len(values)):
            python.inc_ref(values[i]._obj_ptr)
            _ = python.list_set(self._obj_ptr, i, values[i]._obj_ptr)

    @no_inline
    def __init__(out self, var keys: List[PythonObject], var values: List[PythonObject], __dict_literal__: Tuple[]) raises:
        """`{key: value}`."""
        ref python = required_python()
        self = PythonObject(from_owned=python.dict_new())
        for i in range(len(keys)):
            check_code(python.dict_set(self._obj_ptr, keys[i]._obj_ptr, values[i]._obj_ptr))

    @no_inline
    def __init__(out self, *values: PythonObject, __set_literal__: Tuple[]) raises:
        """`{a, b}`."""
        var items = tuple_of_first(values, len(values))
        self = checked(running_python().set_new(items._obj_ptr))
        _ = items^

    @no_inline
    def __init__(out self, *, copy: Self):
        running_python().inc_ref(copy._obj_ptr)
        self._obj_ptr = copy._obj_ptr

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self._obj_ptr = move._obj_ptr

    @no_inline
    def __deinit__(deinit self):
        running_python().dec_ref(self._obj_ptr)

    def _release(deinit self) -> PyObjectPtr:
        """The reference, to be given back by the caller."""
        return self._obj_ptr

    def steal_data(deinit self) -> PyObjectPtr:
        return self._obj_ptr

    def __init__[T: Movable](out self, *, var alloc: T) raises:
        """A new instance of the type that stands for `T` in Python (`bindings.mojo`), which owns the value."""
        from .bindings import owned_by_python

        self = owned_by_python[T](alloc^)

    def downcast_value_ptr[T: AnyType](self) raises -> UnsafePointer[T, MutableAnyOrigin]:
        """The address of the Mojo value that an instance holds."""
        from .bindings import value_in

        return UnsafePointer(to=value_in[T](self._obj_ptr))

    def unchecked_downcast_value_ptr[T: AnyType](self) -> UnsafePointer[T, MutableAnyOrigin]:
        """As `downcast_value_ptr`, of what is known to be an instance that holds a `T`."""
        from .bindings import unchecked_value

        return UnsafePointer(to=unchecked_value[T](self._obj_ptr))

    def unsafe_as_py_object_ptr(self) -> PyObjectPtr:
        return self._obj_ptr

    def copy(self) -> PythonObject:
        """What the object's own `copy()` gives, such as that of an array; the same object if it has none."""
        ref python = running_python()
        var method = python.get_attribute(self._obj_ptr, "copy".data)
        if __op.ne(method, __op.null[UInt8]()):
            var arguments = python.tuple_new(0)
            var result = python.call(method, arguments, __op.null[UInt8]())
            python.dec_ref(arguments)
            python.dec_ref(method)
            if __op.ne(result, __op.null[UInt8]()):
                return PythonObject(from_owned=result)
        python.err_clear()
        return self

    # Attributes, calls, elements

    def __getattr__(self, var name: String) raises -> PythonObject:
        var result = running_python().get_attribute(self._obj_ptr, name._terminated())
        _ = name^
        return checked(result)

    def __setattr__(self, var name: String, value: PythonObject) raises:
        var code = running_python().set_attribute(self._obj_ptr, name._terminated(), value._obj_ptr)
        _ = name^
        check_code(code)

    def __call__(self, *args: PythonObject, **kwargs: PythonObject) raises -> PythonObject:
        flush_output()
        ref python = running_python()
        var arguments = python.tuple_new(len(args))
        for i in range(len(args)):
            python.inc_ref(args[i]._obj_ptr)
            _ = python.tuple_set(arguments, i, args[i]._obj_ptr)
        var named = __op.null[UInt8]()
        if len(kwargs) > 0:
            named = python.dict_new()
            for entry in kwargs.items():
                var key = PythonObject(entry.key)
                _ = python.dict_set(named, key._obj_ptr, entry.value._obj_ptr)
                _ = key^
        var result = python.call(self._obj_ptr, arguments, named)
        python.dec_ref(arguments)
        if __op.ne(named, __op.null[UInt8]()):
            python.dec_ref(named)
        return checked(result)

    def __getitem__(self, *indices: PythonObject) raises -> PythonObject:
        """`x[i]`; several indices are one tuple."""
        if len(indices) == 1:
            return checked(running_python().get_item(self._obj_ptr, indices[0]._obj_ptr))
        var key = tuple_of_first(indices, len(indices))
        var result = running_python().get_item(self._obj_ptr, key._obj_ptr)
        _ = key^
        return checked(result)

    def __setitem__(self, *indices_and_value: PythonObject) raises:
        """`x[i] = value`: the value comes last."""
        var count = len(indices_and_value) - 1
        var key = indices_and_value[0] if count == 1 else tuple_of_first(indices_and_value, count)
        var code = running_python().set_item(self._obj_ptr, key._obj_ptr, indices_and_value[count]._obj_ptr)
        _ = key^
        check_code(code)

    def __delitem__(self, *indices: PythonObject) raises:
        var key = indices[0] if len(indices) == 1 else tuple_of_first(indices, len(indices))
        var code = running_python().delete_item(self._obj_ptr, key._obj_ptr)
        _ = key^
        check_code(code)

    def __len__(self) raises -> Int:
        var result = running_python().length(self._obj_ptr)
        if result < 0:
            raise_python_error()
        return result

    def __contains__(self, value: PythonObject) raises -> Bool:
        var code = running_python().contains(self._obj_ptr, value._obj_ptr)
        check_code(code)
        return code == 1

    def __iter__(self) raises -> PythonIterator:
        return PythonIterator(checked(running_python().get_iter(self._obj_ptr)))

    def __hash__(self) raises -> Int:
        """Python's hash; raises if the object has none."""
        var result = running_python().hash(self._obj_ptr)
        if result == -1:
            raise_python_error()
        return result

    def __hash__[H: Hasher](self, mut hasher: H):
        var result = running_python().hash(self._obj_ptr)
        running_python().err_clear()
        hasher.update(result)

    # Conversions

    def __bool__(self) raises -> Bool:
        var code = running_python().is_true(self._obj_ptr)
        check_code(code)
        return code == 1

    def __int__(self) raises -> Int:
        """What Python's `int` gives, as a machine integer."""
        return _machine_integer(checked(running_python().number_long(self._obj_ptr)))

    def __index__(self) raises -> Int:
        """An integer as a machine integer; raises for other types."""
        return _machine_integer(checked(running_python().number_index(self._obj_ptr)))

    def to_int(self) raises -> Int:
        """2023."""
        return self.__int__()

    def unsafe_get_as_pointer[dtype: DType](self) raises -> UnsafePointer[Scalar[dtype], MutableAnyOrigin]:
        """An integer as the address of numbers, such as `array.ctypes.data`; the memory stays Python's."""
        return UnsafePointer[Scalar[dtype], MutableAnyOrigin](unsafe_from_address=self.__index__())

    def __float__(self) raises -> Float64:
        """What Python's `float` gives."""
        var result = running_python().float_as(self._obj_ptr)
        if result == -1.0 and __op.ne(running_python().err_occurred(), __op.null[UInt8]()):
            raise_python_error()
        return result

    def to_float64(self) raises -> Float64:
        """2023."""
        return self.__float__()

    def to_bool(self) raises -> Bool:
        return self.__bool__()

    def to_string(self) raises -> String:
        """2023: what `str` gives."""
        return text_of(checked(running_python().str(self._obj_ptr)))

    def __str__(self) -> String:
        """What Python's `str` gives; a word in angle brackets if that raises."""
        try:
            return self.to_string()
        except error:
            return String("<", error, ">")

    def __repr__(self) -> String:
        """What Python's `repr` gives."""
        try:
            return text_of(checked(running_python().repr(self._obj_ptr)))
        except error:
            return String("<", error, ">")

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self.__str__())

    def write_repr_to[W: Writer](self, mut writer: W):
        writer.write_string(self.__repr__())

    # Identity and comparison

    @always_inline
    def __is__(self, other: PythonObject) -> Bool:
        return Bool(raw=__op.eq(self._obj_ptr, other._obj_ptr))

    @always_inline
    def __isnot__(self, other: PythonObject) -> Bool:
        return Bool(raw=__op.ne(self._obj_ptr, other._obj_ptr))

    def _compare(self, other: PythonObject, operation: Int32) raises -> PythonObject:
        return checked(running_python().rich_compare(self._obj_ptr, other._obj_ptr, operation))

    def __eq__(self, other: PythonObject) raises -> PythonObject:
        return self._compare(other, EQUAL)

    def __ne__(self, other: PythonObject) raises -> PythonObject:
        return self._compare(other, NOT_EQUAL)

    def __lt__(self, other: PythonObject) raises -> PythonObject:
        return self._compare(other, LESS)

    def __le__(self, other: PythonObject) raises -> PythonObject:
        return self._compare(other, LESS_EQUAL)

    def __gt__(self, other: PythonObject) raises -> PythonObject:
        return self._compare(other, GREATER)

    def __ge__(self, other: PythonObject) raises -> PythonObject:
        return self._compare(other, GREATER_EQUAL)

    # Arithmetic, by Python's rules

    def __add__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().add(self._obj_ptr, other._obj_ptr))

    def __radd__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().add(other._obj_ptr, self._obj_ptr))

    def __iadd__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_add(self._obj_ptr, other._obj_ptr))

    def __sub__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().subtract(self._obj_ptr, other._obj_ptr))

    def __rsub__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().subtract(other._obj_ptr, self._obj_ptr))

    def __isub__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_subtract(self._obj_ptr, other._obj_ptr))

    def __mul__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().multiply(self._obj_ptr, other._obj_ptr))

    def __rmul__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().multiply(other._obj_ptr, self._obj_ptr))

    def __imul__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_multiply(self._obj_ptr, other._obj_ptr))

    def __truediv__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().true_divide(self._obj_ptr, other._obj_ptr))

    def __rtruediv__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().true_divide(other._obj_ptr, self._obj_ptr))

    def __itruediv__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_true_divide(self._obj_ptr, other._obj_ptr))

    def __floordiv__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().floor_divide(self._obj_ptr, other._obj_ptr))

    def __rfloordiv__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().floor_divide(other._obj_ptr, self._obj_ptr))

    def __ifloordiv__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_floor_divide(self._obj_ptr, other._obj_ptr))

    def __mod__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().remainder(self._obj_ptr, other._obj_ptr))

    def __rmod__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().remainder(other._obj_ptr, self._obj_ptr))

    def __imod__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_remainder(self._obj_ptr, other._obj_ptr))

    def __matmul__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().matrix_multiply(self._obj_ptr, other._obj_ptr))

    def __rmatmul__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().matrix_multiply(other._obj_ptr, self._obj_ptr))

    def __imatmul__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_matrix_multiply(self._obj_ptr, other._obj_ptr))

    def __lshift__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().left_shift(self._obj_ptr, other._obj_ptr))

    def __rlshift__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().left_shift(other._obj_ptr, self._obj_ptr))

    def __ilshift__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_left_shift(self._obj_ptr, other._obj_ptr))

    def __rshift__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().right_shift(self._obj_ptr, other._obj_ptr))

    def __rrshift__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().right_shift(other._obj_ptr, self._obj_ptr))

    def __irshift__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_right_shift(self._obj_ptr, other._obj_ptr))

    def __and__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().and_(self._obj_ptr, other._obj_ptr))

    def __rand__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().and_(other._obj_ptr, self._obj_ptr))

    def __iand__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_and(self._obj_ptr, other._obj_ptr))

    def __or__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().or_(self._obj_ptr, other._obj_ptr))

    def __ror__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().or_(other._obj_ptr, self._obj_ptr))

    def __ior__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_or(self._obj_ptr, other._obj_ptr))

    def __xor__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().xor(self._obj_ptr, other._obj_ptr))

    def __rxor__(self, other: PythonObject) raises -> PythonObject:
        return checked(running_python().xor(other._obj_ptr, self._obj_ptr))

    def __ixor__(mut self, other: PythonObject) raises:
        self = checked(running_python().in_place_xor(self._obj_ptr, other._obj_ptr))

    def __pow__(self, exponent: PythonObject) raises -> PythonObject:
        ref python = running_python()
        return checked(python.power(self._obj_ptr, exponent._obj_ptr, python.none))

    def __rpow__(self, base: PythonObject) raises -> PythonObject:
        return base.__pow__(self)

    def __ipow__(mut self, exponent: PythonObject) raises:
        ref python = running_python()
        self = checked(python.in_place_power(self._obj_ptr, exponent._obj_ptr, python.none))

    def __neg__(self) raises -> PythonObject:
        return checked(running_python().negative(self._obj_ptr))

    def __pos__(self) raises -> PythonObject:
        return checked(running_python().positive(self._obj_ptr))

    def __invert__(self) raises -> PythonObject:
        return checked(running_python().invert(self._obj_ptr))

    def __abs__(self) raises -> PythonObject:
        return checked(running_python().absolute(self._obj_ptr))


struct PythonIterator(Movable):
    """Items of a Python iterator, fetched one ahead."""

    var iterator: PythonObject
    var next: PyObjectPtr

    def __init__(out self, var iterator: PythonObject) raises:
        self.next = running_python().iter_next(iterator._obj_ptr)
        self.iterator = iterator^
        raise_if_python_error(self.next)

    def __deinit__(deinit self):
        if __op.ne(self.next, __op.null[UInt8]()):
            running_python().dec_ref(self.next)

    def __has_next__(self) -> Bool:
        return Bool(raw=__op.ne(self.next, __op.null[UInt8]()))

    def __next__(mut self) raises -> PythonObject:
        var result = PythonObject(from_owned=self.next)
        self.next = running_python().iter_next(self.iterator._obj_ptr)
        raise_if_python_error(self.next)
        return result^


# Results of C functions


def checked(result: PyObjectPtr) raises -> PythonObject:
    """An object that Python gave us; null means that an exception was raised."""
    if __op.eq(result, __op.null[UInt8]()):
        raise_python_error()
    return PythonObject(from_owned=result)


def check_code(code: Int32) raises:
    if code < 0:
        raise_python_error()


def raise_if_python_error(result: PyObjectPtr) raises:
    """For functions where null may also mean an end."""
    if __op.eq(result, __op.null[UInt8]()) and __op.ne(running_python().err_occurred(), __op.null[UInt8]()):
        raise_python_error()


@__cold
def raise_python_error() raises:
    """Turns the exception that Python has in hand into an `Error`: `ValueError: text`."""
    ref python = running_python()
    var type = __op.null[UInt8]()
    var value = __op.null[UInt8]()
    var traceback = __op.null[UInt8]()
    python.err_fetch(__op.address_of(type), __op.address_of(value), __op.address_of(traceback))
    python.err_normalize(__op.address_of(type), __op.address_of(value), __op.address_of(traceback))
    if __op.eq(type, __op.null[UInt8]()):
        raise Error("Python reported an error without saying which")
    var message = String()
    var name = python.get_attribute(type, "__name__".data)
    if __op.ne(name, __op.null[UInt8]()):
        message += text_of(PythonObject(from_owned=name))
    python.err_clear()
    var text = PythonObject(from_owned=value).__str__()
    if text.byte_length() > 0:
        message += ": "
        message += text
    python.dec_ref(type)
    if __op.ne(traceback, __op.null[UInt8]()):
        python.dec_ref(traceback)
    raise Error(message)


def text_of(object: PythonObject) raises -> String:
    """The text of a Python `str`."""
    var length = Int(0)
    var data = running_python().text_of(object._obj_ptr, __op.address_of(length))
    if __op.eq(data, __op.null[UInt8]()):
        raise_python_error()
    return String(StaticString(unsafe_data=data, length=length))


def tuple_of_first(values: VariadicList[PythonObject], count: Int) -> PythonObject:
    """A Python tuple of the first `count` values."""
    ref python = required_python()
    var result = python.tuple_new(count)
    for i in range(count):
        python.inc_ref(values[i]._obj_ptr)
        _ = python.tuple_set(result, i, values[i]._obj_ptr)
    return PythonObject(from_owned=result)


def _machine_integer(number: PythonObject) raises -> Int:
    var result = running_python().long_as(number._obj_ptr)
    if result == -1 and __op.ne(running_python().err_occurred(), __op.null[UInt8]()):
        raise_python_error()
    return result


def _text(data: __type.pointer[UInt8], length: Int) -> PyObjectPtr:
    """A Python `str`; bytes that are not UTF-8 become U+FFFD."""
    return required_python().text_from(data, length, "replace".data)


def _part(value: Optional[Int]) -> PythonObject:
    if value:
        return PythonObject(value.value())
    return PythonObject()
