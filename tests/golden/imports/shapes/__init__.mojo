# test: module
from .circle import Circle
from .square import Square as Box
from .solids import volume

comptime COUNT = 2
