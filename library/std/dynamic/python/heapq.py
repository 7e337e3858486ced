"""Lists as heaps: the smallest element stands first."""

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


class _Down:
    """Turns the order around."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return other.value < self.value


def merge(*iterables, key=None, reverse=False):
    """The elements of sorted iterables in order."""
    heap = []
    for order, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            value = advance()
        except StopIteration:
            continue
        heap.append([_rank(value, key, reverse), order, value, advance])
    heapify(heap)
    while len(heap) > 1:
        first = heap[0]
        yield first[2]
        try:
            value = first[3]()
        except StopIteration:
            heappop(heap)
            continue
        first[0] = _rank(value, key, reverse)
        first[2] = value
        heapreplace(heap, first)
    if heap:
        first = heap[0]
        yield first[2]
        advance = first[3]
        while True:
            try:
                value = advance()
            except StopIteration:
                return
            yield value


def _rank(value, key, reverse):
    rank = value if key is None else key(value)
    return _Down(rank) if reverse else rank


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(0, n)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(0, n)]
