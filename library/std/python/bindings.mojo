"""Mojo for Python: modules, functions and types that CPython imports, made through the stable C interface.

In: C functions, which `--emit=python-extension` writes for functions and structs, or Mojo functions of `PythonObject`s (`def_function`, `def_method`). Out: a module.
An instance of a type holds the address of a Mojo value, which ends with it. Not here: arguments (`bindings_arguments.mojo`).
"""
from builtin.failure import abort
from io.output import flush_output
from memory.raw import raw_allocate, raw_free
from reflection import get_type_name
from .bindings_calls import (
    function0,
    function1,
    function2,
    function3,
    function4,
    function5,
    function6,
    method0,
    method1,
    method2,
    method3,
    method4,
    method5,
)
from .bindings_tuples import function_of_tuple, init_by, init_default, method_of_tuple
from .cpython import Object, Text, Unary, _function, _symbol, cpython, running_python
from .python_object import PythonObject, check_code, checked, text_of

comptime CFunction = def(Object, Object, Object) thin abi("C") -> Object
"""Receiver, tuple of arguments, dictionary of those by keyword or null."""
comptime Getter = def(Object, Object) thin abi("C") -> Object
comptime Setter = def(Object, Object, Object) thin abi("C") -> Int32

comptime _WITH_KEYWORDS = 3
comptime _header_size = 16


# What C reads


@fieldwise_init
struct _Method:
    """`PyMethodDef`"""

    var name: Text
    var function: Object
    var flags: Int
    var documentation: Text


@fieldwise_init
struct _Field:
    """`PyGetSetDef`"""

    var name: Text
    var get: Object
    var set: Object
    var documentation: Text
    var closure: Object


@fieldwise_init
struct _Specification:
    """`PyType_Spec`"""

    var name: Text
    var size: Int32
    var item_size: Int32
    var flags: Int
    var slots: __type.pointer[Int]


def _lasting(text: StringSlice) -> Text:
    """For ever, with a 0 behind it."""
    var copy = raw_allocate[UInt8](text.byte_length() + 1)
    __op.memory_copy(copy, text._data, text._length.value)
    __op.store(__op.offset(copy, text._length.value), UInt8(0))
    return copy


@always_inline
def _address[F: AnyType](function: F) -> Object:
    var held = function
    return __op.load(__op.pointer_cast[Object](__op.address_of(held)))


def _method_of(name: StringSlice, function: CFunction, documentation: StringSlice) -> Object:
    var method = raw_allocate[_Method](1)
    __op.initialize(
        method,
        _Method(
            name=_lasting(name),
            function=_address(function),
            flags=_WITH_KEYWORDS,
            documentation=__op.null[UInt8]() if documentation.byte_length() == 0 else _lasting(documentation),
        ),
    )
    return __op.pointer_cast[UInt8](method)


# Modules


