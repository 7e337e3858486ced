"""`math`: the functions of the system's mathematical library, with Python's errors."""

from ..arguments import Arguments
from ..cells import float_of
from ..conversions import as_real
from ..errors import VALUE_ERROR, Raised, new_error
from ..natives import define, define1, define_value, module_of
from ..numbers import as_float
from ..word import Object, Word


def math_module() raises Raised -> Word:
    var module = module_of("math")
    define_value(module, "pi", float_of(3.141592653589793))
    define_value(module, "e", float_of(2.718281828459045))
    define_value(module, "tau", float_of(6.283185307179586))
    define1(module, "sqrt", _sqrt)
    define1(module, "sin", _sin)
    define1(module, "cos", _cos)
    return module


def _real(value: Word) raises Raised -> Float64:
    var real = Object(owning=as_real(value))
    return as_float(real.word)


def _sqrt(function: Word, value: Word) raises Raised -> Word:
    var x = _real(value)
    if x < 0:
        raise new_error(VALUE_ERROR, "math domain error")
    return float_of(Float64(raw=__op.external["sqrt", __type.f64](x.value)))


def _sin(function: Word, value: Word) raises Raised -> Word:
    return float_of(Float64(raw=__op.external["sin", __type.f64](_real(value).value)))


def _cos(function: Word, value: Word) raises Raised -> Word:
    return float_of(Float64(raw=__op.external["cos", __type.f64](_real(value).value)))
