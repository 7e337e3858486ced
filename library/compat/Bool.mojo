"""`Bool` under the path of spring 2023."""

from builtin.bool import Bool
