"""C functions around Mojo functions of `PythonObject`s, one for each number of arguments: what `def_function` and `def_method` enter.

`function`: arguments by position. `method`: the receiver first. A function without a result gives `None`.
"""
from .bindings import raised, returned
from .bindings_arguments import argument_at, check_count
from .cpython import Object
from .python_object import PythonObject


def function0[function: def() raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 0)
        return returned(function())
    except error:
        return raised(error)


def function1[function: def(PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 1)
        return returned(function(argument_at(arguments, 0)))
    except error:
        return raised(error)


def function2[function: def(PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 2)
        return returned(function(argument_at(arguments, 0), argument_at(arguments, 1)))
    except error:
        return raised(error)


def function3[function: def(PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 3)
        return returned(function(argument_at(arguments, 0), argument_at(arguments, 1), argument_at(arguments, 2)))
    except error:
        return raised(error)


def function4[function: def(PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 4)
        return returned(function(argument_at(arguments, 0), argument_at(arguments, 1), argument_at(arguments, 2), argument_at(arguments, 3)))
    except error:
        return raised(error)


def function5[function: def(PythonObject, PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 5)
        return returned(function(argument_at(arguments, 0), argument_at(arguments, 1), argument_at(arguments, 2), argument_at(arguments, 3), argument_at(arguments, 4)))
    except error:
        return raised(error)


def function6[function: def(PythonObject, PythonObject, PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 6)
        return returned(function(argument_at(arguments, 0), argument_at(arguments, 1), argument_at(arguments, 2), argument_at(arguments, 3), argument_at(arguments, 4), argument_at(arguments, 5)))
    except error:
        return raised(error)


def method0[function: def(PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 0)
        return returned(function(PythonObject(from_borrowed=self)))
    except error:
        return raised(error)


def method1[function: def(PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 1)
        return returned(function(PythonObject(from_borrowed=self), argument_at(arguments, 0)))
    except error:
        return raised(error)


def method2[function: def(PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 2)
        return returned(function(PythonObject(from_borrowed=self), argument_at(arguments, 0), argument_at(arguments, 1)))
    except error:
        return raised(error)


def method3[function: def(PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 3)
        return returned(function(PythonObject(from_borrowed=self), argument_at(arguments, 0), argument_at(arguments, 1), argument_at(arguments, 2)))
    except error:
        return raised(error)


def method4[function: def(PythonObject, PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 4)
        return returned(function(PythonObject(from_borrowed=self), argument_at(arguments, 0), argument_at(arguments, 1), argument_at(arguments, 2), argument_at(arguments, 3)))
    except error:
        return raised(error)


def method5[function: def(PythonObject, PythonObject, PythonObject, PythonObject, PythonObject, PythonObject) raises thin -> PythonObject](self: Object, arguments: Object, keywords: Object) abi("C") -> Object:
    try:
        check_count("function", arguments, keywords, 5)
        return returned(function(PythonObject(from_borrowed=self), argument_at(arguments, 0), argument_at(arguments, 1), argument_at(arguments, 2), argument_at(arguments, 3), argument_at(arguments, 4)))
    except error:
        return raised(error)
