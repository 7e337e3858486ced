"""What the processor that runs the program can do, asked at run time. What the program is compiled for: `target.mojo`.

Names of features are LLVM's: `avx2`, `avx512vnni`, `amx-tile`. Source: Intel, "Software Developer's Manual", volume 2, CPUID; AMD,
"Architecture Programmer's Manual", volume 3, appendix E.
"""

from ._assembly import inlined_assembly

comptime _x86_features = (
    " sse3:1.0.c.0 pclmul:1.0.c.1 ssse3:1.0.c.9 fma:1.0.c.12.v cx16:1.0.c.13 sse4.1:1.0.c.19 sse4.2:1.0.c.20 crc32:1.0.c.20 movbe:1.0.c.22"
    " popcnt:1.0.c.23 aes:1.0.c.25 xsave:1.0.c.27 avx:1.0.c.28.v f16c:1.0.c.29.v rdrnd:1.0.c.30 sse:1.0.d.25 sse2:1.0.d.26"
    " fsgsbase:7.0.b.0 bmi:7.0.b.3 avx2:7.0.b.5.v bmi2:7.0.b.8 invpcid:7.0.b.10 avx512f:7.0.b.16.z avx512dq:7.0.b.17.z rdseed:7.0.b.18"
    " adx:7.0.b.19 avx512ifma:7.0.b.21.z clflushopt:7.0.b.23 clwb:7.0.b.24 avx512cd:7.0.b.28.z sha:7.0.b.29 avx512bw:7.0.b.30.z"
    " avx512vl:7.0.b.31.z avx512vbmi:7.0.c.1.z pku:7.0.c.4 waitpkg:7.0.c.5 avx512vbmi2:7.0.c.6.z shstk:7.0.c.7 gfni:7.0.c.8 vaes:7.0.c.9.v"
    " vpclmulqdq:7.0.c.10.v avx512vnni:7.0.c.11.z avx512bitalg:7.0.c.12.z avx512vpopcntdq:7.0.c.14.z rdpid:7.0.c.22 cldemote:7.0.c.25"
    " movdiri:7.0.c.27 movdir64b:7.0.c.28 enqcmd:7.0.c.29 uintr:7.0.d.5 avx512vp2intersect:7.0.d.8.z serialize:7.0.d.14 tsxldtrk:7.0.d.16"
    " amx-bf16:7.0.d.22.t avx512fp16:7.0.d.23.z amx-tile:7.0.d.24.t amx-int8:7.0.d.25.t sha512:7.1.a.0.v sm3:7.1.a.1.v sm4:7.1.a.2.v"
    " avxvnni:7.1.a.4.v avx512bf16:7.1.a.5.z cmpccxadd:7.1.a.7 amx-fp16:7.1.a.21.t avxifma:7.1.a.23.v avxvnniint8:7.1.d.4.v"
    " avxneconvert:7.1.d.5.v amx-complex:7.1.d.8.t avxvnniint16:7.1.d.10.v prefetchi:7.1.d.14 xsaveopt:13.1.a.0 xsavec:13.1.a.1"
    " xsaves:13.1.a.3 sahf:2147483649.0.c.0 lzcnt:2147483649.0.c.5 sse4a:2147483649.0.c.6 prfchw:2147483649.0.c.8 xop:2147483649.0.c.11.v"
    " lwp:2147483649.0.c.15 fma4:2147483649.0.c.16.v tbm:2147483649.0.c.21 mwaitx:2147483649.0.c.29 clzero:2147483656.0.b.0"
    " rdpru:2147483656.0.b.4 wbnoinvd:2147483656.0.b.9 "
)
"""Where CPUID tells of each: name, leaf, subleaf, register, bit, and what the system must keep when it switches threads: `v` AVX's
registers, `z` those of AVX-512, `t` tiles."""


