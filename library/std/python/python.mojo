"""`Python`: modules, code and builtins of the user's own CPython, which starts at first use."""
from .cpython import cpython
from .python_object import PythonObject, checked, tuple_of_first


struct Python(Defaultable, ImplicitlyCopyable):
    """All methods are static; old programs make an instance."""

    def __init__(out self):
        pass

    @staticmethod
    def import_module(var module: String) raises -> PythonObject:
        """A Python module, as `import` finds it."""
        var result = cpython().import_module(module._terminated())
        _ = module^
        return checked(result)

    @staticmethod
    def add_to_path(path: StringSlice) raises:
        """Adds a folder in which Python looks for modules."""
        _ = Python.import_module("sys").path.append(PythonObject(path))

    @staticmethod
    def evaluate(var expression: String, file: Bool = False, var name: String = "__main__") raises -> PythonObject:
        """The value of a Python expression; with `file`, the module `name` after running whole statements in it."""
        ref python = cpython()
        var module = python.add_module(name._terminated())
        var names = python.module_dict(module)
        var shown = String("<evaluate>")
        # Py_eval_input is 258, Py_file_input 257.
        var code = checked(python.compile_string(expression._terminated(), shown._terminated(), Int32(257 if file else 258)))
        var builtins = python.import_module("builtins".data)
        _ = python.dict_set(names, PythonObject("__builtins__")._obj_ptr, builtins)
        python.dec_ref(builtins)
        var result = checked(python.eval_code(code._obj_ptr, names, names))
        _ = expression^
        _ = name^
        _ = shown^
        _ = code^
        if file:
            return PythonObject(from_borrowed=module)
        return result^

    @staticmethod
    def eval(var code: String) raises -> Bool:
        """2024: runs statements in `__main__`; false if they raised."""
        try:
            _ = Python.evaluate(code^, file=True)
        except:
            return False
        return True

    # Builtins

    @staticmethod
    def builtin(var name: String) raises -> PythonObject:
        """A name of Python's `builtins`, which every Python program sees."""
        return Python.import_module("builtins").__getattr__(name^)

    @staticmethod
    def none() -> PythonObject:
        return PythonObject()

    @staticmethod
    def dict() raises -> PythonObject:
        return checked(cpython().dict_new())

    @staticmethod
    def dict(**entries: PythonObject) raises -> PythonObject:
        var result = checked(cpython().dict_new())
        for entry in entries.items():
            result.__setitem__(PythonObject(entry.key), entry.value)
        return result^

    @staticmethod
    def dict[K: AnyType, V: AnyType](entries: List[Tuple[K, V]]) raises -> PythonObject:
        var result = checked(cpython().dict_new())
        for i in range(len(entries)):
            result.__setitem__(PythonObject(entries[i][0]), PythonObject(entries[i][1]))
        return result^

    @staticmethod
    def list(*items: PythonObject) raises -> PythonObject:
        var result = checked(cpython().list_new(0))
        for i in range(len(items)):
            _ = result.append(items[i])
        return result^

    @staticmethod
    def tuple(*items: PythonObject) raises -> PythonObject:
        _ = cpython()
        return tuple_of_first(items, len(items))

    @staticmethod
    def str(value: PythonObject) raises -> PythonObject:
        return checked(cpython().str(value._obj_ptr))

    @staticmethod
    def int(value: PythonObject) raises -> PythonObject:
        return checked(cpython().number_long(value._obj_ptr))

    @staticmethod
    def float(value: PythonObject) raises -> PythonObject:
        return checked(cpython().number_float(value._obj_ptr))

    @staticmethod
    def bool(value: PythonObject) raises -> PythonObject:
        return PythonObject(value.__bool__())

    @staticmethod
    def type(value: PythonObject) raises -> PythonObject:
        return checked(cpython().type(value._obj_ptr))

    @staticmethod
    def is_type(first: PythonObject, second: PythonObject) -> Bool:
        """Whether both are the same type object."""
        return first is second

    @staticmethod
    def py_long_as_ssize_t(value: PythonObject) raises -> Int:
        return value.__index__()


def _init_python():
    """2023: Python starts by itself."""
    pass


def _destroy_python():
    """2023: Python ends with the program."""
    pass
