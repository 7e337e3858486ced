"""Views of memory with extents."""

from .buffer import Buffer, NDBuffer, partial_simd_load, partial_simd_store
from .dim_list import Dim, DimList
