"""`constrained` under its module name."""

from builtin.failure import constrained
