"""`repr` under its module name."""

from builtin.traits import Representable
from collections.string import repr
