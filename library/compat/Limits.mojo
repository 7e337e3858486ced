"""Limits of numbers under the path of spring 2023."""

from utils.numerics import inf, nan, neg_inf
