"""`DType` under the path of spring 2023."""

from builtin.dtype import DType
