"""Vectors of 2023: `DynamicVector`, which became `List`, and `InlinedFixedVector`."""
from builtin.index import normalize_index
from collections.list import List, ListIterator

comptime DynamicVector = List
comptime UnsafeFixedVector = List


struct InlinedFixedVector[T: AnyType, size: Int = 8](Movable, Sized):
    """A vector of fixed capacity."""

    var elements: List[Self.T]
    var capacity: Int

    def __init__(out self, capacity: Int):
        self.elements = List[Self.T](capacity=capacity)
        self.capacity = capacity

    def __len__(self) -> Int:
        return len(self.elements)

    def append(mut self, var value: Self.T):
        self.elements.append(value^)

    def clear(mut self):
        self.elements.clear()

    def __iter__(ref self) -> ListIterator[Self.T, origin_of(self.elements)]:
        return self.elements.__iter__()

    @always_inline
    def __getitem__(ref self, index: Int) -> ref [origin_of(self.elements)] Self.T:
        return self.elements[index]

    def __setitem__(mut self, index: Int, var value: Self.T):
        self.elements[index] = value^
