"""Short names of types, for emitted programs."""

from sys import simd_width_of

comptime f64 = DType.float64
comptime f32 = DType.float32
comptime f16 = DType.float16
comptime bf16 = DType.bfloat16
comptime i64 = DType.int64
comptime i32 = DType.int32
comptime i16 = DType.int16
comptime i8 = DType.int8
comptime u64 = DType.uint64
comptime u32 = DType.uint32
comptime u16 = DType.uint16
comptime u8 = DType.uint8

comptime width = simd_width_of[f32]()
"""Lanes of a vector."""
