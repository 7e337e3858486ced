"""Names of scalars: `Float32` is `SIMD[DType.float32, 1]`, and so on."""

from .dtype import DType
from .simd import SIMD

comptime Scalar[dtype: DType] = SIMD[dtype, 1]
"""A single number."""

comptime Int8 = Scalar[DType.int8]
"""Signed, 8 bits."""
comptime UInt8 = Scalar[DType.uint8]
"""Unsigned, 8 bits."""
comptime Byte = UInt8
"""8 bits of anything."""
comptime Int16 = Scalar[DType.int16]
"""Signed, 16 bits."""
comptime UInt16 = Scalar[DType.uint16]
"""Unsigned, 16 bits."""
comptime Int32 = Scalar[DType.int32]
"""Signed, 32 bits."""
comptime UInt32 = Scalar[DType.uint32]
"""Unsigned, 32 bits."""
comptime Int64 = Scalar[DType.int64]
"""Signed, 64 bits."""
comptime UInt64 = Scalar[DType.uint64]
"""Unsigned, 64 bits."""
comptime Int128 = Scalar[DType.int128]
"""Signed, 128 bits."""
comptime UInt128 = Scalar[DType.uint128]
"""Unsigned, 128 bits."""
comptime Int256 = Scalar[DType.int256]
"""Signed, 256 bits."""
comptime UInt256 = Scalar[DType.uint256]
"""Unsigned, 256 bits."""
comptime Float8_e4m3fn = Scalar[DType.float8_e4m3fn]
"""8 bits: 4 of exponent, 3 of mantissa, no infinity."""
comptime Float8_e5m2 = Scalar[DType.float8_e5m2]
"""8 bits: 5 of exponent, 2 of mantissa."""
comptime Float16 = Scalar[DType.float16]
"""IEEE 754 half precision."""
comptime BFloat16 = Scalar[DType.bfloat16]
"""The upper half of a `Float32`."""
comptime Float32 = Scalar[DType.float32]
"""IEEE 754 single precision."""
comptime Float64 = Scalar[DType.float64]
"""IEEE 754 double precision."""

# What the compiler takes an `Int` or `Bool` for where a function wants a `SIMD` of any kind

comptime __IntScalar = Scalar[DType.int]
"""`Int` as a vector of one lane."""
comptime __BoolScalar = Scalar[DType.bool]
"""`Bool` as a vector of one lane."""

# The names of spring 2023

comptime SI8 = Int8
comptime SI16 = Int16
comptime SI32 = Int32
comptime SI64 = Int64
comptime UI8 = UInt8
comptime UI16 = UInt16
comptime UI32 = UInt32
comptime UI64 = UInt64
comptime F16 = Float16
comptime F32 = Float32
comptime F64 = Float64
