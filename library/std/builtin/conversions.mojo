"""Lower-case conversions of older programs: `int(x)`, `float(x)`, `bool(x)`."""


@always_inline
def int[T: Intable](value: T) -> Int:
    return value.__int__()


@always_inline
def int[T: IntableRaising](value: T) raises -> Int:
    return value.__int__()


def int(value: StringSlice, base: Int = 10) raises -> Int:
    return atol(value, base)


@always_inline
def float[T: Floatable](value: T) -> Float64:
    return value.__float__()


@always_inline
def float[T: FloatableRaising](value: T) raises -> Float64:
    return value.__float__()


@always_inline
def bool[T: Boolable](value: T) -> Bool:
    return value.__bool__()


@always_inline
def bool[T: BoolableRaising](value: T) raises -> Bool:
    return value.__bool__()


@always_inline
def bool(value: NoneType) -> Bool:
    return False
