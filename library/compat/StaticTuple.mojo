"""`StaticTuple` under the path of spring 2023."""

from utils.static_tuple import StaticTuple
