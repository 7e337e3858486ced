"""`range` under the path of spring 2023."""

from builtin.range import range
