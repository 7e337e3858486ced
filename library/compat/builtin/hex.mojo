"""Integers in other bases under their module name."""

from collections.string import bin, hex, oct
