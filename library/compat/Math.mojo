"""Mathematics under the path of spring 2023."""

from math import *
