"""Sums and products of `math`: exact ones, distances."""

from ...math.limit import nan
from ..arguments import Arguments
from ..cells import float_of, items_of
from ..elements import list_from, tuple_of
from ..errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..natives import define, define1, define2
from ..numbers import add, multiply
from ..sequences import is_end, iterate, next_of
from ..word import KIND_FLOAT, KIND_TUPLE, Object, Word, give, small


def define_sums(module: Word):
    define1(module, "fsum", _fsum)
    define(module, "prod", _prod)
    define2(module, "sumprod", _sumprod)
    define(module, "hypot", _hypot)
    define2(module, "dist", _dist)


def _fsum(function: Word, values: Word) raises Raised -> Word:
    """The exact sum, rounded once (Shewchuk's partial sums, which do not overlap)."""
    var partials = List[Float64]()
    var special = Float64(0)
    var has_special = False
    var iterator = Object(owning=iterate(values))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            break
        var owned = Object(owning=item)
        var x = real(owned.word)
        if not is_finite(x):
            special = special + x if has_special else x
            if has_special and special != special and x == x:
                raise new_error(VALUE_ERROR, "-inf + inf in fsum")
            has_special = True
            continue
        var count = 0
        for i in range(len(partials)):
            var y = partials[i]
            if abs(x) < abs(y):
                swap(x, y)
            var high = x + y
            var low = y - (high - x)
            if low != 0:
                partials[count] = low
                count += 1
            x = high
        if not is_finite(x):
            raise new_error(OVERFLOW_ERROR, "intermediate overflow in fsum")
        while len(partials) > count:
            _ = partials.pop()
        partials.append(x)
    if has_special:
        return float_of(special)
    return float_of(_rounded(partials))


def _rounded(partials: List[Float64]) -> Float64:
    var index = len(partials) - 1
    if index < 0:
        return 0
    var high = partials[index]
    var low = Float64(0)
    while index > 0:
        index -= 1
        var x = high
        var y = partials[index]
        high = x + y
        low = y - (high - x)
        if low != 0:
            break
    # Half way between two floats, what is left decides.
    if index > 0 and (low < 0 and partials[index - 1] < 0 or low > 0 and partials[index - 1] > 0):
        var y = low * 2
        var x = high + y
        if y == x - high:
            high = x
    return high


def _prod(args: Arguments) raises Raised -> Word:
    """`prod(values, *, start=1)`."""
    if args.count != 1:
        raise new_error(TYPE_ERROR, String("prod() takes exactly 1 positional argument (", args.count, " given)"))
    var start = args.named("start")
    var result = Object(sharing=start if start.bits != 0 else small(1))
    var iterator = Object(owning=iterate(args[0]))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return give(result^)
        var owned = Object(owning=item)
        result = Object(owning=multiply(result.word, owned.word))


def _sumprod(function: Word, a: Word, b: Word) raises Raised -> Word:
    var p = Object(owning=list_from(a))
    var q = Object(owning=list_from(b))
    ref first = items_of(p.word)
    ref second = items_of(q.word)
    if len(first) != len(second):
        raise new_error(VALUE_ERROR, "Inputs are not the same length")
    var floats = len(first) > 0
    for i in range(len(first)):
        floats = floats and (first[i].word.is_(KIND_FLOAT) or second[i].word.is_(KIND_FLOAT))
    if floats:
        var sum = Float64(0)
        var lost = Float64(0)
        for i in range(len(first)):
            _add_product(sum, lost, real(first[i].word), real(second[i].word))
        return float_of(sum + lost if is_finite(lost) else sum)
    var result = Object(owning=small(0))
    for i in range(len(first)):
        var product = Object(owning=multiply(first[i].word, second[i].word))
        result = Object(owning=add(result.word, product.word))
    return give(result^)


def _add_product(mut sum: Float64, mut lost: Float64, x: Float64, y: Float64):
    """Adds a product; what rounding loses is summed up apart."""
    var product = x * y
    var low = _fma(x, y, -product)
    var total = sum + product
    var rounding = (sum - total) + product if abs(sum) >= abs(product) else (product - total) + sum
    lost += low + rounding
    sum = total


def _fma(x: Float64, y: Float64, z: Float64) -> Float64:
    return Float64(raw=__op.external["fma", __type.f64](x.value, y.value, z.value))


def _length(values: List[Float64]) -> Float64:
    """The root of the sum of squares, without overflow on the way."""
    var most = Float64(0)
    var is_number = True
    for i in range(len(values)):
        var x = abs(values[i])
        if x == x and not is_finite(x):
            return x
        is_number = is_number and x == x
        most = max(most, x) if x == x else most
    if not is_number:
        return nan[DType.float64]()
    if most == 0 or len(values) == 1:
        return most
    var exponent = Int32(0)
    _ = Float64(raw=__op.external["frexp", __type.f64](most.value, __op.address_of(exponent)))
    var scale = exponent
    var sum = Float64(0)
    var lost = Float64(0)
    for i in range(len(values)):
        var x = _scaled(values[i], -scale)
        _add_product(sum, lost, x, x)
    var root = Float64(raw=__op.external["sqrt", __type.f64]((sum + lost).value))
    # One step more, of what the root's square leaves.
    _add_product(sum, lost, -root, root)
    return _scaled(root + (sum + lost) / (2 * root), scale)


def _scaled(x: Float64, exponent: Int32) -> Float64:
    return Float64(raw=__op.external["ldexp", __type.f64](x.value, exponent.value))


def _hypot(args: Arguments) raises Raised -> Word:
    args.check_count("hypot", 0, 1 << 30)
    var values = List[Float64]()
    for i in range(args.count):
        values.append(real(args[i]))
    return float_of(_length(values))


def _dist(function: Word, a: Word, b: Word) raises Raised -> Word:
    var p = Object(owning=tuple_of(a))
    var q = Object(owning=tuple_of(b))
    ref first = items_of(p.word)
    ref second = items_of(q.word)
    if len(first) != len(second):
        raise new_error(VALUE_ERROR, "both points must have the same number of dimensions")
    var values = List[Float64]()
    for i in range(len(first)):
        values.append(real(first[i].word) - real(second[i].word))
    return float_of(_length(values))


from .math import is_finite, real
