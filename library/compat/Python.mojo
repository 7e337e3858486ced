"""Python under the path of spring 2023."""

from python import Python, PythonObject
