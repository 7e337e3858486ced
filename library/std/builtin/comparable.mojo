"""The traits of comparison under their own path."""

from .number_traits import (
    Comparable,
    Equatable,
    EqualityComparable,
    GreaterThanComparable,
    GreaterThanOrEqualComparable,
    LessThanComparable,
    LessThanOrEqualComparable,
)
