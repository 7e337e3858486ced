# test: module
from ..square import Square
from .._inner import twice

def volume(side: Float64) -> Float64:
    return Square(side).area() * side

def doubled(side: Float64) -> Float64:
    return twice(volume(side))
