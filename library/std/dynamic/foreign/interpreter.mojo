"""The C functions of CPython that values need, beyond those that Mojo's `PythonObject` uses (`std.python.cpython`).

In: the library that `cpython()` has opened. Out: `foreign()`, a table made when the first module of CPython is imported; nothing of this costs programs
that import none. All functions are of the stable C interface.
"""

from ...memory.raw import raw_allocate
from ...python.cpython import Binary, BinaryTest, Object as Address, Ternary, TernaryTest, Test, Text, Unary, _Names, cpython, running_python
from ...python.python_object import PythonObject
from ..cells import string_of
from ..errors import Raised
from ..word import Word
from .helpers import HELPERS

comptime operator_count = 13
comptime operator_names = [
    "Add", "Subtract", "Multiply", "TrueDivide", "FloorDivide", "Remainder", "MatrixMultiply", "Lshift", "Rshift", "And", "Or", "Xor", "Divmod",
]
"""Of `PyNumber_...`; the order of `methods.mojo`."""
comptime in_place_count = 12
"""All but the last."""
comptime is_heap_type = 1 << 9
"""A flag of types that were made by a program, in Python or in C."""


struct Interpreter:
    var operators: __type.array[Binary, 13]
    var in_place: __type.array[Binary, 12]
    var get_attribute: Binary
    var set_attribute: TernaryTest
    var generic_attribute: Binary
    var directory: Unary
    var is_callable: Test
    var is_instance: BinaryTest
    var is_subclass: BinaryTest
    var is_subtype: BinaryTest
    var type_flags: def(Address) thin abi("C") -> UInt
    var format: Binary
    var bytes_from: def(Text, Int) thin abi("C") -> Address
    var bytes_size: def(Address) thin abi("C") -> Int
    var bytes_data: Unary
    var encode: def(Address, Text, Text) thin abi("C") -> Address
    var intern: def(Text) thin abi("C") -> Address
    var complex_from: def(Float64, Float64) thin abi("C") -> Address
    var real: def(Address) thin abi("C") -> Float64
    var imaginary: def(Address) thin abi("C") -> Float64
    var long_as: def(Address, __type.pointer[Int32]) thin abi("C") -> Int
    var long_from_text: def(Text, Address, Int32) thin abi("C") -> Address
    var in_base: def(Address, Int32) thin abi("C") -> Address
    var tuple_size: def(Address) thin abi("C") -> Int
    var tuple_item: def(Address, Int) thin abi("C") -> Address
    var list_size: def(Address) thin abi("C") -> Int
    var list_item: def(Address, Int) thin abi("C") -> Address
    var dict_next: def(Address, __type.pointer[Int], __type.pointer[Address], __type.pointer[Address]) thin abi("C") -> Int32
    var frozen_set: Unary
    var err_set: def(Address, Address) thin abi("C") -> None
    var new_exception: def(Text, Address, Address) thin abi("C") -> Address
    var type_from: Unary
    var allocate: def(Address, Int) thin abi("C") -> Address
    var free: def(Address) thin abi("C") -> None
    var clear_weak_references: def(Address) thin abi("C") -> None
    var fill_info: def(Address, Address, Address, Int, Int32, Int32) thin abi("C") -> Int32
    var memory_view: Unary
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
    var list: Address
    var dict: Address
    var set: Address
    var slice: Address
    var base_exception: Address
    var attribute_error: Address
    var builtins: Address
    """The module."""
    var helpers: Address
    """A dictionary with what is written in Python (`helpers.mojo`)."""

    @__cold
    def __init__(out self, library: Address) raises:
        var names = _Names(library)
        self.operators = __op.uninitialized[__type.array[Binary, 13]]()
        self.in_place = __op.uninitialized[__type.array[Binary, 12]]()
        comptime for i in range(operator_count):
            comptime name = operator_names[i]
            __op.array_element(self.operators, i.value) = names.function[Binary](_joined[name]("PyNumber_"))
            comptime if i < in_place_count:
                __op.array_element(self.in_place, i.value) = names.function[Binary](_joined[name]("PyNumber_InPlace"))
        self.get_attribute = names.function[Binary]("PyObject_GetAttr")
        self.set_attribute = names.function[TernaryTest]("PyObject_SetAttr")
        self.generic_attribute = names.function[Binary]("PyObject_GenericGetAttr")
        self.directory = names.function[Unary]("PyObject_Dir")
        self.is_callable = names.function[Test]("PyCallable_Check")
        self.is_instance = names.function[BinaryTest]("PyObject_IsInstance")
        self.is_subclass = names.function[BinaryTest]("PyObject_IsSubclass")
        self.is_subtype = names.function[BinaryTest]("PyType_IsSubtype")
        self.type_flags = names.function[def(Address) thin abi("C") -> UInt]("PyType_GetFlags")
        self.format = names.function[Binary]("PyObject_Format")
        self.bytes_from = names.function[def(Text, Int) thin abi("C") -> Address]("PyBytes_FromStringAndSize")
        self.bytes_size = names.function[def(Address) thin abi("C") -> Int]("PyBytes_Size")
        self.bytes_data = names.function[Unary]("PyBytes_AsString")
        self.encode = names.function[def(Address, Text, Text) thin abi("C") -> Address]("PyUnicode_AsEncodedString")
        self.intern = names.function[def(Text) thin abi("C") -> Address]("PyUnicode_InternFromString")
        self.complex_from = names.function[def(Float64, Float64) thin abi("C") -> Address]("PyComplex_FromDoubles")
        self.real = names.function[def(Address) thin abi("C") -> Float64]("PyComplex_RealAsDouble")
        self.imaginary = names.function[def(Address) thin abi("C") -> Float64]("PyComplex_ImagAsDouble")
        self.long_as = names.function[def(Address, __type.pointer[Int32]) thin abi("C") -> Int]("PyLong_AsLongLongAndOverflow")
        self.long_from_text = names.function[def(Text, Address, Int32) thin abi("C") -> Address]("PyLong_FromString")
        self.in_base = names.function[def(Address, Int32) thin abi("C") -> Address]("PyNumber_ToBase")
        self.tuple_size = names.function[def(Address) thin abi("C") -> Int]("PyTuple_Size")
        self.tuple_item = names.function[def(Address, Int) thin abi("C") -> Address]("PyTuple_GetItem")
        self.list_size = names.function[def(Address) thin abi("C") -> Int]("PyList_Size")
        self.list_item = names.function[def(Address, Int) thin abi("C") -> Address]("PyList_GetItem")
        self.dict_next = names.function[
            def(Address, __type.pointer[Int], __type.pointer[Address], __type.pointer[Address]) thin abi("C") -> Int32
        ]("PyDict_Next")
        self.frozen_set = names.function[Unary]("PyFrozenSet_New")
        self.err_set = names.function[def(Address, Address) thin abi("C") -> None]("PyErr_SetObject")
        self.new_exception = names.function[def(Text, Address, Address) thin abi("C") -> Address]("PyErr_NewException")
        self.type_from = names.function[Unary]("PyType_FromSpec")
        self.allocate = names.function[def(Address, Int) thin abi("C") -> Address]("PyType_GenericAlloc")
        self.free = names.function[def(Address) thin abi("C") -> None]("PyObject_Free")
        self.clear_weak_references = names.function[def(Address) thin abi("C") -> None]("PyObject_ClearWeakRefs")
        self.fill_info = names.function[def(Address, Address, Address, Int, Int32, Int32) thin abi("C") -> Int32]("PyBuffer_FillInfo")
        self.memory_view = names.function[Unary]("PyMemoryView_FromObject")
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
        self.list = names.symbol("PyList_Type")
        self.dict = names.symbol("PyDict_Type")
        self.set = names.symbol("PySet_Type")
        self.slice = names.symbol("PySlice_Type")
        self.base_exception = __op.load(__op.pointer_cast[Address](names.symbol("PyExc_BaseException")))
        self.attribute_error = __op.load(__op.pointer_cast[Address](names.symbol("PyExc_AttributeError")))
        names.check()
        ref python = running_python()
        self.builtins = python.import_module("builtins".data)
        self.helpers = python.dict_new()
        var key = PythonObject("__builtins__")
        _ = python.dict_set(self.helpers, key._obj_ptr, self.builtins)
        var code = PythonObject(from_owned=python.compile_string(HELPERS.data, "<mojo>".data, Int32(257)))
        python.dec_ref(python.eval_code(code._obj_ptr, self.helpers, self.helpers))
        _ = key^


