"""`Dim` and `DimList` under the path of 2023 and 2024 (`buffer.list`)."""

from .dim_list import Dim, DimList
