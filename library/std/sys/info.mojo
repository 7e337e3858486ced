"""What the program is compiled for and runs on: vector widths, sizes of types, features, system, cores."""

from .caches import cache_bytes, cache_line_bytes
from .processor import processor_has_feature
from .cores import num_logical_cores, num_performance_cores, num_physical_cores
from .target import (
    CompilationTarget,
    has_accelerator,
    has_amd_gpu_accelerator,
    has_avx,
    has_avx2,
    has_avx512_vnni,
    has_avx512f,
    has_fma,
    has_intel_amx,
    has_neon,
    has_neon_int8_dotprod,
    has_neon_int8_matmul,
    has_nvidia_gpu_accelerator,
    has_sse4,
    has_vnni,
    is_amd_gpu,
    is_apple_gpu,
    is_apple_m1,
    is_apple_m2,
    is_apple_m3,
    is_apple_m4,
    is_apple_silicon,
    is_arm,
    is_gpu,
    is_neoverse_n1,
    is_nvidia_gpu,
    is_triple,
    is_x86,
    os_is_linux,
    os_is_macos,
    os_is_windows,
    _current_arch,
    _current_cpu,
    _current_target,
    _triple_attr,
)

# Vector registers


@always_inline
def simd_bit_width() -> Int:
    """Bits of the widest vector register."""
    return Int(raw=__op.target_simd_bits())


@always_inline
def simd_byte_width() -> Int:
    """Bytes of the widest vector register."""
    return simd_bit_width() // 8


@always_inline
def simd_width_of[dtype: DType]() -> Int:
    """Elements that fit a vector register.

    Parameters:
        dtype: Element type.
    """
    return max(1, simd_byte_width() // max(1, dtype.size_of()))


@always_inline
def simd_width_of[type: AnyType]() -> Int:
    """Values that fit a vector register.

    Parameters:
        type: Their type.
    """
    return max(1, simd_byte_width() // max(1, size_of[type]()))


# Types


@always_inline
def size_of[type: AnyType]() -> Int:
    """Bytes of a value, padding at the end included.

    Parameters:
        type: Its type.
    """
    return Int(raw=__op.size_of[type]())


@always_inline
def size_of[dtype: DType]() -> Int:
    """Bytes of an element.

    Parameters:
        dtype: Element type.
    """
    return dtype.size_of()


@always_inline
def align_of[type: AnyType]() -> Int:
    """Alignment of a value in bytes.

    Parameters:
        type: Its type.
    """
    return Int(raw=__op.align_of[type]())


@always_inline
def align_of[dtype: DType]() -> Int:
    """Alignment of an element in bytes.

    Parameters:
        dtype: Element type.
    """
    return dtype.align_of()


@always_inline
def bit_width_of[type: AnyType]() -> Int:
    """Bits of a value.

    Parameters:
        type: Its type.
    """
    return size_of[type]() * 8


@always_inline
def bit_width_of[dtype: DType]() -> Int:
    """Bits of an element.

    Parameters:
        dtype: Element type.
    """
    return dtype.size_of() * 8


# Layout of numbers


@always_inline
def is_little_endian() -> Bool:
    """Whether numbers are stored from their low end on."""
    return True


@always_inline
def is_big_endian() -> Bool:
    """Whether numbers are stored from their high end on."""
    return False


@always_inline
def is_32bit() -> Bool:
    """Whether addresses have 32 bits."""
    return size_of[__type.pointer[UInt8]]() == 4


@always_inline
def is_64bit() -> Bool:
    """Whether addresses have 64 bits."""
    return size_of[__type.pointer[UInt8]]() == 8


# Names until 2025

comptime simdwidthof = simd_width_of
"""Name until 2025."""
comptime simdbitwidth = simd_bit_width
"""Name until 2025."""
comptime simdbytewidth = simd_byte_width
"""Name until 2025."""
comptime sizeof = size_of
"""Name until 2025."""
comptime alignof = align_of
"""Name until 2025."""
comptime bitwidthof = bit_width_of
"""Name until 2025."""
comptime num_cores = num_logical_cores
"""Name of 2023."""
