"""`DType`: which kind of number a `SIMD` holds, as a compile-time value.

The codes are a contract with the compiler (docs/design/library-builtins.md). Queries are written for both compile time and run time.
"""


struct DType(Comparable, Hashable, ImplicitlyCopyable, KeyElement, Representable, Stringable, TrivialRegisterPassable, Writable):
    """A kind of number."""

    var code: __type.u8
    """Its code."""

    comptime type = __type.u8
    """Type of the code."""

    comptime invalid = DType(code=0)
    """No type at all."""
    comptime bool = DType(code=1)
    """Bits."""
    comptime int8 = DType(code=2)
    """Signed integers of 8 bits."""
    comptime uint8 = DType(code=3)
    """Unsigned integers of 8 bits."""
    comptime int16 = DType(code=4)
    """Signed integers of 16 bits."""
    comptime uint16 = DType(code=5)
    """Unsigned integers of 16 bits."""
    comptime int32 = DType(code=6)
    """Signed integers of 32 bits."""
    comptime uint32 = DType(code=7)
    """Unsigned integers of 32 bits."""
    comptime int64 = DType(code=8)
    """Signed integers of 64 bits."""
    comptime uint64 = DType(code=9)
    """Unsigned integers of 64 bits."""
    comptime int = DType(code=10)
    """Signed integers of the machine's width."""
    comptime uint = DType(code=11)
    """Unsigned integers of the machine's width."""
    comptime float16 = DType(code=12)
    """IEEE 754 half precision."""
    comptime bfloat16 = DType(code=13)
    """The upper half of a `float32`."""
    comptime float32 = DType(code=14)
    """IEEE 754 single precision."""
    comptime float64 = DType(code=15)
    """IEEE 754 double precision."""
    comptime float8_e4m3fn = DType(code=16)
    """8-bit floats: 4 bits of exponent, 3 of mantissa, no infinity."""
    comptime float8_e5m2 = DType(code=17)
    """8-bit floats: 5 bits of exponent, 2 of mantissa."""
    comptime int128 = DType(code=18)
    """Signed integers of 128 bits."""
    comptime uint128 = DType(code=19)
    """Unsigned integers of 128 bits."""
    comptime int256 = DType(code=20)
    """Signed integers of 256 bits."""
    comptime uint256 = DType(code=21)
    """Unsigned integers of 256 bits."""
    comptime index = DType.int
    """Name of `DType.int` until 2025."""
    comptime uindex = DType.uint
    """Name of `DType.uint` until 2025."""
    comptime address = DType.int
    """Addresses are integers of the machine's width."""
    comptime si8 = DType.int8
    """Name of 2023."""
    comptime ui8 = DType.uint8
    """Name of 2023."""
    comptime si32 = DType.int32
    """Name of 2023."""
    comptime ui32 = DType.uint32
    """Name of 2023."""
    comptime si64 = DType.int64
    """Name of 2023."""
    comptime ui64 = DType.uint64
    """Name of 2023."""
    comptime f16 = DType.float16
    """Name of 2023."""
    comptime f32 = DType.float32
    """Name of 2023."""
    comptime f64 = DType.float64
    """Name of 2023."""

    @always_inline
    def __init__(out self, *, code: IntLiteral):
        """The type with a code.

        Args:
            code: 0 to 21.
        """
        self.code = __op.literal_to_int[__type.u8](code.value)

    @always_inline
    def __init__(out self, *, raw: __type.u8):
        """The type with a code.

        Args:
            raw: 0 to 21.
        """
        self.code = raw

    @always_inline
    def _as_ui8(self) -> UInt8:
        """The code."""
        return UInt8(raw=self.code)

    @always_inline
    def _code(self) -> Int:
        """The code."""
        return Int(raw=__op.cast[DType.int](self.code))

    # Comparison

    @always_inline
    def __eq__(self, rhs: DType) -> Bool:
        """Whether both are the same type."""
        return Bool(raw=__op.eq(self.code, rhs.code))

    @always_inline
    def __ne__(self, rhs: DType) -> Bool:
        """Whether they are different types."""
        return Bool(raw=__op.ne(self.code, rhs.code))

    @always_inline
    def __is__(self, rhs: DType) -> Bool:
        """Whether both are the same type."""
        return self == rhs

    @always_inline
    def __isnot__(self, rhs: DType) -> Bool:
        """Whether they are different types."""
        return self != rhs

    @always_inline
    def __lt__(self, rhs: DType) -> Bool:
        """Order of the codes, for sorting."""
        return Bool(raw=__op.lt(self.code, rhs.code))

    # What kind

    @always_inline
    def is_bool(self) -> Bool:
        """Whether it is `DType.bool`."""
        return self == DType.bool

    @always_inline
    def is_unsigned(self) -> Bool:
        """Whether it is an integer type without sign."""
        return self.is_integral() and not self.is_signed()

    @always_inline
    def is_signed(self) -> Bool:
        """Whether it has negative numbers (floats do)."""
        if self.is_floating_point():
            return True
        return self.is_integral() and self._code() & 1 == 0

    @always_inline
    def is_integral(self) -> Bool:
        """Whether it is an integer type; `bool` is none."""
        var code = self._code()
        return (code >= 2 and code <= 11) or code >= 18

    @always_inline
    def is_floating_point(self) -> Bool:
        """Whether it is a float type."""
        var code = self._code()
        return code >= 12 and code <= 17

    @always_inline
    def is_float8(self) -> Bool:
        """Whether it is a float type of 8 bits."""
        return self == DType.float8_e4m3fn or self == DType.float8_e5m2

    @always_inline
    def is_half_float(self) -> Bool:
        """Whether it is a float type of 16 bits."""
        return self == DType.float16 or self == DType.bfloat16

    @always_inline
    def is_numeric(self) -> Bool:
        """Whether it is an integer or float type."""
        return self.is_integral() or self.is_floating_point()

    @always_inline
    def is_index32(self) -> Bool:
        """Whether it is an integer type of 32 bits."""
        return self == DType.int32 or self == DType.uint32

    @always_inline
    def is_index64(self) -> Bool:
        """Whether it is an integer type of 64 bits of the machine's width."""
        return self == DType.int or self == DType.int64 or self == DType.uint64

    # Layout

    @always_inline
    def size_of(self) -> Int:
        """Size of one value in bytes; 0 for `invalid`."""
        var code = self._code()
        if code == 0:
            return 0
        if code <= 3 or code == 16 or code == 17:
            return 1
        if code <= 5 or code == 12 or code == 13:
            return 2
        if code <= 7 or code == 14:
            return 4
        if code <= 11 or code == 15:
            return 8
        return 16 if code <= 19 else 32

    @always_inline
    def sizeof(self) -> Int:
        """Size of one value in bytes."""
        return self.size_of()

    @always_inline
    def bit_width(self) -> Int:
        """Number of bits of one value: 1 for `bool`."""
        return 1 if self == DType.bool else self.size_of() * 8

    @always_inline
    def bitwidth(self) -> Int:
        """Size of one value in memory, in bits."""
        return self.size_of() * 8

    @always_inline
    def align_of(self) -> Int:
        """Alignment of one value in bytes."""
        var size = self.size_of()
        return 16 if size > 16 else size

    @always_inline
    def alignof(self) -> Int:
        """Alignment of one value in bytes."""
        return self.align_of()

    # Text

    def _name(self) -> StringLiteral:
        """Its name without `DType.`."""
        var code = self._code()
        if code == 0:
            return "invalid"
        if code == 1:
            return "bool"
        if code == 2:
            return "int8"
        if code == 3:
            return "uint8"
        if code == 4:
            return "int16"
        if code == 5:
            return "uint16"
        if code == 6:
            return "int32"
        if code == 7:
            return "uint32"
        if code == 8:
            return "int64"
        if code == 9:
            return "uint64"
        if code == 10:
            return "int"
        if code == 11:
            return "uint"
        if code == 12:
            return "float16"
        if code == 13:
            return "bfloat16"
        if code == 14:
            return "float32"
        if code == 15:
            return "float64"
        if code == 16:
            return "float8_e4m3fn"
        if code == 17:
            return "float8_e5m2"
        if code == 18:
            return "int128"
        if code == 19:
            return "uint128"
        if code == 20:
            return "int256"
        if code == 21:
            return "uint256"
        return "invalid"

    def write_to[W: Writer](self, mut writer: W):
        """Writes its name: `float32`."""
        writer.write(self._name())

    def write_repr_to[W: Writer](self, mut writer: W):
        """Writes its name: `DType.float32`."""
        writer.write("DType.", self._name())

    def __str__(self) -> String:
        """Its name: `float32`."""
        return String(self._name())

    def __repr__(self) -> String:
        """Its name: `DType.float32`."""
        return String.write("DType.", self._name())

    def __hash__[H: Hasher](self, mut hasher: H):
        """Feeds the code to a hasher."""
        hasher._update_with_simd(self._as_ui8())

    @staticmethod
    def _from_str(text: StringSlice) -> DType:
        """The type with a name, with or without `DType.`; `invalid` if there is none."""
        var name = String(text)
        if name.startswith("DType."):
            name = String(name.removeprefix("DType."))
        for i in range(22):
            var candidate = DType(raw=__op.cast[DType.uint8](Int(i).value))
            if name == candidate._name():
                return candidate
        return DType.invalid

    # Dispatch on a run-time type

    def dispatch_integral[func: def[dtype: DType]() capturing [_] -> None](self) raises:
        """Calls `func` with this type as a parameter.

        Raises:
            If it is no integer type.
        """
        comptime for code in range(2, 12):
            comptime candidate = DType(raw=__op.cast[DType.uint8](Int(code).value))
            if self == candidate:
                func[candidate]()
                return
        raise Error(String.write("only integer types are supported, not ", self))

    def dispatch_floating[func: def[dtype: DType]() capturing [_] -> None](self) raises:
        """Calls `func` with this type as a parameter.

        Raises:
            If it is no float type of 16 bits or more.
        """
        comptime for code in range(12, 16):
            comptime candidate = DType(raw=__op.cast[DType.uint8](Int(code).value))
            if self == candidate:
                func[candidate]()
                return
        raise Error(String.write("only float types are supported, not ", self))

    def dispatch_arithmetic[func: def[dtype: DType]() capturing [_] -> None](self) raises:
        """Calls `func` with this type as a parameter.

        Raises:
            If it is neither an integer nor a float type.
        """
        if self.is_floating_point():
            self.dispatch_floating[func]()
        else:
            self.dispatch_integral[func]()


