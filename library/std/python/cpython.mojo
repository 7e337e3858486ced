"""The C functions of CPython, found in a shared library at run time.

In: a library from `find_library.mojo`. Out: `cpython()`, a table of typed function pointers, made at first use; Python runs from then on.
All functions are of the stable C interface, so any CPython from 3.8 on will do. The thread that uses Python first holds its lock for good.
Not here: ownership of objects (`python_object.mojo`).
"""
from builtin.failure import abort
from memory.raw import raw_allocate
from startup import program_arguments
from .find_library import PythonLocation, find_python

comptime Object = __type.pointer[UInt8]
comptime Text = __type.pointer[UInt8]
comptime Unary = def(Object) thin abi("C") -> Object
comptime Binary = def(Object, Object) thin abi("C") -> Object
comptime Ternary = def(Object, Object, Object) thin abi("C") -> Object
comptime Test = def(Object) thin abi("C") -> Int32
comptime BinaryTest = def(Object, Object) thin abi("C") -> Int32
comptime TernaryTest = def(Object, Object, Object) thin abi("C") -> Int32
comptime Size = def(Object) thin abi("C") -> Int
comptime MakeSized = def(Int) thin abi("C") -> Object
comptime Place = def(Object, Int, Object) thin abi("C") -> Int32
comptime Action = def(Object) thin abi("C") -> None
comptime Command = def() thin abi("C") -> None
comptime Question = def() thin abi("C") -> Int32


