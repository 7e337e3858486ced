"""Lists of arguments under their older path."""

from builtin.variadics import VariadicList, VariadicListMem
from collections.list import List
