"""Looking numbers up in small constant tables, lane by lane.

In: a table in static memory and the number of an entry per lane. Out: the entries. With AVX-512 a table is two registers and a look-up
is one instruction (`vpermi2pd`, `vpermi2ps`); elsewhere, and in the interpreter, it is a load per lane. Both give the same bits.
"""

from ..memory.unsafe_pointer import UnsafePointer
from .avx512 import has_avx512
from .exact import bits_type


@always_inline
def table_entries[dtype: DType]() -> Int:
    """Entries of a table: as many as two registers of 512 bits hold."""
    return 16 if dtype == DType.float64 else 32


@always_inline
def lookup[
    dtype: DType, width: Int, //
](table: UnsafePointer[Scalar[dtype], _], number: SIMD[bits_type[dtype](), width]) -> SIMD[dtype, width]:
    """The entries with these numbers.

    Args:
        table: `table_entries` floats.
        number: Numbers of entries; bits above the lowest 4 (`float64`) or 5 (`float32`) do not count.
    """
    comptime entries = table_entries[dtype]()
    comptime lanes = entries // 2
    comptime if has_avx512() and width > 1:
        if not Bool(raw=__op.interpreting()):
            comptime if width == lanes:
                return _permute(table, number)
            elif width < lanes:
                return lookup(table, number.join(number)).slice[width]()
            else:
                var halves = number.split()
                return rebind[SIMD[dtype, width]](lookup(table, halves[0]).join(lookup(table, halves[1])))
    var result = SIMD[dtype, width]()
    comptime for lane in range(width):
        result[lane] = table[Int(number[lane] & Scalar[bits_type[dtype]()](entries - 1))]
    return result


@always_inline
def _permute[
    dtype: DType, width: Int, //
](table: UnsafePointer[Scalar[dtype], _], number: SIMD[bits_type[dtype](), width]) -> SIMD[dtype, width]:
    var low = table.load[width=width](0)
    var high = table.load[width=width](width)
    comptime if dtype == DType.float64:
        return SIMD[dtype, width](
            raw=__op.llvm["llvm.x86.avx512.vpermi2var.pd.512", __type.simd[dtype, width], side_effects=False](low.value, number.value, high.value)
        )
    else:
        return SIMD[dtype, width](
            raw=__op.llvm["llvm.x86.avx512.vpermi2var.ps.512", __type.simd[dtype, width], side_effects=False](low.value, number.value, high.value)
        )
