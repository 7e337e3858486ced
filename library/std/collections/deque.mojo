"""`Deque[T]`: a queue with two ends, in a ring of memory that is a power of two long."""
from builtin.index import normalize_index
from format.write import write_repr_any
from memory.raw import raw_allocate, raw_free


struct Deque[T: AnyType](Boolable, Copyable, Defaultable, Equatable where conforms_to(T, Equatable), Iterable, Representable, Sized, Stringable, Writable):
    comptime Element = Self.T
    comptime default_capacity = 64
    comptime IteratorType[mut: Bool, //, origin: Origin[mut=mut]] = DequeIterator[Self.T, origin]

    var _data: UnsafePointer[Self.T, MutableAnyOrigin]
    var _head: Int
    """Where the first element is."""
    var _tail: Int
    """Where the next one will be; equal to the head when there is none: one place stays free."""
    var _capacity: Int
    var _min_capacity: Int
    var _maxlen: Int
    """At most so many elements (-1: no limit); the other end gives way."""
    var _shrink: Bool

    # Making

    def __init__(
        out self,
        *,
        elements: Optional[List[Self.T]] = None,
        capacity: Int = 64,
        min_capacity: Int = 64,
        maxlen: Int = -1,
        shrink: Bool = True,
    ):
        """A deque of the elements; with `maxlen`, of the last ones."""
        self._min_capacity = _power_of_two(min_capacity) if min_capacity > 0 else Self.default_capacity
        var room = _power_of_two(capacity) if capacity > 0 else Self.default_capacity
        if elements:
            room = max(room, _power_of_two(len(elements.value()) + 1))
        if maxlen > 0:
            room = min(room, _power_of_two(maxlen + 1))
        self._capacity = room
        self._data = UnsafePointer[Self.T, MutableAnyOrigin](raw_allocate[Self.T](self._capacity))
        self._head = 0
        self._tail = 0
        self._maxlen = maxlen if maxlen > 0 else -1
        self._shrink = shrink
        if elements:
            ref all = elements.value()
            var first = max(len(all) - maxlen, 0) if maxlen > 0 else 0
            for i in range(first, len(all)):
                self.append(Self.T(copy=all[i]))

    def __init__(out self, var *values: Self.T, __list_literal__: Tuple[] = ()):
        self = Self(capacity=max(len(values) + 1, Self.default_capacity))
        for i in range(len(values)):
            self.append(Self.T(copy=values[i]))

    def __init__(out self, *, copy: Self):
        self = Self(capacity=copy._capacity, min_capacity=copy._min_capacity, maxlen=copy._maxlen, shrink=copy._shrink)
        for i in range(copy._length()):
            self.append(Self.T(copy=__op.deref(copy._address(i))))

    def __init__(out self, *, deinit move: Self):
        self._data = move._data
        self._head = move._head
        self._tail = move._tail
        self._capacity = move._capacity
        self._min_capacity = move._min_capacity
        self._maxlen = move._maxlen
        self._shrink = move._shrink

    def __deinit__(deinit self):
        for i in range(self._length()):
            __op.destroy(self._address(i))
        raw_free(self._data.address)

    # Places

    @always_inline
    def _length(self) -> Int:
        return (self._tail - self._head) & (self._capacity - 1)

    @always_inline
    def _address(self, index: Int) -> __type.pointer[Self.T]:
        return __op.offset(self._data.address, ((self._head + index) & (self._capacity - 1)).value)

    def _move_to(mut self, capacity: Int):
        var data = raw_allocate[Self.T](capacity)
        for i in range(self._length()):
            __op.initialize(__op.offset(data, i.value), __op.take(self._address(i)))
        raw_free(self._data.address)
        self._tail = self._length()
        self._data = UnsafePointer[Self.T, MutableAnyOrigin](data)
        self._head = 0
        self._capacity = capacity

    @always_inline
    def _make_room(mut self):
        """Called after an element came: the ring must not close."""
        if self._head == self._tail:
            self._move_full()

    def _move_full(mut self):
        """Doubles a ring in which every place is taken."""
        var data = raw_allocate[Self.T](2 * self._capacity)
        for i in range(self._capacity):
            __op.initialize(__op.offset(data, i.value), __op.take(self._address(i)))
        raw_free(self._data.address)
        self._data = UnsafePointer[Self.T, MutableAnyOrigin](data)
        self._head = 0
        self._tail = self._capacity
        self._capacity *= 2

    @always_inline
    def _forward(self, place: Int) -> Int:
        return (place + 1) & (self._capacity - 1)

    @always_inline
    def _back(self, place: Int) -> Int:
        return (place - 1) & (self._capacity - 1)

    def _give_room_back(mut self):
        if self._shrink and self._capacity > self._min_capacity and self._length() * 4 <= self._capacity:
            self._move_to(self._capacity // 2)

    # Both ends

    def append(mut self, var value: Self.T):
        """Adds at the right end."""
        if self._maxlen >= 0 and self._length() >= self._maxlen:
            self._drop_left()
        __op.initialize(__op.offset(self._data.address, self._tail.value), value^)
        self._tail = self._forward(self._tail)
        self._make_room()

    def appendleft(mut self, var value: Self.T):
        if self._maxlen >= 0 and self._length() >= self._maxlen:
            self._drop_right()
        self._head = self._back(self._head)
        __op.initialize(self._address(0), value^)
        self._make_room()

    def extend(mut self, values: List[Self.T]):
        for value in values:
            self.append(Self.T(copy=value))

    def extendleft(mut self, values: List[Self.T]):
        """Adds at the left end one after the other, so they come out reversed."""
        for value in values:
            self.appendleft(Self.T(copy=value))

    def pop(mut self) raises -> Self.T:
        """Removes the right end; raises if there is nothing."""
        if self._length() == 0:
            raise Error("IndexError: Deque is empty")
        self._tail = self._back(self._tail)
        var value = __op.take(__op.offset(self._data.address, self._tail.value))
        self._give_room_back()
        return value^

    def popleft(mut self) raises -> Self.T:
        """Removes the left end; raises if there is nothing."""
        if self._length() == 0:
            raise Error("IndexError: Deque is empty")
        var value = __op.take(self._address(0))
        self._head = self._forward(self._head)
        self._give_room_back()
        return value^

    def _drop_left(mut self):
        __op.destroy(self._address(0))
        self._head = self._forward(self._head)

    def _drop_right(mut self):
        self._tail = self._back(self._tail)
        __op.destroy(__op.offset(self._data.address, self._tail.value))

    def peek(self) raises -> Self.T:
        """A copy of the right end."""
        if self._length() == 0:
            raise Error("IndexError: Deque is empty")
        return Self.T(copy=__op.deref(self._address(self._length() - 1)))

    def peekleft(self) raises -> Self.T:
        if self._length() == 0:
            raise Error("IndexError: Deque is empty")
        return Self.T(copy=__op.deref(self._address(0)))

    # In the middle

    def insert(mut self, index: Int, var value: Self.T) raises:
        """Puts a value before the element at `index`; raises if the deque is at its limit."""
        if self._maxlen >= 0 and self._length() >= self._maxlen:
            raise Error("IndexError: Deque is already at its maximum size")
        var at = index + self._length() if index < 0 else index
        at = min(max(at, 0), self._length())
        var i = self._length()
        self._tail = self._forward(self._tail)
        while i > at:
            __op.initialize(self._address(i), __op.take(self._address(i - 1)))
            i -= 1
        __op.initialize(self._address(at), value^)
        self._make_room()

    def remove(mut self, value: Self.T) raises:
        """Removes the first equal element; raises if there is none."""
        var at = self.index(value)
        __op.destroy(self._address(at))
        for i in range(at, self._length() - 1):
            __op.initialize(self._address(i), __op.take(self._address(i + 1)))
        self._tail = self._back(self._tail)
        self._give_room_back()

    def rotate(mut self, n: Int = 1):
        """Moves `n` elements from the right end to the left one (negative: the other way)."""
        if self._length() <= 1:
            return
        for _ in range(n % self._length()):
            self._tail = self._back(self._tail)
            var last = __op.take(__op.offset(self._data.address, self._tail.value))
            self._head = self._back(self._head)
            __op.initialize(self._address(0), last^)

    def reverse(mut self):
        var low = 0
        var high = self._length() - 1
        while low < high:
            var held = __op.take(self._address(low))
            __op.initialize(self._address(low), __op.take(self._address(high)))
            __op.initialize(self._address(high), held^)
            low += 1
            high -= 1

    def clear(mut self):
        for i in range(self._length()):
            __op.destroy(self._address(i))
        self._tail = 0
        self._head = 0
        if self._shrink and self._capacity > self._min_capacity:
            self._move_to(self._min_capacity)

    # Elements

    @always_inline
    def __len__(self) -> Int:
        return self._length()

    @always_inline
    def __bool__(self) -> Bool:
        return self._length() != 0

    @always_inline
    def __getitem__(ref self, index: Int) -> ref [origin_of(self)] Self.T:
        return __op.deref(self._address(normalize_index(index, self._length())))

    def __contains__(self, value: Self.T) -> Bool:
        for i in range(self._length()):
            if self[i] == value:
                return True
        return False

    def count(self, value: Self.T) -> Int:
        var result = 0
        for i in range(self._length()):
            if self[i] == value:
                result += 1
        return result

    def index(self, value: Self.T, start: Int = 0, stop: Optional[Int] = None) raises -> Int:
        """Position of the first equal element; raises if there is none."""
        var first = max(start + self._length(), 0) if start < 0 else start
        var last = self._length()
        if stop:
            var end = stop.value()
            last = min(max(end + self._length(), 0) if end < 0 else end, self._length())
        for i in range(first, last):
            if self[i] == value:
                return i
        raise Error("ValueError: Given element is not in deque")

    def __iter__(ref self) -> DequeIterator[Self.T, origin_of(self)]:
        return DequeIterator[Self.T, origin_of(self)](self._data.address, self._head, self._length(), self._capacity)

    def __reversed__(ref self) -> DequeIterator[Self.T, origin_of(self), False]:
        return DequeIterator[Self.T, origin_of(self), False](
            self._data.address, self._head + self._length() - 1, self._length(), self._capacity
        )

    # With another one

    def __add__(self, other: Self) -> Self:
        var result = self.copy()
        for i in range(other._length()):
            result.append(Self.T(copy=other[i]))
        return result^

    def __iadd__(mut self, other: Self):
        for i in range(other._length()):
            self.append(Self.T(copy=other[i]))

    def __mul__(self, n: Int) -> Self:
        var result = self.copy()
        if n <= 0:
            result.clear()
        for _ in range(n - 1):
            for i in range(self._length()):
                result.append(Self.T(copy=self[i]))
        return result^

    def __imul__(mut self, n: Int):
        self = self * n

    def __eq__(self, other: Self) -> Bool:
        if self._length() != other._length():
            return False
        for i in range(self._length()):
            if not (self[i] == other[i]):
                return False
        return True

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    # Text

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("Deque(")
        for i in range(self._length()):
            if i > 0:
                writer.write_string(", ")
            write_repr_any(writer, self[i])
        writer.write_string(")")

    def write_repr_to[W: Writer](self, mut writer: W):
        self.write_to(writer)

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)


def _power_of_two(count: Int) -> Int:
    """The smallest power of two that is at least `count`."""
    var result = 1
    while result < count:
        result *= 2
    return result


struct DequeIterator[mut: Bool, //, T: AnyType, origin: Origin[mut=mut], forward: Bool = True](Iterator, Sized, TrivialRegisterPassable):
    comptime Element = Self.T

    var _data: __type.pointer[Self.T]
    var _position: Int
    var _left: Int
    var _mask: Int

    @always_inline
    def __init__(out self, data: __type.pointer[Self.T], position: Int, left: Int, capacity: Int):
        self._data = data
        self._position = position
        self._left = left
        self._mask = capacity - 1

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __len__(self) -> Int:
        return self._left

    @always_inline
    def __has_next__(self) -> Bool:
        return self._left > 0

    @always_inline
    def __next__(mut self) -> ref [Self.origin] Self.T:
        var address = __op.offset(self._data, (self._position & self._mask).value)
        self._position += 1 if Self.forward else -1
        self._left -= 1
        return __op.deref(address)
