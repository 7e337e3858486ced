"""Lists of arguments and dimensions under the path of spring 2023."""

from buffer import Dim, DimList
from builtin.variadics import VariadicList
from collections.list import List
