"""Integers in other bases under their older path."""

from collections.string import bin, hex, oct
