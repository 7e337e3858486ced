"""All of `math` under the path `math.math`."""

from . import *
