"""`Counter`: a dictionary of how often there is something."""

import operator
from _collections import _count_elements
from _collections_abc import Mapping
from itertools import chain, repeat, starmap


def _with_counter(decide):
    """A method of two counters, for which others mean nothing."""

    def method(self, other):
        return decide(self, other) if isinstance(other, Counter) else NotImplemented

    return method


def _everywhere(holds):
    """A comparison that must hold for each element of either."""
    return _with_counter(lambda a, b: all([holds(a[key], b[key]) for key in {**a, **b}]))


def _positive(combine):
    """What a function makes of both counts, where that is more than none."""

    def decide(a, b):
        made = Counter()
        for key in {**a, **b}:
            count = combine(a[key], b[key])
            if count > 0:
                dict.__setitem__(made, key, count)
        return made

    return _with_counter(decide)


def _in_place(operation):
    def method(self, other):
        kept = operation(self, other)
        if kept is NotImplemented:
            return kept
        self.clear()
        dict.update(self, kept)
        return self

    return method


class Counter(dict):
    """How many there are of each element."""

    __module__ = "collections"

    def __init__(self, iterable=None, /, **keywords):
        dict.__init__(self)
        self.update(iterable, **keywords)

    def __missing__(self, key):
        return 0

    def _count(self, source, combine):
        pairs = source.items() if isinstance(source, Mapping) else zip(source, repeat(1))
        for key, count in pairs:
            self[key] = combine(self[key], count)

    def update(self, iterable=None, /, **keywords):
        for source in (iterable, keywords):
            if isinstance(source, Mapping):
                self._count(source, lambda old, more: more + old)
            elif source is not None:
                _count_elements(self, source)

    def subtract(self, iterable=None, /, **keywords):
        for source in (iterable, keywords):
            if source is not None:
                self._count(source, operator.sub)

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        ranked = sorted(self.items(), key=operator.itemgetter(1), reverse=True)
        return ranked if n is None else ranked[: max(n, 0)]

    def elements(self):
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def __delitem__(self, key):
        self.pop(key, None)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __reduce__(self):
        return type(self), (dict(self),)

    def __repr__(self):
        shown = ""
        if self:
            try:
                shown = repr(dict(self.most_common()))
            except TypeError:
                shown = dict.__repr__(self)
        return "%s(%s)" % (type(self).__name__, shown)

    __hash__ = None
    __eq__ = _everywhere(operator.eq)
    __ne__ = _with_counter(lambda a, b: not a == b)
    __le__ = _everywhere(operator.le)
    __ge__ = _everywhere(operator.ge)
    __lt__ = _with_counter(lambda a, b: a <= b and a != b)
    __gt__ = _with_counter(lambda a, b: a >= b and a != b)

    __add__ = _positive(operator.add)
    __sub__ = _positive(operator.sub)
    __or__ = _positive(max)
    __and__ = _positive(min)
    __iadd__ = _in_place(__add__)
    __isub__ = _in_place(__sub__)
    __ior__ = _in_place(__or__)
    __iand__ = _in_place(__and__)

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self
