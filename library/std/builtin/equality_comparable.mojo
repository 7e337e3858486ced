"""The trait of equality under its path of 2024."""

from .number_traits import Equatable, EqualityComparable
