"""Copies of values, and of all that is in them."""

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """What cannot be copied."""


error = Error

_unchanging = (
    type(None), type(...), type(NotImplemented), int, float, bool, complex, str, bytes, range, type, property, type(len), type(lambda: 0), type(list[int]),
)  # fmt: skip
_containers = (list, dict, set, bytearray)


def copy(x):
    """The same elements or attributes in a new value."""
    kind = type(x)
    if kind in _containers:
        return x.copy()
    if kind in _unchanging or kind is tuple or kind is frozenset or kind is slice or isinstance(x, type):
        return x
    method = getattr(kind, "__copy__", None)
    if method is not None:
        return method(x)
    return _rebuilt(x, _parts_of(x), None)


def deepcopy(x, memo=None):
    """A copy in which everything that can change is a copy too."""
    kind = type(x)
    if kind in _unchanging:
        return x
    if memo is None:
        memo = {}
    made = memo.get(id(x), memo)
    if made is not memo:
        return made
    copier = _copiers.get(kind)
    if copier is not None:
        made = copier(x, memo)
    elif isinstance(x, type):
        return x
    else:
        method = getattr(x, "__deepcopy__", None)
        made = _rebuilt(x, _parts_of(x), memo) if method is None else method(memo)
    if made is not x:
        memo[id(x)] = made
        # What is copied must live as long as its address counts.
        memo.setdefault(id(memo), []).append(x)
    return made


def _copy_list(x, memo):
    made = memo[id(x)] = []
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _copy_dictionary(x, memo):
    made = memo[id(x)] = {}
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _copy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _copy_set(x, memo):
    return type(x)([deepcopy(item, memo) for item in x])


def _copy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


class _Example:
    def method(self):
        pass


_copiers = {
    list: _copy_list,
    dict: _copy_dictionary,
    tuple: _copy_tuple,
    set: _copy_set,
    frozenset: _copy_set,
    bytearray: lambda x, memo: x.copy(),
    type(_Example().method): _copy_method,
}


def _parts_of(x):
    """What `__reduce_ex__` says, or what an instance consists of."""
    kind = type(x)
    reduce = getattr(kind, "__reduce__", None)
    if reduce is not None and reduce is not getattr(object, "__reduce__", None):
        return reduce(x)
    arguments = ()
    for base in (list, dict, set, str, bytes, int, float, tuple, frozenset):
        if isinstance(x, base):
            if base in (list, dict, set):
                break
            named = getattr(kind, "__getnewargs__", None)
            arguments = (base(x),) if named is None else named(x)
            break
    else:
        base = object
    if base is object:
        named = getattr(kind, "__getnewargs__", None)
        arguments = () if named is None else named(x)
    items = iter(list(x)) if isinstance(x, list) else None
    pairs = iter(list(x.items())) if isinstance(x, dict) else None
    state = x.__getstate__() if hasattr(kind, "__getstate__") and "__getstate__" not in object.__dict__ else _state_of(x)
    return lambda *args: kind.__new__(kind, *args), arguments, state, items, pairs


def _state_of(x):
    state = getattr(x, "__dict__", None)
    slots = {}
    for base in type(x).__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                slots[name] = getattr(x, name)
    state = dict(state) if state else None
    return (state, slots) if slots else state


def _rebuilt(x, parts, memo):
    if isinstance(parts, str):
        return x
    make, arguments, *rest = parts
    state, items, pairs = (*rest, None, None, None)[:3]
    inner = (lambda value: value) if memo is None else (lambda value: deepcopy(value, memo))
    made = make(*[inner(argument) for argument in arguments])
    if memo is not None:
        memo[id(x)] = made
    if state is not None:
        _set_state(made, inner(state))
    for item in items or ():
        made.append(inner(item))
    for key, value in pairs or ():
        made[inner(key)] = inner(value)
    return made


def _set_state(made, state):
    setter = getattr(made, "__setstate__", None)
    if setter is not None:
        return setter(state)
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        made.__dict__.update(state)
    for name, value in (slots or {}).items():
        setattr(made, name, value)


def replace(obj, /, **changes):
    """A copy with other values for some of its fields."""
    method = getattr(type(obj), "__replace__", None)
    if method is None:
        raise TypeError("replace() does not support %s objects" % type(obj).__name__)
    return method(obj, **changes)
