"""The machine that is compiled for: its system, processor and features, all known at compile time."""


struct CompilationTarget:
    """Questions about the machine that is compiled for."""

    @staticmethod
    @always_inline
    def is_x86() -> Bool:
        """Whether it is an x86-64."""
        return is_x86()

    @staticmethod
    @always_inline
    def is_arm() -> Bool:
        """Whether it is a 64-bit ARM."""
        return is_arm()

    @staticmethod
    @always_inline
    def is_linux() -> Bool:
        """Whether its system is Linux."""
        return os_is_linux()

    @staticmethod
    @always_inline
    def is_macos() -> Bool:
        """Whether its system is macOS."""
        return os_is_macos()

    @staticmethod
    @always_inline
    def is_windows() -> Bool:
        """Whether its system is Windows."""
        return os_is_windows()

    @staticmethod
    @always_inline
    def has_sse4() -> Bool:
        """SSE 4.2."""
        return has_sse4()

    @staticmethod
    @always_inline
    def has_avx() -> Bool:
        """AVX."""
        return has_avx()

    @staticmethod
    @always_inline
    def has_avx2() -> Bool:
        """AVX2."""
        return has_avx2()

    @staticmethod
    @always_inline
    def has_avx512f() -> Bool:
        """The base of AVX-512."""
        return has_avx512f()

    @staticmethod
    @always_inline
    def has_fma() -> Bool:
        """Fused multiply-add."""
        return has_fma()

    @staticmethod
    @always_inline
    def has_vnni() -> Bool:
        """Dot products of bytes."""
        return has_vnni()

    @staticmethod
    @always_inline
    def has_intel_amx() -> Bool:
        """Tile registers."""
        return has_intel_amx()

    @staticmethod
    @always_inline
    def has_neon() -> Bool:
        """NEON."""
        return has_neon()

    @staticmethod
    @always_inline
    def has_neon_int8_dotprod() -> Bool:
        """Dot products of bytes on ARM."""
        return has_neon_int8_dotprod()

    @staticmethod
    @always_inline
    def has_neon_int8_matmul() -> Bool:
        """Matrix products of bytes on ARM."""
        return has_neon_int8_matmul()

    @staticmethod
    @always_inline
    def is_neoverse_n1() -> Bool:
        """A processor of Arm's servers."""
        return is_neoverse_n1()

    @staticmethod
    @always_inline
    def is_apple_silicon() -> Bool:
        """A processor of Apple."""
        return is_apple_silicon()

    @staticmethod
    @always_inline
    def is_apple_m1() -> Bool:
        """Apple M1."""
        return is_apple_m1()

    @staticmethod
    @always_inline
    def is_apple_m2() -> Bool:
        """Apple M2."""
        return is_apple_m2()

    @staticmethod
    @always_inline
    def is_apple_m3() -> Bool:
        """Apple M3."""
        return is_apple_m3()

    @staticmethod
    @always_inline
    def is_apple_m4() -> Bool:
        """Apple M4."""
        return is_apple_m4()

    @staticmethod
    @always_inline
    def cache_bytes[level: Int]() -> Int:
        """Bytes of a data cache of the machine that is compiled for, as one core sees it: exact for this machine, a usual size for a
        processor that is only named; 0 if there is none.

        Parameters:
            level: 1, 2 or 3.
        """
        comptime assert level >= 1 and level <= 3, "there are caches of the levels 1, 2 and 3"
        return Int(raw=__op.target_cache_bytes[level]())

    @staticmethod
    @always_inline
    def cache_line_bytes() -> Int:
        """Bytes that the machine moves between memory and its caches at a time."""
        return Int(raw=__op.target_cache_bytes[0]())

    @staticmethod
    @always_inline
    def default_compile_options() -> StaticString:
        """Nothing."""
        return ""


# System


@always_inline
def os_is_linux() -> Bool:
    """Whether the system is Linux."""
    return Bool(raw=__op.target_is_os["linux"]())


@always_inline
def os_is_macos() -> Bool:
    """Whether the system is macOS."""
    return Bool(raw=__op.target_is_os["macos"]())


@always_inline
def os_is_windows() -> Bool:
    """Whether the system is Windows."""
    return Bool(raw=__op.target_is_os["windows"]())


# Processor


@always_inline
def is_x86() -> Bool:
    """Whether the processor is an x86-64."""
    return Bool(raw=__op.target_is_arch["x86_64"]())


@always_inline
def is_arm() -> Bool:
    """Whether the processor is a 64-bit ARM."""
    return Bool(raw=__op.target_is_arch["aarch64"]())


