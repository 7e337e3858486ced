"""Slices under their module name."""

from builtin.slice import Slice, slice
