"""Vectors of 2023: `DynamicVector`, which became `List`, and `InlinedFixedVector`."""
from builtin.index import normalize_index
from collections.list import List, ListIterator


struct DynamicVector[T: AnyType](Copyable, Iterable, Sized):
    """A vector that grows at its end. Its one argument is the room it starts with."""

    comptime type = Self.T
    comptime Element = Self.T
    comptime IteratorType[mut: Bool, //, origin: Origin[mut=mut]] = ListIterator[Self.T, origin]

    var data: UnsafePointer[Self.T, MutableAnyOrigin]
    var size: Int
    var capacity: Int

    @always_inline
    def __init__(out self):
        self.data = UnsafePointer[Self.T, MutableAnyOrigin]()
        self.size = 0
        self.capacity = 0

    def __init__(out self, capacity: Int):
        var elements = List[Self.T](capacity=capacity)
        self.data = elements.data
        self.size = 0
        self.capacity = elements.capacity
        _ = elements.steal_data()

    @implicit
    def __init__(out self, var elements: List[Self.T]):
        self.size = elements.size
        self.capacity = elements.capacity
        self.data = elements.steal_data()

    def __init__(out self, *, copy: Self):
        self = Self(copy._list().copy())

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self.data = move.data
        self.size = move.size
        self.capacity = move.capacity

    @always_inline
    def __deinit__(deinit self):
        __op.destroy(__op.address_of(self._list()))

    @always_inline
    def _list(ref self) -> ref [origin_of(self)] List[Self.T]:
        """The same fields as a list."""
        return __op.deref(__op.pointer_cast[List[Self.T]](__op.address_of(self)))

    @always_inline
    def __len__(self) -> Int:
        return self.size

    @always_inline
    def __getitem__[I: Indexer](ref self, index: I) -> ref [origin_of(self)] Self.T:
        """An element. In 2023 nothing was checked, and programs use the room beyond the last element for plain values."""
        var position = index.__index__()
        if position < 0:
            position += self.size
        comptime if __op.is_trivial_destroy[Self.T]():
            position = normalize_index(position, max(self.size, self.capacity))
        else:
            position = normalize_index(position, self.size)
        return __op.deref(__op.offset(self.data.address, position.value))

    def __iter__(ref self) -> ListIterator[Self.T, origin_of(self)]:
        return ListIterator[Self.T, origin_of(self)](self._list().__iter__())

    def push_back(mut self, var value: Self.T):
        self._list().append(value^)

    def append(mut self, var value: Self.T):
        self._list().append(value^)

    def pop_back(mut self) -> Self.T:
        return self._list().pop()

    def extend(mut self, var other: Self):
        for i in range(len(other)):
            self.append(Self.T(copy=other[i]))

    def reserve(mut self, capacity: Int):
        self._list().reserve(capacity)

    def resize(mut self, size: Int, value: Self.T):
        self._list().resize(size, value)

    def resize(mut self, size: Int):
        """2023: what is new is not initialised."""
        self.reserve(size)
        self.size = size

    def deepcopy(self) -> Self:
        return self.copy()

    def clear(mut self):
        self._list().clear()

    def steal_data(mut self) -> UnsafePointer[Self.T, MutableAnyOrigin]:
        return self._list().steal_data()


comptime UnsafeFixedVector = DynamicVector


struct InlinedFixedVector[type: AnyType, size: Int = 8](Movable, Sized):
    """A vector of fixed capacity."""

    comptime T = Self.type
    var elements: List[Self.T]
    var capacity: Int

    def __init__(out self, capacity: Int):
        self.elements = List[Self.T](capacity=max(capacity, Self.size))
        self.capacity = capacity

    def __len__(self) -> Int:
        return len(self.elements)

    def append(mut self, var value: Self.T):
        self.elements.append(value^)

    def clear(mut self):
        self.elements.clear()

    @always_inline
    def __getattr__[name: StringLiteral](self) -> Int where name == "current_size":
        """The number of elements, a field in 2023."""
        return len(self.elements)

    def __iter__(ref self) -> ListIterator[Self.T, origin_of(self.elements)]:
        return self.elements.__iter__()

    @always_inline
    def __getitem__(ref self, index: Int) -> ref [origin_of(self.elements)] Self.T:
        """An element; as in 2023 also one beyond the last where elements are plain values and there is room."""
        comptime if __op.is_trivial_destroy[Self.T]():
            var position = index + len(self.elements) if index < 0 else index
            var room = max(len(self.elements), self.elements.capacity)
            return __op.deref(__op.offset(self.elements.data.address, normalize_index(position, room).value))
        else:
            return self.elements[index]

    def __setitem__(mut self, index: Int, var value: Self.T):
        ref place = self.__getitem__(index)
        place = value^
