"""`Int` under the path of spring 2023."""

from builtin.int import Int
