"""`Index` under the path of spring 2023."""

from utils.index import Index, StaticIntTuple
