"""Atomic operations."""
from .atomic import Atomic, Consistency, Ordering, fence
