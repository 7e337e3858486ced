"""Python objects under the path of spring 2023."""

from python import PythonObject
