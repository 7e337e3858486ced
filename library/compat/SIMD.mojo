"""Vectors of scalars under the path of spring 2023."""

from builtin.simd import SIMD
from builtin.type_aliases import Float16, Float32, Float64, Int16, Int32, Int64, Int8, Scalar, UInt16, UInt32, UInt64, UInt8
from builtin.type_aliases import F16, F32, F64, SI16, SI32, SI64, SI8, UI16, UI32, UI64, UI8
