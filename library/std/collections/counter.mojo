"""`Counter[V]`: how often values occur."""
from collections.dict import Dict, DictEntryIterator, DictKeyIterator, DictValueIterator
from format.write import write_repr_any
from utils.variant import Variant


struct CountTuple[V: AnyType](Comparable, ImplicitlyCopyable, Writable):
    """A value and its count; the greater count sorts first."""

    var _value: Self.V
    var _count: Int

    def __init__(out self, var value: Self.V, count: Int):
        self._value = value^
        self._count = count

    def __getitem__(self, index: Int) -> Variant[Self.V, Int]:
        """The value (0) or its count (1)."""
        if index == 0:
            return Variant[Self.V, Int](Self.V(copy=self._value))
        return Variant[Self.V, Int](self._count)

    def __lt__(self, other: Self) -> Bool:
        return self._count > other._count

    def __eq__(self, other: Self) -> Bool:
        return self._count == other._count

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("(")
        write_repr_any(writer, self._value)
        writer.write(", ", self._count, ")")


struct Counter[V: AnyType, H: AnyType = NoneType](Boolable, Copyable, Defaultable, Equatable, Iterable, Sized, Stringable, Writable):
    comptime IteratorType[mut: Bool, //, origin: Origin[mut=mut]] = DictKeyIterator[Self.V, Int, origin]

    var _data: Dict[Self.V, Int]

    def __init__(out self):
        self._data = Dict[Self.V, Int]()

    def __init__(out self, var *values: Self.V):
        """Counts the values given."""
        self = Self()
        for i in range(len(values)):
            self[Self.V(copy=values[i])] += 1

    def __init__(out self, elements: List[Self.V]):
        """Counts the elements of a list."""
        self = Self()
        for element in elements:
            self[Self.V(copy=element)] += 1

    @staticmethod
    def fromkeys(keys: List[Self.V], value: Int) -> Self:
        var result = Self()
        for key in keys:
            result[Self.V(copy=key)] = value
        return result^

    def __getitem__(self, key: Self.V) -> Int:
        """How often a value occurs; 0 if it does not."""
        return self._data.get(key, 0)

    def __setitem__(mut self, var key: Self.V, count: Int):
        self._data[key^] = count

    def __contains__(self, key: Self.V) -> Bool:
        return key in self._data

    def __len__(self) -> Int:
        return len(self._data)

    def __bool__(self) -> Bool:
        return len(self._data) != 0

    def get(self, key: Self.V) -> Optional[Int]:
        return self._data.get(key)

    def get(self, key: Self.V, default: Int) -> Int:
        return self._data.get(key, default)

    def pop(mut self, key: Self.V) raises -> Int:
        return self._data.pop(key)

    def pop(mut self, key: Self.V, default: Int) -> Int:
        return self._data.pop(key, default)

    def popitem(mut self) raises -> CountTuple[Self.V]:
        var entry = self._data.popitem()
        return CountTuple[Self.V](Self.V(copy=entry.key), entry.value)

    def clear(mut self):
        self._data.clear()

    def __iter__(ref self) -> DictKeyIterator[Self.V, Int, origin_of(self)]:
        return DictKeyIterator[Self.V, Int, origin_of(self)](self._data._cursor())

    def keys(ref self) -> DictKeyIterator[Self.V, Int, origin_of(self)]:
        return DictKeyIterator[Self.V, Int, origin_of(self)](self._data._cursor())

    def values(ref self) -> DictValueIterator[Self.V, Int, origin_of(self)]:
        return DictValueIterator[Self.V, Int, origin_of(self)](self._data._cursor())

    def items(ref self) -> DictEntryIterator[Self.V, Int, origin_of(self)]:
        return DictEntryIterator[Self.V, Int, origin_of(self)](self._data._cursor())

    def total(self) -> UInt:
        """Sum of all counts."""
        var sum = 0
        for count in self._data.values():
            sum += count
        return UInt(sum)

    def most_common(self, n: Int) -> List[CountTuple[Self.V]]:
        """The `n` most frequent values, the most frequent first; equal ones in the order in which they came."""
        var result = List[CountTuple[Self.V]]()
        for entry in self._data.items():
            result.append(CountTuple[Self.V](Self.V(copy=entry.key), entry.value))
        sort[stable=True](result)
        if n < len(result):
            result.shrink(n)
        return result^

    def most_common(self, n: UInt) -> List[CountTuple[Self.V]]:
        return self.most_common(Int(n))

    def elements(self) -> List[Self.V]:
        """Every value as often as it occurs."""
        var result = List[Self.V]()
        for entry in self._data.items():
            for _ in range(entry.value):
                result.append(Self.V(copy=entry.key))
        return result^

    def update(mut self, other: Self):
        """Adds the counts of the other."""
        for entry in other._data.items():
            self[Self.V(copy=entry.key)] += entry.value

    def subtract(mut self, other: Self):
        for entry in other._data.items():
            self[Self.V(copy=entry.key)] -= entry.value

    def _positive(self) -> Self:
        var result = Self()
        for entry in self._data.items():
            if entry.value > 0:
                result[Self.V(copy=entry.key)] = entry.value
        return result^

    def __add__(self, other: Self) -> Self:
        var result = self.copy()
        result.update(other)
        return result._positive()

    def __iadd__(mut self, other: Self):
        self = self + other

    def __sub__(self, other: Self) -> Self:
        var result = self.copy()
        result.subtract(other)
        return result._positive()

    def __isub__(mut self, other: Self):
        self = self - other

    def __and__(self, other: Self) -> Self:
        """The smaller count of each value."""
        var result = Self()
        for entry in self._data.items():
            var count = min(entry.value, other[entry.key])
            if count > 0:
                result[Self.V(copy=entry.key)] = count
        return result^

    def __iand__(mut self, other: Self):
        self = self & other

    def __or__(self, other: Self) -> Self:
        """The greater count of each value."""
        var result = self._positive()
        for entry in other._data.items():
            var count = max(entry.value, self[entry.key])
            if count > 0:
                result[Self.V(copy=entry.key)] = count
        return result^

    def __ior__(mut self, other: Self):
        self = self | other

    def __pos__(self) -> Self:
        return self._positive()

    def __neg__(self) -> Self:
        var result = Self()
        for entry in self._data.items():
            if entry.value < 0:
                result[Self.V(copy=entry.key)] = -entry.value
        return result^

    def __eq__(self, other: Self) -> Bool:
        """Whether all counts are equal; what is missing counts 0."""
        return self.le(other) and other.le(self)

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def le(self, other: Self) -> Bool:
        """Whether no count is greater than in the other."""
        for entry in self._data.items():
            if entry.value > other[entry.key]:
                return False
        for entry in other._data.items():
            if self[entry.key] > entry.value:
                return False
        return True

    def lt(self, other: Self) -> Bool:
        return self.le(other) and self != other

    def ge(self, other: Self) -> Bool:
        return other.le(self)

    def gt(self, other: Self) -> Bool:
        return other.lt(self)

    def __le__(self, other: Self) -> Bool:
        return self.le(other)

    def __lt__(self, other: Self) -> Bool:
        return self.lt(other)

    def __ge__(self, other: Self) -> Bool:
        return other.le(self)

    def __gt__(self, other: Self) -> Bool:
        return other.lt(self)

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("Counter(")
        self._data.write_to(writer)
        writer.write_string(")")

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)
