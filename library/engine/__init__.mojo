"""What compiled models run on: tensors, loops over their elements, weights, and the way in from outside. Emitted programs import from here what most of
them need, and from modules the rest: calls, the command line."""

from .arithmetic import (
    both,
    divided_by,
    either,
    floored_quotient,
    maximum,
    minimum,
    modulo,
    places,
    power,
    reciprocal_from_one,
    remainder,
    round_half_even,
    saturated,
    shift_left,
    shift_right,
    sign,
    small_integer,
    truncated_quotient,
)
from .bounds import checked_place, expect_same, expect_spread, place_within, room
from .edges import store_across
from .interface import Arguments, copy_of, error_text, new_memory, no_error, text_of
from .loops import add, added_once, for_blocks, for_elements, for_row, for_row_once, for_rows, multiply, reduce_row
from .memory import Block, Memory
from .packed_weights import PackedWeights
from .rounds import Rounds
from .small_floats import (
    float4_e2m1fn,
    float8_e4m3fn,
    float8_e4m3fnuz,
    float8_e5m2,
    float8_e5m2fnuz,
    float8_e8m0fnu,
    small_float,
    small_float_bits,
    small_float_value,
)
from .tensor import Tensor
from .types import bf16, f16, f32, f64, i16, i32, i64, i8, u16, u32, u64, u8, width
from .view import View
from .weights import WeightsFile
