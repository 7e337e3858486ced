"""The names that every module sees without importing them. A module is read only when one of its names is used."""

# Numbers

from .builtin.bool import Bool
from .builtin.dtype import DType
from .builtin.float_literal import FloatLiteral
from .builtin.int import Int, index
from .builtin.int_literal import IntLiteral
from .builtin.math import abs, all, any, divmod, max, min, pow, round
from .builtin.number_traits import (
    Absable,
    Boolable,
    CeilDivable,
    CeilDivableRaising,
    Ceilable,
    Comparable,
    DivModable,
    Equatable,
    EqualityComparable,
    Floatable,
    FloatableRaising,
    Floorable,
    GreaterThanComparable,
    GreaterThanOrEqualComparable,
    Identifiable,
    ImplicitlyBoolable,
    ImplicitlyIntable,
    Indexer,
    Intable,
    IntableRaising,
    LessThanComparable,
    LessThanOrEqualComparable,
    Powable,
    Roundable,
    Truncable,
)
from .builtin.range import range
from .builtin.simd import SIMD
from .builtin.type_aliases import (
    BFloat16,
    Byte,
    Float16,
    Float32,
    Float64,
    Float8_e4m3fn,
    Float8_e5m2,
    Int128,
    Int16,
    Int256,
    Int32,
    Int64,
    Int8,
    Scalar,
    UInt128,
    UInt16,
    UInt256,
    UInt32,
    UInt64,
    UInt8,
)
from .builtin.uint import UInt
