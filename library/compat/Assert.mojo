"""Assertions under the path of spring 2023."""

from builtin.failure import constrained as assert_param
from builtin.failure import debug_assert
