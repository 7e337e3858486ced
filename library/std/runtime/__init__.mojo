"""Threads and tasks: the pool that `parallelize`, tasks and task groups share."""
from .pool import parallelism_level
