"""`Slice` under the path of spring 2023."""

from builtin.slice import Slice, slice
