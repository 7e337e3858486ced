"""Python from Mojo: `Python`, `PythonObject`, `PythonBuffer`."""
from .buffer import PythonBuffer
from .python import Python
from .python_object import ConvertibleToPython, PythonConvertible, PythonIterator, PythonObject
