"""`debug_assert` under its module name."""

from builtin.failure import debug_assert
