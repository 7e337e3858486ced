"""Operators and mask tests as functions, as the package `math` had them in 2023."""

from .trigonometric import tan


@always_inline
def add[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Sum."""
    return x + y


@always_inline
def sub[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Difference."""
    return x - y


@always_inline
def mul[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Product."""
    return x * y


@always_inline
def div[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Quotient."""
    return x / y


@always_inline
def mod[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Remainder with the sign of the divisor."""
    return x % y


@always_inline
def identity[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Its argument."""
    return x


@always_inline
def reciprocal[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """One over `x`."""
    return SIMD[dtype, width](1) / x


@always_inline
def cot[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Cotangent of an angle in radians."""
    return SIMD[dtype, width](1) / tan(x)


@always_inline
def is_power_of_2[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are positive and have one bit set."""
    return x.is_power_of_two()


@always_inline
def equal[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are equal."""
    return x.eq(y)


@always_inline
def not_equal[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes differ."""
    return x.ne(y)


@always_inline
def less[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are less."""
    return x.lt(y)


@always_inline
def less_equal[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are less or equal."""
    return x.le(y)


@always_inline
def greater[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are greater."""
    return x.gt(y)


@always_inline
def greater_equal[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are greater or equal."""
    return x.ge(y)


@always_inline
def select[
    dtype: DType, width: Int, //
](mask: SIMD[DType.bool, width], true_case: SIMD[dtype, width], false_case: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Chooses lane by lane."""
    return mask.select(true_case, false_case)


@always_inline
def all_true[width: Int, //](mask: SIMD[DType.bool, width]) -> Bool:
    """Whether all lanes are set."""
    return mask.reduce_and()


@always_inline
def any_true[width: Int, //](mask: SIMD[DType.bool, width]) -> Bool:
    """Whether a lane is set."""
    return mask.reduce_or()


@always_inline
def none_true[width: Int, //](mask: SIMD[DType.bool, width]) -> Bool:
    """Whether no lane is set."""
    return not Bool(mask.reduce_or())
