"""Buffers under the path of spring 2023."""

from buffer import Buffer, Dim, DimList, NDBuffer
