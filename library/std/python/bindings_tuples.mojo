"""C functions around Mojo functions that take all arguments of a call in a tuple, and around initialisers."""
from .bindings import initialize_value, raised, returned
from .cpython import Object
from .python_object import PythonObject


def function_of_tuple[
    function: def(PythonObject, PythonObject) raises thin -> PythonObject
](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        return returned(function(_object_or_none(self), PythonObject(from_borrowed=arguments)))
    except error:
        return raised(error)


def method_of_tuple[
    function: def(PythonObject, PythonObject) raises thin -> PythonObject
](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        return returned(function(PythonObject(from_borrowed=self), PythonObject(from_borrowed=arguments)))
    except error:
        return raised(error)


def init_default[T: Defaultable & Movable](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        if len(PythonObject(from_borrowed=arguments)) > 0:
            raise Error("TypeError: the type takes no arguments")
        initialize_value[T](self, T())
        return returned(PythonObject())
    except error:
        return raised(error)


def init_by[
    T: Movable, init: def(PythonObject, PythonObject) raises thin -> T
](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        initialize_value[T](self, init(PythonObject(from_borrowed=arguments), _object_or_none(keywords)))
        return returned(PythonObject())
    except error:
        return raised(error)


def _object_or_none(object: Object) -> PythonObject:
    if __op.eq(object, __op.null[UInt8]()):
        return PythonObject()
    return PythonObject(from_borrowed=object)