struct CPython(Movable):
    """Functions by their names in C, without `Py` and underscores."""

    var library: Object
    """As `dlopen` gave it."""
    var none: Object
    # Lives of objects
    var inc_ref: Action
    var dec_ref: Action
    # Errors
    var err_occurred: def() thin abi("C") -> Object
    var err_fetch: def(__type.pointer[Object], __type.pointer[Object], __type.pointer[Object]) thin abi("C") -> None
    var err_normalize: def(__type.pointer[Object], __type.pointer[Object], __type.pointer[Object]) thin abi("C") -> None
    var err_clear: Command
    # Modules and code
    var import_module: def(Text) thin abi("C") -> Object
    var add_module: def(Text) thin abi("C") -> Object
    var module_dict: Unary
    var compile_string: def(Text, Text, Int32) thin abi("C") -> Object
    var eval_code: Ternary
    # Objects
    var get_attribute: def(Object, Text) thin abi("C") -> Object
    var set_attribute: def(Object, Text, Object) thin abi("C") -> Int32
    var call: Ternary
    var get_item: Binary
    var set_item: TernaryTest
    var delete_item: BinaryTest
    var rich_compare: def(Object, Object, Int32) thin abi("C") -> Object
    var is_true: Test
    var length: Size
    var hash: Size
    var str: Unary
    var repr: Unary
    var type: Unary
    var get_iter: Unary
    var iter_next: Unary
    var contains: BinaryTest
    # Making
    var bool_from: MakeSized
    var long_from: MakeSized
    var long_from_unsigned: def(UInt) thin abi("C") -> Object
    var float_from: def(Float64) thin abi("C") -> Object
    var text_from: def(Text, Int, Text) thin abi("C") -> Object
    var tuple_new: MakeSized
    var tuple_set: Place
    var list_new: MakeSized
    var list_set: Place
    var dict_new: def() thin abi("C") -> Object
    var dict_set: TernaryTest
    var set_new: Unary
    var slice_new: Ternary
    # Reading
    var text_of: def(Object, __type.pointer[Int]) thin abi("C") -> Text
    var long_as: Size
    var float_as: def(Object) thin abi("C") -> Float64
    # Memory
    var get_buffer: def(Object, Object, Int32) thin abi("C") -> Int32
    var release_buffer: Action
    # Numbers
    var number_index: Unary
    var number_long: Unary
    var number_float: Unary
    var add: Binary
    var subtract: Binary
    var multiply: Binary
    var true_divide: Binary
    var floor_divide: Binary
    var remainder: Binary
    var power: Ternary
    var matrix_multiply: Binary
    var left_shift: Binary
    var right_shift: Binary
    var and_: Binary
    var or_: Binary
    var xor: Binary
    var negative: Unary
    var positive: Unary
    var invert: Unary
    var absolute: Unary
    var in_place_add: Binary
    var in_place_subtract: Binary
    var in_place_multiply: Binary
    var in_place_true_divide: Binary
    var in_place_floor_divide: Binary
    var in_place_remainder: Binary
    var in_place_power: Ternary
    var in_place_matrix_multiply: Binary
    var in_place_left_shift: Binary
    var in_place_right_shift: Binary
    var in_place_and: Binary
    var in_place_or: Binary
    var in_place_xor: Binary

    @__cold
    def __init__(out self, library: Object) raises:
        """Looks every function up; raises if one is missing."""
        var names = _Names(library)
        self.library = library
        self.none = names.symbol("_Py_NoneStruct")
        self.inc_ref = names.function[Action]("Py_IncRef")
        self.dec_ref = names.function[Action]("Py_DecRef")
        self.err_occurred = names.function[def() thin abi("C") -> Object]("PyErr_Occurred")
        self.err_fetch = names.function[
            def(__type.pointer[Object], __type.pointer[Object], __type.pointer[Object]) thin abi("C") -> None
        ]("PyErr_Fetch")
        self.err_normalize = names.function[
            def(__type.pointer[Object], __type.pointer[Object], __type.pointer[Object]) thin abi("C") -> None
        ]("PyErr_NormalizeException")
        self.err_clear = names.function[Command]("PyErr_Clear")
        self.import_module = names.function[def(Text) thin abi("C") -> Object]("PyImport_ImportModule")
        self.add_module = names.function[def(Text) thin abi("C") -> Object]("PyImport_AddModule")
        self.module_dict = names.function[Unary]("PyModule_GetDict")
        self.compile_string = names.function[def(Text, Text, Int32) thin abi("C") -> Object]("Py_CompileString")
        self.eval_code = names.function[Ternary]("PyEval_EvalCode")
        self.get_attribute = names.function[def(Object, Text) thin abi("C") -> Object]("PyObject_GetAttrString")
        self.set_attribute = names.function[def(Object, Text, Object) thin abi("C") -> Int32]("PyObject_SetAttrString")
        self.call = names.function[Ternary]("PyObject_Call")
        self.get_item = names.function[Binary]("PyObject_GetItem")
        self.set_item = names.function[TernaryTest]("PyObject_SetItem")
        self.delete_item = names.function[BinaryTest]("PyObject_DelItem")
        self.rich_compare = names.function[def(Object, Object, Int32) thin abi("C") -> Object]("PyObject_RichCompare")
        self.is_true = names.function[Test]("PyObject_IsTrue")
        self.length = names.function[Size]("PyObject_Size")
        self.hash = names.function[Size]("PyObject_Hash")
        self.str = names.function[Unary]("PyObject_Str")
        self.repr = names.function[Unary]("PyObject_Repr")
        self.type = names.function[Unary]("PyObject_Type")
        self.get_iter = names.function[Unary]("PyObject_GetIter")
        self.iter_next = names.function[Unary]("PyIter_Next")
        self.contains = names.function[BinaryTest]("PySequence_Contains")
        self.bool_from = names.function[MakeSized]("PyBool_FromLong")
        self.long_from = names.function[MakeSized]("PyLong_FromSsize_t")
        self.long_from_unsigned = names.function[def(UInt) thin abi("C") -> Object]("PyLong_FromSize_t")
        self.float_from = names.function[def(Float64) thin abi("C") -> Object]("PyFloat_FromDouble")
        self.text_from = names.function[def(Text, Int, Text) thin abi("C") -> Object]("PyUnicode_DecodeUTF8")
        self.tuple_new = names.function[MakeSized]("PyTuple_New")
        self.tuple_set = names.function[Place]("PyTuple_SetItem")
        self.list_new = names.function[MakeSized]("PyList_New")
        self.list_set = names.function[Place]("PyList_SetItem")
        self.dict_new = names.function[def() thin abi("C") -> Object]("PyDict_New")
        self.dict_set = names.function[TernaryTest]("PyDict_SetItem")
        self.set_new = names.function[Unary]("PySet_New")
        self.slice_new = names.function[Ternary]("PySlice_New")
        self.text_of = names.function[def(Object, __type.pointer[Int]) thin abi("C") -> Text]("PyUnicode_AsUTF8AndSize")
        self.long_as = names.function[Size]("PyLong_AsSsize_t")
        self.float_as = names.function[def(Object) thin abi("C") -> Float64]("PyFloat_AsDouble")
        self.get_buffer = names.function[def(Object, Object, Int32) thin abi("C") -> Int32]("PyObject_GetBuffer")
        self.release_buffer = names.function[Action]("PyBuffer_Release")
        self.number_index = names.function[Unary]("PyNumber_Index")
        self.number_long = names.function[Unary]("PyNumber_Long")
        self.number_float = names.function[Unary]("PyNumber_Float")
        self.add = names.function[Binary]("PyNumber_Add")
        self.subtract = names.function[Binary]("PyNumber_Subtract")
        self.multiply = names.function[Binary]("PyNumber_Multiply")
        self.true_divide = names.function[Binary]("PyNumber_TrueDivide")
        self.floor_divide = names.function[Binary]("PyNumber_FloorDivide")
        self.remainder = names.function[Binary]("PyNumber_Remainder")
        self.power = names.function[Ternary]("PyNumber_Power")
        self.matrix_multiply = names.function[Binary]("PyNumber_MatrixMultiply")
        self.left_shift = names.function[Binary]("PyNumber_Lshift")
        self.right_shift = names.function[Binary]("PyNumber_Rshift")
        self.and_ = names.function[Binary]("PyNumber_And")
        self.or_ = names.function[Binary]("PyNumber_Or")
        self.xor = names.function[Binary]("PyNumber_Xor")
        self.negative = names.function[Unary]("PyNumber_Negative")
        self.positive = names.function[Unary]("PyNumber_Positive")
        self.invert = names.function[Unary]("PyNumber_Invert")
        self.absolute = names.function[Unary]("PyNumber_Absolute")
        self.in_place_add = names.function[Binary]("PyNumber_InPlaceAdd")
        self.in_place_subtract = names.function[Binary]("PyNumber_InPlaceSubtract")
        self.in_place_multiply = names.function[Binary]("PyNumber_InPlaceMultiply")
        self.in_place_true_divide = names.function[Binary]("PyNumber_InPlaceTrueDivide")
        self.in_place_floor_divide = names.function[Binary]("PyNumber_InPlaceFloorDivide")
        self.in_place_remainder = names.function[Binary]("PyNumber_InPlaceRemainder")
        self.in_place_power = names.function[Ternary]("PyNumber_InPlacePower")
        self.in_place_matrix_multiply = names.function[Binary]("PyNumber_InPlaceMatrixMultiply")
        self.in_place_left_shift = names.function[Binary]("PyNumber_InPlaceLshift")
        self.in_place_right_shift = names.function[Binary]("PyNumber_InPlaceRshift")
        self.in_place_and = names.function[Binary]("PyNumber_InPlaceAnd")
        self.in_place_or = names.function[Binary]("PyNumber_InPlaceOr")
        self.in_place_xor = names.function[Binary]("PyNumber_InPlaceXor")
        names.check()

