"""Module path of 2023: `from python.object import PythonObject`."""
from .python_object import PythonObject
