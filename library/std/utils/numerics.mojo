"""Properties of number types: limits, tests, layout of floats, the type to sum up in."""

from ..builtin.dtype import _unsigned_integral_type_of
from ..math.floats import isfinite, isinf, isnan, nextafter, ulp
from ..math.limit import inf, max_finite, max_or_inf, min_finite, min_or_neg_inf, nan, neg_inf


@always_inline
def get_accum_type[dtype: DType, *, preferred_accum_type: DType = DType.float32]() -> DType:
    """The type to sum up numbers of a type in.

    Parameters:
        dtype: The type.
        preferred_accum_type: Result for floats of 8 or 16 bits.
    """
    if dtype.is_float8() or dtype.is_half_float():
        return preferred_accum_type
    return dtype


struct FPUtils[dtype: DType]:
    """Layout of a float type.

    Parameters:
        dtype: `float16`, `bfloat16`, `float32` or `float64`.
    """

    comptime integral_type = _unsigned_integral_type_of[Self.dtype]()
    """The unsigned integer type as wide."""

    @staticmethod
    @always_inline
    def mantissa_width() -> Int:
        """Stored bits of the mantissa."""
        comptime if Self.dtype == DType.float16:
            return 10
        elif Self.dtype == DType.bfloat16:
            return 7
        elif Self.dtype == DType.float32:
            return 23
        else:
            return 52

    @staticmethod
    @always_inline
    def exponent_width() -> Int:
        """Bits of the exponent."""
        return Self.dtype.size_of() * 8 - 1 - Self.mantissa_width()

    @staticmethod
    @always_inline
    def max_exponent() -> Int:
        """Exponent field of infinity, without bias."""
        return 1 << (Self.exponent_width() - 1)

    @staticmethod
    @always_inline
    def exponent_bias() -> Int:
        """Exponent field of 1.0."""
        return Self.max_exponent() - 1

    @staticmethod
    @always_inline
    def sign_mask() -> Int:
        """The bit of the sign."""
        return 1 << (Self.exponent_width() + Self.mantissa_width())

    @staticmethod
    @always_inline
    def exponent_mask() -> Int:
        """The bits of the exponent."""
        return ((1 << Self.exponent_width()) - 1) << Self.mantissa_width()

    @staticmethod
    @always_inline
    def mantissa_mask() -> Int:
        """The bits of the mantissa."""
        return (1 << Self.mantissa_width()) - 1

    @staticmethod
    @always_inline
    def exponent_mantissa_mask() -> Int:
        """All bits but the sign."""
        return Self.exponent_mask() | Self.mantissa_mask()

    @staticmethod
    @always_inline
    def quiet_nan_mask() -> Int:
        """Bits of a not-a-number."""
        return Self.exponent_mask() | (1 << (Self.mantissa_width() - 1))

    @staticmethod
    @always_inline
    def bitcast_to_integer(value: Scalar[Self.dtype]) -> Int:
        """The bits.

        Args:
            value: A float.
        """
        return Int(value.to_bits())

    @staticmethod
    @always_inline
    def bitcast_to_uint(value: Scalar[Self.dtype]) -> Scalar[Self.integral_type]:
        """The bits.

        Args:
            value: A float.
        """
        return value.to_bits[Self.integral_type]()

    @staticmethod
    @always_inline
    def bitcast_from_integer(value: Int) -> Scalar[Self.dtype]:
        """The float with these bits.

        Args:
            value: The bits.
        """
        return Scalar[Self.dtype](from_bits=Scalar[Self.integral_type](value))

    @staticmethod
    @always_inline
    def get_sign(value: Scalar[Self.dtype]) -> Bool:
        """Whether the sign bit is set.

        Args:
            value: A float.
        """
        return Self.bitcast_to_integer(value) & Self.sign_mask() != 0

    @staticmethod
    @always_inline
    def set_sign(value: Scalar[Self.dtype], sign: Bool) -> Scalar[Self.dtype]:
        """The float with a sign.

        Args:
            value: A float.
            sign: Whether the sign bit is set.
        """
        var bits = Self.bitcast_to_integer(value) & Self.exponent_mantissa_mask()
        return Self.bitcast_from_integer(bits | Self.sign_mask() if sign else bits)

    @staticmethod
    @always_inline
    def set_exponent(value: Scalar[Self.dtype], exponent: Int) -> Scalar[Self.dtype]:
        """The float with another exponent field.

        Args:
            value: A float.
            exponent: The field, with bias.
        """
        var rest = Self.bitcast_to_integer(value) & ~Self.exponent_mask()
        return Self.bitcast_from_integer(rest | ((exponent << Self.mantissa_width()) & Self.exponent_mask()))

    @staticmethod
    @always_inline
    def set_mantissa(value: Scalar[Self.dtype], mantissa: Int) -> Scalar[Self.dtype]:
        """The float with other stored bits of the mantissa.

        Args:
            value: A float.
            mantissa: The bits.
        """
        var rest = Self.bitcast_to_integer(value) & ~Self.mantissa_mask()
        return Self.bitcast_from_integer(rest | (mantissa & Self.mantissa_mask()))

    @staticmethod
    @always_inline
    def get_exponent(value: Scalar[Self.dtype]) -> Int:
        """The exponent field, with bias.

        Args:
            value: A float.
        """
        return (Self.bitcast_to_integer(value) & Self.exponent_mask()) >> Self.mantissa_width()

    @staticmethod
    @always_inline
    def get_exponent_biased(value: Scalar[Self.dtype]) -> Int:
        """The exponent field, with bias.

        Args:
            value: A float.
        """
        return Self.get_exponent(value)

    @staticmethod
    @always_inline
    def get_exponent_without_bias(value: Scalar[Self.dtype]) -> Int:
        """The exponent.

        Args:
            value: A float.
        """
        return Self.get_exponent(value) - Self.exponent_bias()

    @staticmethod
    @always_inline
    def get_mantissa(value: Scalar[Self.dtype]) -> Int:
        """The stored bits of the mantissa.

        Args:
            value: A float.
        """
        return Self.bitcast_to_integer(value) & Self.mantissa_mask()

    @staticmethod
    @always_inline
    def pack(sign: Bool, exponent: Int, mantissa: Int) -> Scalar[Self.dtype]:
        """A float from its fields.

        Args:
            sign: Whether the sign bit is set.
            exponent: The exponent field, with bias.
            mantissa: The stored bits of the mantissa.
        """
        var bits = ((exponent << Self.mantissa_width()) & Self.exponent_mask()) | (mantissa & Self.mantissa_mask())
        return Self.bitcast_from_integer(bits | Self.sign_mask() if sign else bits)
