"""`sort` and `partition` under their path of 2023."""

from ..builtin.sort import partition, sort
