"""Replaces the library's `exp` in compiled models: faster, and right to about 4 digits.

`mojo engine run --random --ops custom/fast_exp.mojo MODEL.onnx`, for any model with Exp, Softmax, Sigmoid and the like.
"""

from engine.custom import replaces
from math import floor
from memory import bitcast


@replaces("exp")
def fast_exp[lanes: Int](x: SIMD[DType.float32, lanes]) -> SIMD[DType.float32, lanes]:
    """2 to the whole part of x / log(2) by its bits, times a polynomial of what is left."""
    var power = min(max(x * 1.44269504, -126.0), 127.0)
    var whole = floor(power)
    var rest = power - whole
    var fraction = 1.0 + rest * (0.695556856 + rest * (0.226173572 + rest * 0.0781455737))
    return fraction * bitcast[DType.float32, lanes]((whole.cast[DType.int32]() + 127) << 23)
