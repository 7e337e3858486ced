"""`Set[T]`: different elements, in the order in which they came."""
from collections.dict import Dict, DictKeyIterator
from format.write import write_repr_any


struct Set[T: AnyType, H: AnyType = NoneType](
    Boolable, Comparable, Copyable, Defaultable, Hashable, Iterable, Representable, Sized, Stringable, Writable
):
    comptime Element = Self.T
    comptime IteratorType[mut: Bool, //, origin: Origin[mut=mut]] = DictKeyIterator[Self.T, NoneType, origin]

    var _data: Dict[Self.T, NoneType]

    # Making

    @always_inline
    def __init__(out self):
        self._data = Dict[Self.T, NoneType]()

    def __init__(out self, var *values: Self.T, __set_literal__: Tuple[] = ()):
        """The different ones of the values."""
        self = Self()
        for i in range(len(values)):
            self.add(Self.T(copy=values[i]))

    def __init__(out self, elements: List[Self.T]):
        """The different ones of a list."""
        self = Self()
        for element in elements:
            self.add(Self.T(copy=element))

    # Size and membership

    @always_inline
    def __len__(self) -> Int:
        return len(self._data)

    @always_inline
    def __bool__(self) -> Bool:
        return len(self._data) != 0

    def __contains__(self, value: Self.T) -> Bool:
        return value in self._data

    def add(mut self, var value: Self.T):
        if value not in self._data:
            self._data[value^] = NoneType()

    def remove(mut self, value: Self.T) raises:
        """Removes an element; raises if it is not there."""
        _ = self._data.pop(value)

    def discard(mut self, value: Self.T):
        """Removes an element if it is there."""
        _ = self._data.pop(value, NoneType())

    def pop(mut self) raises -> Self.T:
        """Removes and gives the element that came first; raises if there is none."""
        var number = 0
        while number < self._data._used and self._data._entry(number).hash == 0:
            number += 1
        if number == self._data._used:
            raise Error("Pop on empty set")
        var first = Self.T(copy=self._data._entry(number).key)
        _ = self._data.pop(first)
        return first^

    def clear(mut self):
        self._data.clear()

    # With another one

    def union(self, other: Self) -> Self:
        var result = self.copy()
        result.update(other)
        return result^

    def intersection(self, other: Self) -> Self:
        var result = Self()
        for value in self._data:
            if value in other:
                result.add(Self.T(copy=value))
        return result^

    def difference(self, other: Self) -> Self:
        var result = Self()
        for value in self._data:
            if value not in other:
                result.add(Self.T(copy=value))
        return result^

    def symmetric_difference(self, other: Self) -> Self:
        var result = self.difference(other)
        result.update(other.difference(self))
        return result^

    def update(mut self, other: Self):
        for value in other._data:
            self.add(Self.T(copy=value))

    def intersection_update(mut self, other: Self):
        self = self.intersection(other)

    def difference_update(mut self, other: Self):
        for value in other._data:
            self.discard(value)

    def symmetric_difference_update(mut self, other: Self):
        self = self.symmetric_difference(other)

    def issubset(self, other: Self) -> Bool:
        if len(self) > len(other):
            return False
        for value in self._data:
            if value not in other:
                return False
        return True

    def issuperset(self, other: Self) -> Bool:
        return other.issubset(self)

    def isdisjoint(self, other: Self) -> Bool:
        for value in self._data:
            if value in other:
                return False
        return True

    def __or__(self, other: Self) -> Self:
        return self.union(other)

    def __ior__(mut self, other: Self):
        self.update(other)

    def __and__(self, other: Self) -> Self:
        return self.intersection(other)

    def __iand__(mut self, other: Self):
        self.intersection_update(other)

    def __sub__(self, other: Self) -> Self:
        return self.difference(other)

    def __isub__(mut self, other: Self):
        self.difference_update(other)

    def __xor__(self, other: Self) -> Self:
        return self.symmetric_difference(other)

    def __ixor__(mut self, other: Self):
        self.symmetric_difference_update(other)

    def __eq__(self, other: Self) -> Bool:
        return len(self) == len(other) and self.issubset(other)

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def __le__(self, other: Self) -> Bool:
        return self.issubset(other)

    def __ge__(self, other: Self) -> Bool:
        return other.issubset(self)

    def __lt__(self, other: Self) -> Bool:
        return len(self) < len(other) and self.issubset(other)

    def __gt__(self, other: Self) -> Bool:
        return other < self

    def __hash__[H: Hasher](self, mut hasher: H):
        """Does not depend on the order of the elements."""
        var mixed = UInt64(0)
        for value in self._data:
            mixed ^= hash(value)
        hasher._update_with_simd(mixed)

    # Iteration and text

    def __iter__(ref self) -> DictKeyIterator[Self.T, NoneType, origin_of(self)]:
        return DictKeyIterator[Self.T, NoneType, origin_of(self)](self._data._cursor())

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("{")
        var is_first = True
        for value in self._data:
            if not is_first:
                writer.write_string(", ")
            is_first = False
            write_repr_any(writer, value)
        writer.write_string("}")

    def write_repr_to[W: Writer](self, mut writer: W):
        self.write_to(writer)

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)
