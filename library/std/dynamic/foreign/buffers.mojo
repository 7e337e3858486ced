"""Memory that both sides see: CPython reads and writes our bytes in place through the buffer protocol, and `memoryview` of ours looks into its objects."""

from ..word import Word
from .slots import Slots


def add_buffer(mut slots: Slots, example: Word):
    pass
