"""Vectors under the path of 2023."""

from collections.vector import DynamicVector, InlinedFixedVector, UnsafeFixedVector
