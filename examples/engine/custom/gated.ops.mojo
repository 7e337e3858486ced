"""Operators of `gated.onnx`: the engine finds this file beside the model.

`mojo engine run --random --shape rows=4 custom/gated.onnx`
"""

from engine.custom import operator, reduction
from math import exp, sqrt


@operator("com.example", "GatedActivation")
struct GatedActivation:
    """What a gate lets through, brought to a length of 1 along the last axis."""

    @staticmethod
    def part[lanes: Int](x: SIMD[DType.float32, lanes], gate: SIMD[DType.float32, lanes]) -> SIMD[DType.float32, lanes]:
        return x / (1 + exp(-gate))

    @reduction("sum")
    @staticmethod
    def total[lanes: Int](part: SIMD[DType.float32, lanes]) -> SIMD[DType.float32, lanes]:
        return part * part

    @staticmethod
    def length[lanes: Int](total: SIMD[DType.float32, lanes], epsilon: Float32) -> SIMD[DType.float32, lanes]:
        return sqrt(total + epsilon)

    @staticmethod
    def element[lanes: Int](part: SIMD[DType.float32, lanes], length: SIMD[DType.float32, lanes]) -> SIMD[DType.float32, lanes]:
        return part / length
