"""Complex numbers under the path of spring 2023."""

from complex import *
