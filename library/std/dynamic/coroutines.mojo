"""Coroutines of `async def`."""

from .errors import Raised
from .word import Word


def await_iterator(value: Word) raises Raised -> Word:
    return value
def async_iterate(value: Word) raises Raised -> Word:
    return value
def async_next(value: Word) raises Raised -> Word:
    return value
