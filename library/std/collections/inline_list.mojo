"""`InlineList[T, capacity]`: up to `capacity` elements inside the value itself."""
from builtin.failure import abort
from builtin.index import normalize_index
from collections.list import ListIterator


struct InlineList[T: AnyType, capacity: Int = 16](Boolable, Defaultable, Iterable, Movable, Sized):
    comptime Element = Self.T
    comptime IteratorType[mut: Bool, //, origin: Origin[mut=mut]] = ListIterator[Self.T, origin]

    var _storage: __type.bytes[
        __op.mul(__op.size_of[Self.T](), Self.capacity.value), __op.align_of[Self.T]()
    ]
    var _size: Int

    @always_inline
    def __init__(out self):
        __op.mark_initialized(self._storage)
        self._size = 0

    def __init__(out self, var *values: Self.T, __list_literal__: Tuple[] = ()):
        """At most `capacity` values."""
        self = Self()
        for i in range(len(values)):
            self.append(Self.T(copy=values[i]))

    def __init__(out self, *, deinit move: Self):
        __op.mark_initialized(self._storage)
        self._size = move._size
        for i in range(move._size):
            __op.initialize(self._address(i), __op.take(move._address(i)))

    def __deinit__(deinit self):
        for i in range(self._size):
            __op.destroy(self._address(i))

    @always_inline
    def _address(ref self, index: Int) -> __type.pointer[Self.T]:
        return __op.offset(__op.pointer_cast[Self.T](__op.address_of(self._storage)), index.value)

    @always_inline
    def __len__(self) -> Int:
        return self._size

    @always_inline
    def __bool__(self) -> Bool:
        return self._size != 0

    def append(mut self, var value: Self.T):
        """Adds at the end; ends the program if there is no room."""
        if self._size == Self.capacity:
            abort("the InlineList is full: capacity ", Self.capacity)
        __op.initialize(self._address(self._size), value^)
        self._size += 1

    def pop(mut self, index: Int = -1) -> Self.T:
        var at = normalize_index(index, self._size)
        var value = __op.take(self._address(at))
        for i in range(at, self._size - 1):
            __op.initialize(self._address(i), __op.take(self._address(i + 1)))
        self._size -= 1
        return value^

    @always_inline
    def __getitem__(ref self, index: Int) -> ref [origin_of(self)] Self.T:
        return __op.deref(self._address(normalize_index(index, self._size)))

    @always_inline
    def __iter__(ref self) -> ListIterator[Self.T, origin_of(self)]:
        return ListIterator[Self.T, origin_of(self)](self._address(0), self._size)

    def __contains__(self, value: Self.T) -> Bool:
        for i in range(self._size):
            if self[i] == value:
                return True
        return False

    def count(self, value: Self.T) -> Int:
        var result = 0
        for i in range(self._size):
            if self[i] == value:
                result += 1
        return result
