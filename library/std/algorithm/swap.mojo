"""`swap` under its path of 2023."""

from ..builtin.swap import swap