@always_inline
def _integral_type_of[dtype: DType]() -> DType:
    """The signed integer type with as many bits as `dtype`."""
    return _signed_integral_type_of(dtype.size_of())


@always_inline
def _signed_integral_type_of(size_bytes: Int) -> DType:
    """The signed integer type of a size: 1, 2, 4, 8, 16 or 32 bytes."""
    if size_bytes == 1:
        return DType.int8
    if size_bytes == 2:
        return DType.int16
    if size_bytes == 4:
        return DType.int32
    if size_bytes == 8:
        return DType.int64
    return DType.int128 if size_bytes == 16 else DType.int256


@always_inline
def _unsigned_integral_type_of[dtype: DType]() -> DType:
    """The unsigned integer type with as many bits as `dtype`."""
    comptime size_bytes = dtype.size_of()
    if size_bytes == 1:
        return DType.uint8
    if size_bytes == 2:
        return DType.uint16
    if size_bytes == 4:
        return DType.uint32
    if size_bytes == 8:
        return DType.uint64
    return DType.uint128 if size_bytes == 16 else DType.uint256


@always_inline
def _uint_type_of_width[width: Int]() -> DType:
    """The unsigned integer type with so many bits: 8, 16, 32, 64, 128 or 256."""
    if width == 8:
        return DType.uint8
    if width == 16:
        return DType.uint16
    if width == 32:
        return DType.uint32
    if width == 64:
        return DType.uint64
    return DType.uint128 if width == 128 else DType.uint256


@always_inline
def _int_type_of_width[width: Int]() -> DType:
    """The signed integer type with so many bits: 8, 16, 32, 64, 128 or 256."""
    return _signed_integral_type_of(width // 8)


@always_inline
def _scientific_notation_digits[dtype: DType]() -> Int:
    """Decimal digits that tell all values of a float type apart."""
    if dtype == DType.float64:
        return 17
    if dtype == DType.float32:
        return 9
    return 5
