"""The C functions of CPython that values need, beyond those that Mojo's `PythonObject` uses (`std.python.cpython`).

In: the library that `cpython()` has opened. Out: `foreign()`, a table made when the first module of CPython is imported; nothing of this costs programs
that import none. All functions are of the stable C interface.
"""

from ...memory.raw import raw_allocate
from ...python.cpython import Binary, BinaryTest, CPython, Object as Address, Ternary, TernaryTest, Test, Text, Unary, _Names, cpython, running_python
from ...python.python_object import PythonObject
from ..errors import MODULE_NOT_FOUND_ERROR, Raised, error_with
from ..cells import text_of
from ..word import Object


struct Interpreter:
    var get_attribute: Binary
    var set_attribute: TernaryTest
    var has_attribute: def(Address, Text) thin abi("C") -> Int32
    var is_callable: Test
    var is_instance: BinaryTest
    var is_subclass: BinaryTest
    var is_subtype: BinaryTest
    var format: Binary
    var divmod: Binary
    var bytes_from: def(Text, Int) thin abi("C") -> Address
    var bytes_size: def(Address) thin abi("C") -> Int
    var bytes_data: Unary
    var encode: def(Address, Text, Text) thin abi("C") -> Address
    var complex_from: def(Float64, Float64) thin abi("C") -> Address
    var real: def(Address) thin abi("C") -> Float64
    var imaginary: def(Address) thin abi("C") -> Float64
    var long_as: def(Address, __type.pointer[Int32]) thin abi("C") -> Int
    var long_from_text: def(Text, Address, Int32) thin abi("C") -> Address
    var in_base: def(Address, Int32) thin abi("C") -> Address
    var tuple_item: def(Address, Int) thin abi("C") -> Address
    var list_item: def(Address, Int) thin abi("C") -> Address
    var list_as_tuple: Unary
    var set_add: BinaryTest
    var frozen_set: Unary
    var err_set: def(Address, Address) thin abi("C") -> None
    var new_exception: def(Text, Address, Address) thin abi("C") -> Address
    var type_from: Unary
    var allocate: def(Address, Int) thin abi("C") -> Address
    var free: def(Address) thin abi("C") -> None
    # Objects
    var true: Address
    var false: Address
    var not_implemented: Address
    var ellipsis: Address
    var type: Address
    var long: Address
    var float: Address
    var text: Address
    var bytes: Address
    var complex: Address
    var tuple: Address
    var base_exception: Address
    var builtins: Address
    """The module."""
    var header: Int
    """Bytes in front of an object's own fields."""

    @__cold
    def __init__(out self, library: Address) raises:
        var names = _Names(library)
        self.get_attribute = names.function[Binary]("PyObject_GetAttr")
        self.set_attribute = names.function[TernaryTest]("PyObject_SetAttr")
        self.has_attribute = names.function[def(Address, Text) thin abi("C") -> Int32]("PyObject_HasAttrString")
        self.is_callable = names.function[Test]("PyCallable_Check")
        self.is_instance = names.function[BinaryTest]("PyObject_IsInstance")
        self.is_subclass = names.function[BinaryTest]("PyObject_IsSubclass")
        self.is_subtype = names.function[BinaryTest]("PyType_IsSubtype")
        self.format = names.function[Binary]("PyObject_Format")
        self.divmod = names.function[Binary]("PyNumber_Divmod")
        self.bytes_from = names.function[def(Text, Int) thin abi("C") -> Address]("PyBytes_FromStringAndSize")
        self.bytes_size = names.function[def(Address) thin abi("C") -> Int]("PyBytes_Size")
        self.bytes_data = names.function[Unary]("PyBytes_AsString")
        self.encode = names.function[def(Address, Text, Text) thin abi("C") -> Address]("PyUnicode_AsEncodedString")
        self.complex_from = names.function[def(Float64, Float64) thin abi("C") -> Address]("PyComplex_FromDoubles")
        self.real = names.function[def(Address) thin abi("C") -> Float64]("PyComplex_RealAsDouble")
        self.imaginary = names.function[def(Address) thin abi("C") -> Float64]("PyComplex_ImagAsDouble")
        self.long_as = names.function[def(Address, __type.pointer[Int32]) thin abi("C") -> Int]("PyLong_AsLongLongAndOverflow")
        self.long_from_text = names.function[def(Text, Address, Int32) thin abi("C") -> Address]("PyLong_FromString")
        self.in_base = names.function[def(Address, Int32) thin abi("C") -> Address]("PyNumber_ToBase")
        self.tuple_item = names.function[def(Address, Int) thin abi("C") -> Address]("PyTuple_GetItem")
        self.list_item = names.function[def(Address, Int) thin abi("C") -> Address]("PyList_GetItem")
        self.list_as_tuple = names.function[Unary]("PyList_AsTuple")
        self.set_add = names.function[BinaryTest]("PySet_Add")
        self.frozen_set = names.function[Unary]("PyFrozenSet_New")
        self.err_set = names.function[def(Address, Address) thin abi("C") -> None]("PyErr_SetObject")
        self.new_exception = names.function[def(Text, Address, Address) thin abi("C") -> Address]("PyErr_NewException")
        self.type_from = names.function[Unary]("PyType_FromSpec")
        self.allocate = names.function[def(Address, Int) thin abi("C") -> Address]("PyType_GenericAlloc")
        self.free = names.function[def(Address) thin abi("C") -> None]("PyObject_Free")
        self.true = names.symbol("_Py_TrueStruct")
        self.false = names.symbol("_Py_FalseStruct")
        self.not_implemented = names.symbol("_Py_NotImplementedStruct")
        self.ellipsis = names.symbol("_Py_EllipsisObject")
        self.type = names.symbol("PyType_Type")
        self.long = names.symbol("PyLong_Type")
        self.float = names.symbol("PyFloat_Type")
        self.text = names.symbol("PyUnicode_Type")
        self.bytes = names.symbol("PyBytes_Type")
        self.complex = names.symbol("PyComplex_Type")
        self.tuple = names.symbol("PyTuple_Type")
        self.base_exception = __op.load(__op.pointer_cast[Address](names.symbol("PyExc_BaseException")))
        ref python = running_python()
        self.builtins = python.import_module("builtins".data)
        var size = PythonObject(from_owned=python.get_attribute(names.symbol("PyBaseObject_Type"), "__basicsize__".data))
        self.header = python.long_as(size._obj_ptr)
        names.check()


