"""Odds and ends: fixed-size tuples of numbers."""

from .index import Index, IndexList, StaticIntTuple
from .static_tuple import StaticTuple
