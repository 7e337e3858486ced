"""Lists of lanes for `__op.shuffle`, made at compile time.

Entry `i` of a list says where lane `i` of the result comes from: lanes of the first vector count from 0, those of the second go on.
"""

from ..utils.index import IndexList


def strided_lanes[count: Int](start: Int, step: Int) -> IndexList[count]:
    """`start, start + step, ...`

    Args:
        start: The first lane.
        step: From each to the next.
    """
    var lanes = IndexList[count]()
    for i in range(count):
        lanes[i] = start + i * step
    return lanes


def rotated_lanes[count: Int](shift: Int) -> IndexList[count]:
    """`shift, shift + 1, ...` around the end.

    Args:
        shift: Any integer.
    """
    var lanes = IndexList[count]()
    for i in range(count):
        lanes[i] = (i + shift) % count
    return lanes


def shifted_lanes[count: Int](shift: Int) -> IndexList[count]:
    """`shift, shift + 1, ...`, then lanes of the second vector.

    Args:
        shift: 0 to `count`.
    """
    var lanes = IndexList[count]()
    for i in range(count):
        lanes[i] = i + shift if i + shift < count else count
    return lanes


def interleaved_lanes[count: Int]() -> IndexList[count]:
    """The first lanes of both, the second lanes of both, ..."""
    var lanes = IndexList[count]()
    for i in range(count):
        lanes[i] = i // 2 + (count // 2 if i % 2 == 1 else 0)
    return lanes


def spread_lanes[count: Int](source: Int) -> IndexList[count]:
    """All `source` lanes, then anything.

    Args:
        source: Number of lanes of the vector.
    """
    var lanes = IndexList[count]()
    for i in range(count):
        lanes[i] = i if i < source else -1
    return lanes


def inserted_lanes[count: Int](offset: Int, inserted: Int) -> IndexList[count]:
    """The first vector with `inserted` lanes of the second from `offset` on.

    Args:
        offset: The first lane replaced.
        inserted: How many are replaced.
    """
    var lanes = IndexList[count]()
    for i in range(count):
        lanes[i] = count + i - offset if i >= offset and i < offset + inserted else i
    return lanes
