"""The library's mathematics over arrays, for a C program that measures it against glibc's vector functions."""
from sys import simd_width_of
from math import cos, erf, exp, log, sin, tanh


@export
def mojo_exp_f32(source: UnsafePointer[Float32, MutAnyOrigin], target: UnsafePointer[Float32, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float32]()
    for start in range(0, count, width):
        target.store(start, exp(source.load[width=width](start)))


@export
def mojo_log_f32(source: UnsafePointer[Float32, MutAnyOrigin], target: UnsafePointer[Float32, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float32]()
    for start in range(0, count, width):
        target.store(start, log(source.load[width=width](start)))


@export
def mojo_tanh_f32(source: UnsafePointer[Float32, MutAnyOrigin], target: UnsafePointer[Float32, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float32]()
    for start in range(0, count, width):
        target.store(start, tanh(source.load[width=width](start)))


@export
def mojo_erf_f32(source: UnsafePointer[Float32, MutAnyOrigin], target: UnsafePointer[Float32, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float32]()
    for start in range(0, count, width):
        target.store(start, erf(source.load[width=width](start)))


@export
def mojo_sin_f32(source: UnsafePointer[Float32, MutAnyOrigin], target: UnsafePointer[Float32, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float32]()
    for start in range(0, count, width):
        target.store(start, sin(source.load[width=width](start)))


@export
def mojo_cos_f32(source: UnsafePointer[Float32, MutAnyOrigin], target: UnsafePointer[Float32, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float32]()
    for start in range(0, count, width):
        target.store(start, cos(source.load[width=width](start)))


@export
def mojo_exp_f64(source: UnsafePointer[Float64, MutAnyOrigin], target: UnsafePointer[Float64, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float64]()
    for start in range(0, count, width):
        target.store(start, exp(source.load[width=width](start)))


@export
def mojo_log_f64(source: UnsafePointer[Float64, MutAnyOrigin], target: UnsafePointer[Float64, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float64]()
    for start in range(0, count, width):
        target.store(start, log(source.load[width=width](start)))


@export
def mojo_tanh_f64(source: UnsafePointer[Float64, MutAnyOrigin], target: UnsafePointer[Float64, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float64]()
    for start in range(0, count, width):
        target.store(start, tanh(source.load[width=width](start)))


@export
def mojo_erf_f64(source: UnsafePointer[Float64, MutAnyOrigin], target: UnsafePointer[Float64, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float64]()
    for start in range(0, count, width):
        target.store(start, erf(source.load[width=width](start)))


@export
def mojo_sin_f64(source: UnsafePointer[Float64, MutAnyOrigin], target: UnsafePointer[Float64, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float64]()
    for start in range(0, count, width):
        target.store(start, sin(source.load[width=width](start)))


@export
def mojo_cos_f64(source: UnsafePointer[Float64, MutAnyOrigin], target: UnsafePointer[Float64, MutAnyOrigin], count: Int):
    comptime width = simd_width_of[DType.float64]()
    for start in range(0, count, width):
        target.store(start, cos(source.load[width=width](start)))

