"""`Span` under its path of 2024."""
from memory.span import Span
