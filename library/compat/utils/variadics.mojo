"""Lists of arguments under the path of 2024."""

from builtin.variadics import VariadicList, VariadicListMem
