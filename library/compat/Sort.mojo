"""`sort` under the path of spring 2023."""

from builtin.sort import sort
