"""Atomics under their older path; see `atomic/`."""
from atomic import Atomic, Consistency, Ordering, fence
