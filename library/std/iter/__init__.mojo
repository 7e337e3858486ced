"""Walking over things: `iter`, `next`, `enumerate`, `zip`, `map`, `filter`, `reversed`.

The adaptors work on iterators that have `__has_next__`, as all of the library do. In: anything with `__iter__`. Out: iterators.
Not here: `range` (`builtin/range.mojo`), endless and combining iterators (`itertools/`).
"""
from builtin.traits import Iterable, IterableOwned, Iterator, StopIteration
from .adaptors import enumerate, filter, iter, map, next, peekable, reversed, zip
