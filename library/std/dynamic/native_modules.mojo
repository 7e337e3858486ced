"""Modules that are written in Mojo, by their names."""

from .cells import string_of
from .errors import Raised
from .modules import import_module, module_attribute
from .names import fixed_name
from .word import Object, Word


def native_module(name: Word) raises Raised -> Word:
    """The module, with a count; bits 0 if there is none of that name."""
    ref text = string_of(name)
    if text == "sys":
        return sys_module()
    if text == "time":
        return time_module()
    if text == "math":
        return math_module()
    if text == "itertools":
        return itertools_module()
    if text == "_functools":
        return functools_module()
    if text == "_heapq":
        return heapq_module()
    if text == "_bisect":
        return bisect_module()
    if text == "_digests":
        return digests_module()
    if text == "_collections":
        return collections_module()
    if text == "_random":
        return random_module()
    if text == "_re":
        return re_module()
    if text == "builtins":
        return builtins_module()
    if text == "_gc":
        return gc_module()
    if text == "importlib":
        return importlib_module()
    if text == "array":
        return array_module()
    if text == "struct" or text == "_struct":
        return struct_module()
    if text == "io" or text == "_io":
        return io_module()
    if text == "_weakref":
        return weakref_module()
    if text == "_thread":
        return thread_module()
    return Word(0)


def has_python_version(name: Word) -> Bool:
    """Whether it is one of CPython's modules in C that a module in Python does without: in C they take CPython's own values only."""
    ref text = string_of(name)
    return text == "_json" or text == "_pickle" or text == "_statistics" or text == "_elementtree" or text == "_abc"


def native_builtin(name: Word) raises Raised -> Word:
    """A built-in function that is one of the module `builtins`; with a count."""
    var module = Object(owning=import_module(fixed_name("builtins")))
    return module_attribute(module.word, name)


from .native._bisect import bisect_module
from .native._digests import digests_module
from .native._functools import functools_module
from .native._heapq import heapq_module
from .native._collections import collections_module
from .native._random import random_module
from .native._re import re_module
from .native._thread import thread_module
from .native._weakref import weakref_module
from .native.array import array_module
from .native.builtins import builtins_module
from .native._gc import gc_module
from .native.importlib import importlib_module
from .native.io import io_module
from .native.itertools import itertools_module
from .native.math import math_module
from .native.struct import struct_module
from .native.sys import sys_module
from .native.time import time_module
