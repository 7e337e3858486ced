"""The collector of values that only have each other. All others end as soon as nobody has them.

There are no generations: thresholds and flags are remembered, and change nothing.
"""

import _gc
from _gc import is_tracked, isenabled

DEBUG_STATS = 1
DEBUG_COLLECTABLE = 2
DEBUG_UNCOLLECTABLE = 4
DEBUG_SAVEALL = 32
DEBUG_LEAK = DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL

garbage = []
callbacks = []

_threshold = (2000, 10, 0)
_debug = 0
_collections = [0, 0, 0]


def enable():
    _gc.enable(True)


def disable():
    _gc.enable(False)


def collect(generation=2):
    if not isinstance(generation, int):
        raise TypeError(f"'{type(generation).__name__}' object cannot be interpreted as an integer")
    if generation < 0 or generation > 2:
        raise ValueError("invalid generation")
    _collections[generation] += 1
    return _gc.collect()


def get_threshold():
    return _threshold


def set_threshold(threshold0, threshold1=None, threshold2=None):
    global _threshold
    given = (threshold0, threshold1, threshold2)
    _threshold = tuple(old if new is None else new for old, new in zip(_threshold, given))


def get_debug():
    return _debug


def set_debug(flags):
    global _debug
    _debug = flags


def get_count():
    return (0, 0, 0)


def get_stats():
    return [{"collections": count, "collected": 0, "uncollectable": 0} for count in _collections]


def get_objects(generation=None):
    return []


def get_referrers(*objects):
    return []


def get_referents(*objects):
    return []


def is_finalized(obj):
    return False


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0
