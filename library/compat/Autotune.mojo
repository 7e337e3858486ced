"""Tuning under the path of spring 2023."""

from autotune import *
