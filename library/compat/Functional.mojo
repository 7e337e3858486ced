"""Vectorising and parallel loops under the path of spring 2023."""

from algorithm import *
