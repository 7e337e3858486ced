"""Facts about numbers under the path of spring 2023."""

from utils.numerics import *
