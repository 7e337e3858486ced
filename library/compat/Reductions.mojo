"""Reductions under the path of spring 2023."""

from algorithm.reduction import *
