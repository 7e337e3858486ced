"""`Buffer` and `NDBuffer` under the path of 2023."""

from buffer import Buffer, Dim, DimList, NDBuffer