struct PythonState:
    """The table, null before the first use."""

    var table: __type.pointer[CPython]

    @always_inline
    def __init__(out self):
        self.table = __op.null[CPython]()


var python_state: PythonState = PythonState()


@always_inline
def running_python() -> ref [MutableAnyOrigin] CPython:
    """The table, when an object exists already: Python runs."""
    return __op.deref(python_state.table)


def python_is_running() -> Bool:
    return Bool(raw=__op.ne(python_state.table, __op.null[CPython]()))


def cpython() raises -> ref [MutableAnyOrigin] CPython:
    """The table. The first call finds and starts Python; raises if there is none."""
    if not python_is_running():
        _start()
    return __op.deref(python_state.table)


def required_python() -> ref [MutableAnyOrigin] CPython:
    """The table, for conversions, which cannot raise: without Python the program ends."""
    if not python_is_running():
        _start_or_abort()
    return __op.deref(python_state.table)


@__cold
def _start_or_abort():
    try:
        _start()
    except error:
        abort(error)


@__cold
def _start() raises:
    if _attach():
        return
    var location = find_python()
    var library = _open_library(location)
    if location.executable.byte_length() > 0:
        # The interpreter's path tells Python where its packages are, in a virtual environment too.
        var decode = _function[def(Text, Object) thin abi("C") -> Object](library, "Py_DecodeLocale")
        var set_name = _function[Action](library, "Py_SetProgramName")
        var executable = location.executable
        set_name(decode(executable._terminated(), __op.null[UInt8]()))
        _ = executable^
    _make_table(library)
    var is_initialized = _function[Question](library, "Py_IsInitialized")
    if is_initialized() == 0:
        var initialize = _function[def(Int32) thin abi("C") -> None](library, "Py_InitializeEx")
        initialize(Int32(0))
        # At the end of the program Python writes what it still holds back and runs its own `atexit` functions.
        var nothing = __op.null[UInt8]()
        _ = __op.external["__cxa_atexit", __type.i32](_symbol(library, "Py_FinalizeEx"), nothing, nothing)
    _pass_arguments()
    _run_quietly(PREPARATION)


