"""Infinity, not-a-number, greatest and least numbers of an element type."""

from ..builtin.simd import _greatest, _greatest_finite, _least, _least_finite
from .floats import isfinite, isinf, isnan


@always_inline
def inf[dtype: DType]() -> Scalar[dtype]:
    """Positive infinity.

    Parameters:
        dtype: A float type.
    """
    return Scalar[dtype](FloatLiteral.infinity)


@always_inline
def neg_inf[dtype: DType]() -> Scalar[dtype]:
    """Negative infinity.

    Parameters:
        dtype: A float type.
    """
    return Scalar[dtype](FloatLiteral.negative_infinity)


@always_inline
def neginf[dtype: DType]() -> Scalar[dtype]:
    """Negative infinity (name of 2023).

    Parameters:
        dtype: A float type.
    """
    return Scalar[dtype](FloatLiteral.negative_infinity)


@always_inline
def nan[dtype: DType]() -> Scalar[dtype]:
    """Not a number.

    Parameters:
        dtype: A float type.
    """
    return Scalar[dtype](FloatLiteral.nan)


@always_inline
def max_finite[dtype: DType]() -> Scalar[dtype]:
    """The greatest finite value.

    Parameters:
        dtype: An element type.
    """
    return _greatest_finite[dtype]()


@always_inline
def min_finite[dtype: DType]() -> Scalar[dtype]:
    """The least finite value.

    Parameters:
        dtype: An element type.
    """
    return _least_finite[dtype]()


@always_inline
def max_or_inf[dtype: DType]() -> Scalar[dtype]:
    """The greatest value, infinity if there is one.

    Parameters:
        dtype: An element type.
    """
    return _greatest[dtype]()


@always_inline
def min_or_neg_inf[dtype: DType]() -> Scalar[dtype]:
    """The least value, minus infinity if there is one.

    Parameters:
        dtype: An element type.
    """
    return _least[dtype]()
