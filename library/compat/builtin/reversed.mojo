"""`reversed` under its module name."""

from iter import reversed