def _joined[name: StaticString](prefix: StaticString) -> StaticString:
    """A name that lives for ever."""
    var text = String(prefix, name, "\0")
    ref kept = string_of(name_of(text._data_pointer(), text.byte_length()))
    _ = text^
    return StaticString(unsafe_data=kept._data_pointer(), length=kept.byte_length() - 1)


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
    comptime if parallel:
        raise not_found(String("No module named '", string_of(module), "' in the program; one whose threads run at once cannot ask CPython"), module)
    try:
        ref python = cpython()
        var table = raw_allocate[Interpreter](1)
        __op.initialize(table, Interpreter(python.library))
        _state.table = table
    except error:
        raise not_found(String("No module named '", string_of(module), "' in the program, and CPython cannot be asked: ", error), module)


def helper(name: StringLiteral) -> PythonObject:
    """A function of `helpers.mojo`."""
    ref python = running_python()
    var key = PythonObject(name)
    return PythonObject(from_owned=python.get_item(foreign().helpers, key._obj_ptr))


@always_inline
def is_null(address: Address) -> Bool:
    return Bool(raw=__op.eq(address, __op.null[UInt8]()))


@always_inline
def same_object(a: Address, b: Address) -> Bool:
    return Bool(raw=__op.eq(a, b))


@always_inline
def references_to(object: Address) -> Int:
    """How many there are; a large number for an object that lives for ever."""
    return Int(__op.load(__op.pointer_cast[UInt32](object)))


@always_inline
def type_address(object: Address) -> Address:
    """Without a count: the second word of every object, in all versions with a global lock."""
    return __op.load(__op.pointer_cast[Address](__op.offset(object, Int(8).value)))


@always_inline
def key_of(address: Address) -> Word:
    """An address as a small integer."""
    return Word(Int(raw=__op.pointer_to_int(address)) | 1)


@always_inline
def address_of_key(key: Word) -> Address:
    return __op.int_to_pointer[UInt8]((key.bits & ~1).value)


from ..modules import not_found
from ..names import name_of
from ..word import parallel
