"""Modules that are written in Mojo, by their names."""

from .cells import string_of
from .errors import Raised
from .word import Word


def native_module(name: Word) raises Raised -> Word:
    """The module, with a count; bits 0 if there is none of that name."""
    ref text = string_of(name)
    if text == "sys":
        return sys_module()
    if text == "time":
        return time_module()
    if text == "math":
        return math_module()
    if text == "abc":
        return abc_module()
    return Word(0)


from .native.abc import abc_module
from .native.math import math_module
from .native.sys import sys_module
from .native.time import time_module
