"""`math`: the functions of the system's mathematical library, with Python's errors."""

from ...math.limit import inf, nan
from ..arguments import Arguments, as_index
from ..calls import call1
from ..cells import FloatCell, float_of
from ..classes import class_of, find_in_class
from ..conversions import as_real, whole_of_float
from ..errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..names import fixed_name
from ..natives import define, define1, define2, define_value, module_of
from ..integers import as_float, as_integer, is_whole
from ..printing import type_name
from ..streams import pair_of
from ..word import KIND_FLOAT, KIND_INSTANCE, KIND_LIST, Object, Word, counted, small, truth
from ._math_integers import define_integers
from ._math_logarithms import define_logarithms
from ._math_sums import define_sums


def math_module() raises Raised -> Word:
    var module = module_of("math")
    define_value(module, "pi", float_of(3.141592653589793))
    define_value(module, "e", float_of(2.718281828459045))
    define_value(module, "tau", float_of(6.283185307179586))
    define_value(module, "inf", float_of(inf[DType.float64]()))
    define_value(module, "nan", float_of(nan[DType.float64]()))
    define1(module, "sqrt", _sqrt)
    define1(module, "sin", _unary["sin", False])
    define1(module, "cos", _unary["cos", False])
    define1(module, "tan", _unary["tan", False])
    define1(module, "asin", _unary["asin", False])
    define1(module, "acos", _unary["acos", False])
    define1(module, "atan", _unary["atan", False])
    define1(module, "sinh", _unary["sinh", True])
    define1(module, "cosh", _unary["cosh", True])
    define1(module, "tanh", _unary["tanh", False])
    define1(module, "asinh", _unary["asinh", False])
    define1(module, "acosh", _unary["acosh", False])
    define1(module, "atanh", _unary["atanh", False])
    define1(module, "exp", _unary["exp", True])
    define1(module, "exp2", _unary["exp2", True])
    define1(module, "expm1", _unary["expm1", True])
    define1(module, "log1p", _unary["log1p", False])
    define1(module, "cbrt", _unary["cbrt", False])
    define1(module, "erf", _unary["erf", False])
    define1(module, "erfc", _unary["erfc", False])
    define1(module, "gamma", _gamma)
    define1(module, "lgamma", _logarithm_of_gamma)
    define1(module, "fabs", _unary["fabs", False])
    define1(module, "floor", _whole["floor", "__floor__"])
    define1(module, "ceil", _whole["ceil", "__ceil__"])
    define1(module, "trunc", _whole["trunc", "__trunc__"])
    define1(module, "degrees", _degrees)
    define1(module, "radians", _radians)
    define1(module, "isnan", _is_nan)
    define1(module, "isinf", _is_infinite)
    define1(module, "isfinite", _is_finite)
    define1(module, "frexp", _frexp)
    define1(module, "modf", _modf)
    define1(module, "ulp", _ulp)
    define2(module, "atan2", _binary["atan2"])
    define2(module, "copysign", _binary["copysign"])
    define2(module, "fmod", _binary["fmod"])
    define2(module, "remainder", _binary["remainder"])
    define2(module, "pow", _pow)
    define2(module, "ldexp", _ldexp)
    define(module, "nextafter", _next_after)
    define(module, "fma", _fma)
    define(module, "isclose", _is_close)
    define_logarithms(module)
    define_integers(module)
    define_sums(module)
    return module


@always_inline
def real(value: Word) raises Raised -> Float64:
    """An argument that must be a float or become one."""
    if value.is_(KIND_FLOAT):
        return __op.deref(value.at[FloatCell]()).value
    return _real(value)


@no_inline
def _real(value: Word) raises Raised -> Float64:
    if is_whole(value):
        return as_float(value)
    var made = Object(owning=as_real(value))
    return as_float(made.word)


def is_finite(x: Float64) -> Bool:
    return x - x == 0


def domain_error() -> Raised:
    return new_error(VALUE_ERROR, "math domain error")


def range_error() -> Raised:
    return new_error(OVERFLOW_ERROR, "math range error")


def _sqrt(function: Word, value: Word) raises Raised -> Word:
    var x = real(value)
    if x < 0:
        raise domain_error()
    return float_of(Float64(raw=__op.external["sqrt", __type.f64](x.value)))


def _unary[name: StringLiteral, overflows: Bool](function: Word, value: Word) raises Raised -> Word:
    var x = real(value)
    var result = Float64(raw=__op.external[name, __type.f64](x.value))
    if not is_finite(result):
        _check(x, result, overflows)
    return float_of(result)


def _check(x: Float64, result: Float64, overflows: Bool) raises Raised:
    """Of a result that is no number, or infinite."""
    if result != result:
        if x == x:
            raise domain_error()
    elif is_finite(x):
        if overflows and x != x.floor() or overflows and x > 0 or overflows and x < -1:
            raise range_error()
        raise domain_error()


def _logarithm_of_gamma(function: Word, value: Word) raises Raised -> Word:
    var x = real(value)
    if x <= 0 and is_finite(x) and x == x.floor():
        raise domain_error()
    var result = Float64(raw=__op.external["lgamma", __type.f64](x.value))
    if not is_finite(result) and is_finite(x):
        raise range_error()
    return float_of(result)


def _gamma(function: Word, value: Word) raises Raised -> Word:
    var x = real(value)
    if x == 0 or x - x != 0 and x < 0 or x < 0 and x == x.floor():
        raise domain_error()
    var result = Float64(raw=__op.external["tgamma", __type.f64](x.value))
    if not is_finite(result) and is_finite(x):
        raise range_error()
    return float_of(result)


