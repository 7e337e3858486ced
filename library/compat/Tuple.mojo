"""`Tuple` under the path of spring 2023."""

from builtin.tuple import Tuple
