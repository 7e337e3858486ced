"""`VariadicList`, `Dim` and `DimList` under the path of 2023."""

from buffer import Dim, DimList
from builtin.variadics import VariadicList