def _binary[name: StringLiteral](function: Word, a: Word, b: Word) raises Raised -> Word:
    var x = real(a)
    var y = real(b)
    var result = Float64(raw=__op.external[name, __type.f64](x.value, y.value))
    if result != result and x == x and y == y:
        raise domain_error()
    return float_of(result)


def _pow(function: Word, a: Word, b: Word) raises Raised -> Word:
    var x = real(a)
    var y = real(b)
    var result = Float64(raw=__op.external["pow", __type.f64](x.value, y.value))
    if not is_finite(result) and is_finite(x) and is_finite(y):
        if result != result or x == 0:
            raise domain_error()
        raise range_error()
    return float_of(result)


def _whole[name: StringLiteral, special: StringLiteral](function: Word, value: Word) raises Raised -> Word:
    """`floor`, `ceil`, `trunc`: an integer, or what the value's own method gives."""
    if value.is_integer():
        return value
    if not value.is_(KIND_FLOAT):
        if value.is_(KIND_INSTANCE):
            var method = find_in_class(class_of(value), fixed_name(special))
            if method.bits != 0:
                return call1(method, value)
        if is_whole(value):
            return small(as_integer(value)) if not value.is_cell() else counted(value)
        comptime if name == "trunc":
            raise new_error(TYPE_ERROR, String("type ", type_name(value), " doesn't define __trunc__ method"))
    return whole_of_float(Float64(raw=__op.external[name, __type.f64](real(value).value)))


def _degrees(function: Word, value: Word) raises Raised -> Word:
    return float_of(real(value) * (180.0 / 3.141592653589793))


def _radians(function: Word, value: Word) raises Raised -> Word:
    return float_of(real(value) * (3.141592653589793 / 180.0))


def _is_nan(function: Word, value: Word) raises Raised -> Word:
    var x = real(value)
    return truth(x != x)


def _is_infinite(function: Word, value: Word) raises Raised -> Word:
    var x = real(value)
    return truth(x == x and not is_finite(x))


def _is_finite(function: Word, value: Word) raises Raised -> Word:
    return truth(is_finite(real(value)))


def _frexp(function: Word, value: Word) raises Raised -> Word:
    var x = real(value)
    var exponent = Int32(0)
    if x != 0 and is_finite(x):
        x = Float64(raw=__op.external["frexp", __type.f64](x.value, __op.address_of(exponent)))
    return pair_of(float_of(x), small(Int(exponent)))


def _modf(function: Word, value: Word) raises Raised -> Word:
    var x = real(value)
    var whole = Float64(0)
    var rest = Float64(raw=__op.external["modf", __type.f64](x.value, __op.address_of(whole)))
    return pair_of(float_of(rest), float_of(whole))


def _ulp(function: Word, value: Word) raises Raised -> Word:
    var x = abs(real(value))
    if not is_finite(x):
        return float_of(x)
    var next = _after(x, inf[DType.float64]())
    return float_of(x - _after(x, Float64(0)) if not is_finite(next) else next - x)


def _after(x: Float64, toward: Float64) -> Float64:
    return Float64(raw=__op.external["nextafter", __type.f64](x.value, toward.value))


def _next_after(args: Arguments) raises Raised -> Word:
    """`nextafter(x, y, *, steps=None)`."""
    if args.count != 2:
        raise new_error(TYPE_ERROR, String("nextafter expected 2 arguments, got ", args.count))
    var x = real(args[0])
    var y = real(args[1])
    var steps = args.named("steps")
    if not steps.is_integer():
        return float_of(_after(x, y))
    if steps.integer() < 0:
        raise new_error(VALUE_ERROR, "steps must be a non-negative integer")
    for _ in range(steps.integer()):
        if x == y or x != x:
            break
        x = _after(x, y)
    return float_of(x)


def _ldexp(function: Word, a: Word, b: Word) raises Raised -> Word:
    var x = real(a)
    if not is_whole(b):
        raise new_error(TYPE_ERROR, "Expected an int as second argument to ldexp.")
    if x == 0 or not is_finite(x):
        return float_of(x)
    var exponent = max(-100000, min(100000, as_integer(b)))
    var result = Float64(raw=__op.external["ldexp", __type.f64](x.value, Int32(exponent).value))
    if not is_finite(result):
        raise range_error()
    return float_of(result)


def _fma(args: Arguments) raises Raised -> Word:
    args.check_count("fma", 3, 3)
    var x = real(args[0])
    var y = real(args[1])
    var z = real(args[2])
    var result = Float64(raw=__op.external["fma", __type.f64](x.value, y.value, z.value))
    if is_finite(result):
        return float_of(result)
    if result != result:
        if x == x and y == y and z == z:
            raise new_error(VALUE_ERROR, "invalid operation in fma")
    elif is_finite(x) and is_finite(y) and is_finite(z):
        raise new_error(OVERFLOW_ERROR, "overflow in fma")
    return float_of(result)


def _is_close(args: Arguments) raises Raised -> Word:
    """`isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)`."""
    if args.count != 2:
        raise new_error(TYPE_ERROR, String("isclose() takes exactly 2 positional arguments (", args.count, " given)"))
    var a = real(args[0])
    var b = real(args[1])
    var relative = args.named("rel_tol")
    var absolute = args.named("abs_tol")
    var factor = real(relative) if relative.bits != 0 else 1e-09
    var least = real(absolute) if absolute.bits != 0 else 0.0
    if factor < 0 or least < 0:
        raise new_error(VALUE_ERROR, "tolerances must be non-negative")
    if a == b:
        return truth(True)
    if not is_finite(a) and a == a or not is_finite(b) and b == b:
        return truth(False)
    var difference = abs(b - a)
    return truth(difference <= abs(factor * b) or difference <= abs(factor * a) or difference <= least)