struct _State:
    var table: __type.pointer[Interpreter]

    @always_inline
    def __init__(out self):
        self.table = __op.null[Interpreter]()


var _state: _State = _State()


@always_inline
def foreign() -> ref [MutableAnyOrigin] Interpreter:
    """The table, when there is a foreign value: CPython runs."""
    return __op.deref(_state.table)


@always_inline
def foreign_is_running() -> Bool:
    return Bool(raw=__op.ne(_state.table, __op.null[Interpreter]()))


@__cold
def start_foreign(module: Word) raises Raised:
    """Finds and starts CPython, once; an `ImportError` says why `module` cannot be asked for."""
    if foreign_is_running():
        return
    try:
        ref python = cpython()
        var table = raw_allocate[Interpreter](1)
        __op.initialize(table, Interpreter(python.library))
        _state.table = table
    except error:
        var message = String("No module named '", string_of(module), "' in the program, and CPython cannot be asked: ", error)
        var text = Object(owning=text_of(message^))
        raise error_with(MODULE_NOT_FOUND_ERROR, text.word)


@always_inline
def is_null(address: Address) -> Bool:
    return Bool(raw=__op.eq(address, __op.null[UInt8]()))


@always_inline
def number_of(address: Address) -> Int:
    return Int(raw=__op.pointer_to_int(address))


@always_inline
def key_of(address: Address) -> Word:
    """An address as a small integer."""
    return Word(number_of(address) | 1)


from ..cells import string_of
from ..word import Word
