"""`Boolable` under its module name."""

from builtin.number_traits import Boolable, ImplicitlyBoolable
