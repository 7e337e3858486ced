"""Vectors under the path of spring 2023."""

from collections.vector import DynamicVector, InlinedFixedVector, UnsafeFixedVector
