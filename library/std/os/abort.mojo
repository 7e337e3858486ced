"""`abort` under its module name."""
from builtin.failure import abort