@always_inline
def is_nvidia_gpu() -> Bool:
    """Whether the code runs on a GPU of NVIDIA."""
    return Bool(raw=__op.target_is_arch["nvptx64"]())


@always_inline
def is_amd_gpu() -> Bool:
    """Whether the code runs on a GPU of AMD."""
    return Bool(raw=__op.target_is_arch["amdgcn"]())


@always_inline
def is_apple_gpu() -> Bool:
    """Whether the code runs on a GPU of Apple."""
    return False


@always_inline
def is_gpu() -> Bool:
    """Whether the code runs on a GPU."""
    return is_nvidia_gpu() or is_amd_gpu()


@always_inline
def has_accelerator() -> Bool:
    """Whether a GPU can be compiled for."""
    return False


@always_inline
def has_nvidia_gpu_accelerator() -> Bool:
    """Whether a GPU of NVIDIA can be compiled for."""
    return False


@always_inline
def has_amd_gpu_accelerator() -> Bool:
    """Whether a GPU of AMD can be compiled for."""
    return False


@always_inline
def has_sse4() -> Bool:
    """SSE 4.2."""
    return is_x86() and Bool(raw=__op.target_has_feature["sse4.2"]())


@always_inline
def has_avx() -> Bool:
    """AVX."""
    return is_x86() and Bool(raw=__op.target_has_feature["avx"]())


@always_inline
def has_avx2() -> Bool:
    """AVX2."""
    return is_x86() and Bool(raw=__op.target_has_feature["avx2"]())


@always_inline
def has_avx512f() -> Bool:
    """The base of AVX-512."""
    return is_x86() and Bool(raw=__op.target_has_feature["avx512f"]())


@always_inline
def has_avx512_vnni() -> Bool:
    """Dot products of bytes in AVX-512."""
    return is_x86() and Bool(raw=__op.target_has_feature["avx512vnni"]())


@always_inline
def has_vnni() -> Bool:
    """Dot products of bytes."""
    return is_x86() and (Bool(raw=__op.target_has_feature["avx512vnni"]()) or Bool(raw=__op.target_has_feature["avxvnni"]()))


@always_inline
def has_fma() -> Bool:
    """Fused multiply-add."""
    return (is_x86() and Bool(raw=__op.target_has_feature["fma"]())) or is_arm()


@always_inline
def has_intel_amx() -> Bool:
    """Tile registers."""
    return is_x86() and Bool(raw=__op.target_has_feature["amx-tile"]())


@always_inline
def has_neon() -> Bool:
    """NEON."""
    return is_arm()


@always_inline
def has_neon_int8_dotprod() -> Bool:
    """Dot products of bytes on ARM."""
    return is_arm() and Bool(raw=__op.target_has_feature["dotprod"]())


@always_inline
def has_neon_int8_matmul() -> Bool:
    """Matrix products of bytes on ARM."""
    return is_arm() and Bool(raw=__op.target_has_feature["i8mm"]())


@always_inline
def is_apple_m1() -> Bool:
    """Apple M1."""
    return _current_cpu() == "apple-m1"


@always_inline
def is_apple_m2() -> Bool:
    """Apple M2."""
    return _current_cpu() == "apple-m2"


@always_inline
def is_apple_m3() -> Bool:
    """Apple M3."""
    return _current_cpu() == "apple-m3"


@always_inline
def is_apple_m4() -> Bool:
    """Apple M4."""
    return _current_cpu() == "apple-m4"


@always_inline
def is_apple_silicon() -> Bool:
    """A processor of Apple."""
    return is_apple_m1() or is_apple_m2() or is_apple_m3() or is_apple_m4()


@always_inline
def is_neoverse_n1() -> Bool:
    """A processor of Arm's servers."""
    return _current_cpu() == "neoverse-n1"


@always_inline
def is_triple[name: StringLiteral]() -> Bool:
    """Whether the target has a name.

    Parameters:
        name: A target triple, such as `x86_64-unknown-linux-gnu`.
    """
    return _triple_attr() == name


@always_inline
def _triple_attr() -> StringLiteral:
    """Name of the target."""
    return __op.target_triple()


@always_inline
def _current_cpu() -> StringLiteral:
    """Name of the processor."""
    return __op.target_cpu()


@always_inline
def _current_arch() -> StringLiteral:
    """Name of the processor."""
    return __op.target_cpu()


@always_inline
def _current_target() -> StringLiteral:
    """Name of the target."""
    return __op.target_triple()
