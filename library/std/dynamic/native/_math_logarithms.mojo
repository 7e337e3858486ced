"""Logarithms of `math`: of floats, and of integers that no float holds."""

from ..arguments import Arguments
from ..cells import float_of
from ..errors import OVERFLOW_ERROR, Raised
from ..iteration_builtins import is_error
from ..natives import define, define1
from ..integers import is_whole
from ..numbers import divide, shift_right
from ..word import Object, Word, small


def define_logarithms(module: Word):
    define(module, "log", _log)
    define1(module, "log2", _log2)
    define1(module, "log10", _log10)


def _logarithm[name: StringLiteral](value: Word, of_two: Float64) raises Raised -> Float64:
    """The logarithm; of an integer that is too large for a float in two parts.

    Parameters:
        name: Of the C function.

    Args:
        value: Whose logarithm it is.
        of_two: The logarithm of 2.
    """
    if not value.is_cell() or not is_whole(value):
        return _positive[name](real(value))
    var rest = Object(sharing=value)
    var shift = 0
    while True:
        try:
            return _positive[name](real(rest.word)) + Float64(shift) * of_two
        except error:
            if not is_error(error, OVERFLOW_ERROR):
                raise error^
        rest = Object(owning=shift_right(rest.word, small(512)))
        shift += 512


def _positive[name: StringLiteral](x: Float64) raises Raised -> Float64:
    if x <= 0:
        raise domain_error()
    return Float64(raw=__op.external[name, __type.f64](x.value))


def _log(args: Arguments) raises Raised -> Word:
    """`log(x, base=e)`."""
    args.check_count("log", 1, 2)
    var result = Object(owning=float_of(_logarithm["log"](args[0], 0.6931471805599453)))
    if args.count == 1:
        return float_of(real(result.word))
    var base = Object(owning=float_of(_logarithm["log"](args[1], 0.6931471805599453)))
    return divide(result.word, base.word)


def _log2(function: Word, value: Word) raises Raised -> Word:
    return float_of(_logarithm["log2"](value, 1))


def _log10(function: Word, value: Word) raises Raised -> Word:
    return float_of(_logarithm["log10"](value, 0.3010299956639812))


from .math import domain_error, real
