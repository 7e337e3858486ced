"""Values end as soon as nobody has them; cycles stay until the program ends, so a collection finds nothing.

What programs set here is remembered, and changes nothing.
"""

DEBUG_STATS = 1
DEBUG_COLLECTABLE = 2
DEBUG_UNCOLLECTABLE = 4
DEBUG_SAVEALL = 32
DEBUG_LEAK = DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL

garbage = []
callbacks = []

_is_enabled = True
_threshold = (2000, 10, 0)
_debug = 0
_collections = [0, 0, 0]


def enable():
    global _is_enabled
    _is_enabled = True


def disable():
    global _is_enabled
    _is_enabled = False


def isenabled():
    return _is_enabled


def collect(generation=2):
    if not isinstance(generation, int):
        raise TypeError(f"'{type(generation).__name__}' object cannot be interpreted as an integer")
    if generation < 0 or generation > 2:
        raise ValueError("invalid generation")
    _collections[generation] += 1
    return 0


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


def is_tracked(obj):
    return not isinstance(obj, (int, float, complex, str, bytes, bytearray, range, type(None)))


def is_finalized(obj):
    return False


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0
