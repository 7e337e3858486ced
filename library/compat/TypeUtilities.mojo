"""`rebind` under the path of spring 2023."""

from builtin.rebind import rebind
