"""Python from Mojo: `Python`, `PythonObject`."""
from .python import Python
from .python_object import ConvertibleToPython, PythonConvertible, PythonIterator, PythonObject
