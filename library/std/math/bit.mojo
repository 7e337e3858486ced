"""Bit operations under the path of 2023 and early 2024 (`math.bit`)."""

from ..bit import *
