"""`Stringable` under its module name."""

from builtin.traits import Stringable
from collections.string import str