struct PythonModuleBuilder(Movable):
    """A module while it is made: what `PyInit_name` does."""

    var module: PythonObject
    var name: String

    def __init__(out self, name: StringSlice) raises:
        """A new module."""
        var create = _function[def(Object, Int32) thin abi("C") -> Object](cpython().library, "PyModule_Create2")
        # `PyModuleDef`: a head of 40 bytes that begins with a count, the name, the documentation, a size of -1: no sub-interpreters.
        var definition = raw_allocate[Int](13)
        __op.memory_set(__op.pointer_cast[UInt8](definition), UInt8(0).value, Int(104).value)
        __op.store(definition, Int(1))
        __op.store(__op.offset(definition, Int(5).value), Int(raw=__op.pointer_to_int(_lasting(name))))
        __op.store(__op.offset(definition, Int(7).value), Int(-1))
        self.name = String(name)
        self.module = checked(create(__op.pointer_cast[UInt8](definition), Int32(1013)))

    def __init__(out self, *, module: PythonObject) raises:
        """An existing module, to which things are added."""
        self.name = text_of(module.__getattr__("__name__"))
        self.module = module

    def add(mut self, name: StringSlice, value: PythonObject) raises:
        """`module.name = value`"""
        self.module.__setattr__(String(name), value)

    def add_function(mut self, name: StringSlice, function: CFunction, documentation: StringSlice = "") raises:
        """A function in C's form."""
        self.add(name, _function_object(name, function, documentation, self.name))

    def describe(mut self, documentation: StringSlice) raises:
        """The module's `__doc__`."""
        self.add("__doc__", PythonObject(documentation))

    def add_type[T: Movable](mut self, name: StaticString) raises -> PythonTypeBuilder[T]:
        """A type whose instances hold a `T`."""
        var type = new_type[T](name, self.name)
        self.add(name, type)
        return PythonTypeBuilder[T](type=type, name=String(name))

    # Functions of `PythonObject`s

    def def_function[function: def() raises thin -> PythonObject](mut self, name: StaticString, docstring: StaticString = "") raises:
        self.add_function(name, function0[function], docstring)

    def def_function[function: def(PythonObject) raises thin -> PythonObject](mut self, name: StaticString, docstring: StaticString = "") raises:
        self.add_function(name, function1[function], docstring)

    def def_function[function: def(PythonObject, PythonObject) raises thin -> PythonObject](mut self, name: StaticString, docstring: StaticString = "") raises:
        self.add_function(name, function2[function], docstring)

    def def_function[function: def(PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](mut self, name: StaticString, docstring: StaticString = "") raises:
        self.add_function(name, function3[function], docstring)

    def def_function[function: def(PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](mut self, name: StaticString, docstring: StaticString = "") raises:
        self.add_function(name, function4[function], docstring)

    def def_function[function: def(PythonObject, PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](mut self, name: StaticString, docstring: StaticString = "") raises:
        self.add_function(name, function5[function], docstring)

    def def_function[function: def(PythonObject, PythonObject, PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](mut self, name: StaticString, docstring: StaticString = "") raises:
        self.add_function(name, function6[function], docstring)

    def def_py_function[function: def(PythonObject, PythonObject) raises thin -> PythonObject](
        mut self, name: StaticString, docstring: StaticString = ""
    ) raises:
        """A function of the module and a tuple of all arguments."""
        self.add_function(name, function_of_tuple[function], docstring)

    def finalize(mut self) raises -> PythonObject:
        """The module."""
        return self.module

    def released(mut self) -> Object:
        """The module, as `PyInit_name` gives it."""
        var module = self.module
        return module^._release()


def _function_object(name: StringSlice, function: CFunction, documentation: StringSlice, module: String) raises -> PythonObject:
    var make = _function[def(Object, Object, Object) thin abi("C") -> Object](cpython().library, "PyCFunction_NewEx")
    var in_module = PythonObject(module)
    var made = checked(make(_method_of(name, function, documentation), __op.null[UInt8](), in_module._obj_ptr))
    _ = in_module^
    return made^


# Types


@fieldwise_init
struct PythonTypeBuilder[T: Movable](Copyable, Movable):
    """A type while it is made."""

    var type: PythonObject
    var name: String

    def add_method(self, name: StringSlice, function: CFunction, documentation: StringSlice = "") raises:
        """A method in C's form; names such as `__add__` are operators."""
        var make = _function[def(Object, Object) thin abi("C") -> Object](running_python().library, "PyDescr_NewMethod")
        var descriptor = checked(make(self.type._obj_ptr, _method_of(name, function, documentation)))
        self.type.__setattr__(String(name), descriptor)

    def add_static_method(self, name: StringSlice, function: CFunction, documentation: StringSlice = "") raises:
        self.type.__setattr__(String(name), _function_object(name, function, documentation, self.name))

    def add_field(self, name: StringSlice, get: Getter, set: Setter) raises:
        """An attribute that is read and set by functions."""
        var make = _function[def(Object, Object) thin abi("C") -> Object](running_python().library, "PyDescr_NewGetSet")
        var field = raw_allocate[_Field](1)
        var nothing = __op.null[UInt8]()
        __op.initialize(field, _Field(name=_lasting(name), get=_address(get), set=_address(set), documentation=nothing, closure=nothing))
        self.type.__setattr__(String(name), checked(make(self.type._obj_ptr, __op.pointer_cast[UInt8](field))))

    def describe(self, documentation: StringSlice) raises:
        """The type's `__doc__`."""
        self.type.__setattr__("__doc__", PythonObject(documentation))


    # Methods of `PythonObject`s

    def def_init_defaultable[V: Defaultable & Movable](self) raises -> Self:
        """`Type()` makes a default value."""
        self.add_method("__init__", init_default[V])
        return self.copy()

    def def_py_init[init: def(PythonObject, PythonObject) raises thin -> Self.T](self) raises -> Self:
        """`Type(...)` makes what a function gives for the tuple and the dictionary of all arguments."""
        self.add_method("__init__", init_by[Self.T, init])
        return self.copy()

    def def_py_method[function: def(PythonObject, PythonObject) raises thin -> PythonObject](
        self, name: StaticString, docstring: StaticString = ""
    ) raises -> Self:
        """A method of the receiver and a tuple of all arguments."""
        self.add_method(name, method_of_tuple[function], docstring)
        return self.copy()

    def def_method[function: def(PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_method(name, method0[function], docstring)
        return self.copy()

    def def_method[function: def(PythonObject, PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_method(name, method1[function], docstring)
        return self.copy()

    def def_method[function: def(PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_method(name, method2[function], docstring)
        return self.copy()

    def def_method[function: def(PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_method(name, method3[function], docstring)
        return self.copy()

    def def_method[function: def(PythonObject, PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_method(name, method4[function], docstring)
        return self.copy()

    def def_method[function: def(PythonObject, PythonObject, PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_method(name, method5[function], docstring)
        return self.copy()

    def def_staticmethod[function: def() raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_static_method(name, function0[function], docstring)
        return self.copy()

    def def_staticmethod[function: def(PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_static_method(name, function1[function], docstring)
        return self.copy()

    def def_staticmethod[function: def(PythonObject, PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_static_method(name, function2[function], docstring)
        return self.copy()

    def def_staticmethod[function: def(PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_static_method(name, function3[function], docstring)
        return self.copy()

    def def_staticmethod[function: def(PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_static_method(name, function4[function], docstring)
        return self.copy()

    def def_staticmethod[function: def(PythonObject, PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self, name: StaticString, docstring: StaticString = "") raises -> Self:
        self.add_static_method(name, function5[function], docstring)
        return self.copy()


@fieldwise_init
struct _BoundType(Copyable, Movable):
    var name: StaticString
    """Of the Mojo type."""
    var type: Object


struct _BoundTypes:
    var all: __type.pointer[List[_BoundType]]

    @always_inline
    def __init__(out self):
        self.all = __op.null[List[_BoundType]]()


var _bound_types: _BoundTypes = _BoundTypes()


def new_type[T: Movable](name: StaticString, module: String) raises -> PythonObject:
    """The type of Python for a type of Mojo; there is one."""
    var slots = raw_allocate[Int](6)
    var deallocate: def(Object) thin abi("C") -> None = _end_instance[T]
    var make: CFunction = _new_instance
    __op.store(slots, Int(52))
    __op.store(__op.offset(slots, Int(1).value), Int(raw=__op.pointer_to_int(_address(deallocate))))
    __op.store(__op.offset(slots, Int(2).value), Int(65))
    __op.store(__op.offset(slots, Int(3).value), Int(raw=__op.pointer_to_int(_address(make))))
    __op.store(__op.offset(slots, Int(4).value), Int(0))
    __op.store(__op.offset(slots, Int(5).value), Int(0))
    var full = String(module, ".", name)
    var spec = raw_allocate[_Specification](1)
    # Flags: the default ones, and that Python may extend it.
    __op.initialize(
        spec,
        _Specification(
            name=_lasting(full.as_string_slice()), size=Int32(_header_size + 8), item_size=Int32(0), flags=1 << 18 | 1 << 10, slots=slots
        ),
    )
    _ = full^
    var create = _function[Unary](running_python().library, "PyType_FromSpec")
    var type = checked(create(__op.pointer_cast[UInt8](spec)))
    running_python().inc_ref(type._obj_ptr)
    if __op.eq(_bound_types.all, __op.null[List[_BoundType]]()):
        _bound_types.all = raw_allocate[List[_BoundType]](1)
        __op.initialize(_bound_types.all, List[_BoundType]())
    __op.deref(_bound_types.all).append(_BoundType(name=get_type_name[T](), type=type._obj_ptr))
    return type^


def bound_type[T: AnyType]() raises -> Object:
    """The type of Python for a type of Mojo, without a count."""
    comptime name = get_type_name[T]()
    if __op.ne(_bound_types.all, __op.null[List[_BoundType]]()):
        ref all = __op.deref(_bound_types.all)
        for i in range(len(all)):
            if all[i].name == name:
                return all[i].type
    raise Error("TypeError: no type of Python stands for ", name)


# Instances


@always_inline
def _place[T: AnyType](object: Object) -> __type.pointer[__type.pointer[T]]:
    return __op.pointer_cast[__type.pointer[T]](__op.offset(object, Int(_header_size).value))


def _new_instance(type: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    """Without a value: `__init__` makes it."""
    try:
        var allocate = _function[def(Object, Int) thin abi("C") -> Object](running_python().library, "PyType_GenericAlloc")
        return allocate(type, 0)
    except error:
        return raised(error)


def _type_address(object: Object) -> Object:
    return __op.load(__op.pointer_cast[Object](__op.offset(object, Int(8).value)))


def _end_instance[T: Movable](self: Object) abi("C"):
    var value = __op.load(_place[T](self))
    if __op.ne(value, __op.null[T]()):
        __op.destroy(value)
        raw_free(value)
        flush_output()
    ref python = running_python()
    var type = _type_address(self)
    try:
        # `tp_free` of what may be a class in Python that extends this one.
        var slot = _function[def(Object, Int32) thin abi("C") -> Object](python.library, "PyType_GetSlot")
        var address = slot(type, Int32(74))
        __op.deref(__op.pointer_cast[def(Object) thin abi("C") -> None](__op.address_of(address)))(self)
    except:
        pass
    python.dec_ref(type)


def is_value[T: AnyType](object: Object) raises -> Bool:
    """Whether it is an instance that holds a `T`."""
    var type = bound_type[T]()
    var own = _type_address(object)
    if __op.eq(own, type):
        return True
    var is_subtype = _function[def(Object, Object) thin abi("C") -> Int32](running_python().library, "PyType_IsSubtype")
    return is_subtype(own, type) != 0


def value_in[T: AnyType](object: Object) raises -> ref [MutableAnyOrigin] T:
    """The value that an instance holds; the instance stays its owner."""
    if not is_value[T](object):
        raise Error("TypeError: expected ", get_type_name[T](), ", got ", type_name_of(object))
    var value = __op.load(_place[T](object))
    if __op.eq(value, __op.null[T]()):
        raise Error("TypeError: ", get_type_name[T](), ".__init__() was not called")
    return __op.deref(value)


def unchecked_value[T: AnyType](object: Object) -> ref [MutableAnyOrigin] T:
    """As `value_in`, of what is known to hold a `T`."""
    return __op.deref(__op.load(_place[T](object)))


def initialize_value[T: Movable](object: Object, var value: T) raises:
    """What `__init__` does."""
    if not is_value[T](object):
        raise Error("TypeError: expected ", get_type_name[T](), ", got ", type_name_of(object))
    var place = __op.load(_place[T](object))
    if __op.eq(place, __op.null[T]()):
        place = raw_allocate[T](1)
        __op.store(_place[T](object), place)
    else:
        __op.destroy(place)
    __op.initialize(place, value^)


def owned_by_python[T: Movable](var value: T) raises -> PythonObject:
    """A new instance that holds the value."""
    var allocate = _function[def(Object, Int) thin abi("C") -> Object](running_python().library, "PyType_GenericAlloc")
    var object = checked(allocate(bound_type[T](), 0))
    initialize_value[T](object._obj_ptr, value^)
    return object^


def type_name_of(object: Object) raises -> String:
    return text_of(checked(running_python().get_attribute(_type_address(object), "__name__".data)))


# Results


def returned(var result: PythonObject) -> Object:
    """What a function gives Python; what it has printed is seen before what Python prints."""
    flush_output()
    return result^._release()


@no_inline
def raised(error: Error) -> Object:
    """Python has the error in hand: `ValueError: text` is a `ValueError`, any other text an `Exception`. Gives null, as functions do that raise."""
    flush_output()
    ref python = running_python()
    var message = String(error)
    var type = PythonObject()
    var colon = message.find(": ")
    try:
        var builtins = checked(python.import_module("builtins".data))
        type = builtins.__getattr__("Exception")
        if colon > 0:
            var name = String(message[byte=0:colon])
            var is_subtype = _function[def(Object, Object) thin abi("C") -> Int32](python.library, "PyType_IsSubtype")
            var found = python.get_attribute(builtins._obj_ptr, name._terminated())
            if __op.eq(found, __op.null[UInt8]()):
                python.err_clear()
            else:
                var candidate = PythonObject(from_owned=found)
                var is_type = __op.eq(_type_address(found), _type_address(type._obj_ptr))
                if Bool(raw=is_type) and is_subtype(found, builtins.__getattr__("BaseException")._obj_ptr) != 0:
                    type = candidate
                    message = String(message[byte = colon + 2 : message.byte_length()])
            _ = name^
        var set = _function[def(Object, Object) thin abi("C") -> None](python.library, "PyErr_SetObject")
        var text = PythonObject(message)
        set(type._obj_ptr, text._obj_ptr)
        _ = text^
    except failure:
        abort(failure)
    _ = type^
    return __op.null[UInt8]()
