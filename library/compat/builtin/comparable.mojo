"""Comparison under its module name."""

from builtin.number_traits import Comparable, Equatable, EqualityComparable, GreaterThanComparable, GreaterThanOrEqualComparable, LessThanComparable, LessThanOrEqualComparable