@__cold
def processor_has_feature(name: StringSlice) -> Bool:
    """Whether the processor that runs the program has a feature, and the system lets programs use it. False for an unknown name.

    Args:
        name: LLVM's name of the feature.
    """
    if __op.interpreting():
        return False
    comptime if Bool(raw=__op.target_is_arch["x86_64"]()):
        return _x86_has(name._data, name._length)
    else:
        return False


@__cold
def __mojo_has_features(names: __type.pointer[UInt8], length: Int) -> Int:
    """For the choice among versions of a program, before anything else runs: 1 if the processor has all features of a list.

    Args:
        names: Separated by commas.
        length: Bytes of the list.
    """
    comptime if Bool(raw=__op.target_is_arch["x86_64"]()):
        var start = 0
        for i in range(length + 1):
            if i < length and _byte(names, i) != _comma:
                continue
            if not _x86_has(__op.offset(names, start.value), i - start):
                return 0
            start = i + 1
        return 1
    else:
        return 0


comptime _comma = 44


def _byte(text: __type.pointer[UInt8], index: Int) -> Int:
    return Int(__op.load(__op.offset(text, index.value)))


@__cold
def _x86_has(name: __type.pointer[UInt8], length: Int) -> Bool:
    comptime table = _x86_features
    var text = table.data
    var at = 0
    while at + length + 1 < table.length:
        if _is_entry(text, at, name, length):
            return _entry_holds(text, at + length + 2)
        at += 1
    return False


def _is_entry(table: __type.pointer[UInt8], at: Int, name: __type.pointer[UInt8], length: Int) -> Bool:
    comptime space = 32
    comptime colon = 58
    if _byte(table, at) != space or _byte(table, at + 1 + length) != colon:
        return False
    for i in range(length):
        if _byte(table, at + 1 + i) != _byte(name, i):
            return False
    return True


@__cold
def _entry_holds(table: __type.pointer[UInt8], start: Int) -> Bool:
    """Asks the processor what an entry of the table tells, from its leaf on."""
    var at = start
    var leaf = _number(table, at)
    var subleaf = _number(table, at)
    var register = _byte(table, at)
    at += 2
    var bit = _number(table, at)
    comptime extended = 0x80000000
    if UInt32(leaf) > _cpuid(leaf & extended, 0).a:
        return False
    var registers = _cpuid(leaf, subleaf)
    var word = registers.a
    if register == 98:  # b
        word = registers.b
    elif register == 99:  # c
        word = registers.c
    elif register == 100:  # d
        word = registers.d
    if (word >> UInt32(bit)) & 1 == 0:
        return False
    var state = _byte(table, at)
    if state == 118:  # v
        return _system_keeps(0x6)
    if state == 122:  # z
        return _system_keeps(0xE6)
    if state == 116:  # t
        return _system_keeps(0x60000)
    return True


def _number(table: __type.pointer[UInt8], mut at: Int) -> Int:
    """Reads digits, and a point behind them."""
    var result = 0
    while _byte(table, at) >= 48 and _byte(table, at) <= 57:
        result = result * 10 + _byte(table, at) - 48
        at += 1
    if _byte(table, at) == 46:
        at += 1
    return result


struct _Registers(TrivialRegisterPassable):
    var a: UInt32
    var b: UInt32
    var c: UInt32
    var d: UInt32


def _cpuid(leaf: Int, subleaf: Int) -> _Registers:
    return inlined_assembly["cpuid", _Registers, UInt32, UInt32, constraints="={ax},={bx},={cx},={dx},0,2", has_side_effect=False](
        UInt32(leaf), UInt32(subleaf)
    )


@__cold
def _system_keeps(mask: Int) -> Bool:
    """Whether the system saves these parts of the processor's state (XCR0)."""
    comptime knows_xgetbv = 1 << 27
    if Int(_cpuid(1, 0).c) & knows_xgetbv == 0:
        return False
    var kept = inlined_assembly["xgetbv", UInt32, UInt32, constraints="={ax},{cx},~{dx}", has_side_effect=False](UInt32(0))
    return Int(kept) & mask == mask
