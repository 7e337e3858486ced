"""Threads and tasks: the pool that `parallelize`, tasks and task groups share, channels, locks."""
from .channel import Channel
from .lock import Condition, Mutex
from .pool import parallelism_level
