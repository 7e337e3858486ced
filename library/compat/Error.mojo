"""`Error` under the path of spring 2023."""

from builtin.error import Error
