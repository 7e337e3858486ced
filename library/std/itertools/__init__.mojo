"""Endless and combining iterators."""
from .itertools import count, cycle, drop_while, product, repeat, take_while
