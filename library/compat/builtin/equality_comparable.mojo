"""Equality under its module name."""

from builtin.number_traits import EqualityComparable, Equatable