@__cold
def _make_table(library: Object) raises:
    var table = raw_allocate[CPython](1)
    __op.initialize(table, CPython(library))
    python_state.table = table


@__cold
def _attach() raises -> Bool:
    """Whether the process is Python already, as when it imports a module of ours."""
    var whole = __op.external["dlopen", __type.pointer[UInt8]](__op.null[UInt8](), Int32(2).value)
    var names = _Names(whole)
    var address = names.symbol("Py_IsInitialized")
    if __op.eq(address, __op.null[UInt8]()):
        return False
    var is_initialized = __op.deref(__op.pointer_cast[Question](__op.address_of(address)))
    if is_initialized() == 0:
        return False
    _make_table(whole)
    return True


comptime PREPARATION: StringLiteral = """
import os, sys
if sys.stdout is not None:
    sys.stdout.reconfigure(line_buffering=True)
if os.path.dirname(sys.argv[0]):
    sys.path.append(os.path.abspath(os.path.dirname(sys.argv[0])))
sys.path.append('')
del os
"""
"""Modules beside the program and in the current folder are found, after all others. Lines of Mojo and Python come out in order."""


@__cold
def _pass_arguments():
    """The program's arguments as `sys.argv`."""
    ref python = running_python()
    var count = Int(program_arguments.count)
    var list = python.list_new(count)
    for i in range(count):
        var text = __op.load(__op.offset(program_arguments.values, i.value))
        var length = Int(raw=__op.external["strlen", __type.index](text))
        _ = python.list_set(list, i, python.text_from(text, length, "surrogateescape".data))
    var sys = python.import_module("sys".data)
    if count > 0:
        _ = python.set_attribute(sys, "argv".data, list)
    python.dec_ref(list)
    python.dec_ref(sys)


@__cold
def _run_quietly(code: StringLiteral):
    """Code whose failure does not matter."""
    ref python = running_python()
    var compiled = python.compile_string(code.data, "<mojo>".data, Int32(257))
    if __op.ne(compiled, __op.null[UInt8]()):
        var names = python.module_dict(python.add_module("__main__".data))
        var result = python.eval_code(compiled, names, names)
        if __op.ne(result, __op.null[UInt8]()):
            python.dec_ref(result)
        python.dec_ref(compiled)
    python.err_clear()


@__cold
def _open_library(location: PythonLocation) raises -> Object:
    """The first library that can be opened; extension modules find its symbols too."""
    for path in location.libraries:
        var name = String(path)
        var library = __op.external["dlopen", __type.pointer[UInt8]](name._terminated(), Int32(2 | 256).value)
        _ = name^
        if __op.ne(library, __op.null[UInt8]()):
            return library
    if location.executable.byte_length() == 0:
        raise Error(
            "Python was not found: install python3 and its shared library (Debian, Ubuntu: libpython3-dev or libpython3.x),"
            " or name the library in MOJO_PYTHON_LIBRARY"
        )
    raise Error(
        location.executable,
        " (Python ",
        location.version,
        ") has no shared library: install libpython",
        location.version,
        " (Debian, Ubuntu), use a Python built with --enable-shared, or name a library in MOJO_PYTHON_LIBRARY",
    )


struct _Names:
    """Looks names up in the library and remembers one that is missing, so that eighty lookups have one place where they fail."""

    var library: Object
    var missing: Optional[StaticString]

    def __init__(out self, library: Object):
        self.library = library
        self.missing = None

    @no_inline
    def symbol(mut self, name: StaticString) -> Object:
        var address = __op.external["dlsym", __type.pointer[UInt8]](self.library, name.unsafe_ptr().address)
        if __op.eq(address, __op.null[UInt8]()):
            self.missing = name
        return address

    @always_inline
    def function[F: AnyType](mut self, name: StaticString) -> F:
        var address = self.symbol(name)
        return __op.deref(__op.pointer_cast[F](__op.address_of(address)))

    @__cold
    def check(self) raises:
        if self.missing:
            raise Error("the Python library has no `", self.missing.value(), "`: CPython 3.8 or later is needed")


def _symbol(library: Object, name: StaticString) raises -> Object:
    var names = _Names(library)
    var address = names.symbol(name)
    names.check()
    return address


def _function[F: AnyType](library: Object, name: StaticString) raises -> F:
    var address = _symbol(library, name)
    return __op.deref(__op.pointer_cast[F](__op.address_of(address)))
