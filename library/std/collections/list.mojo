"""`List[T]`: elements in a row, growing at the end.

Owns its elements. Growing moves them (by copying bits where that is enough) to twice the room. Subscripts may be negative; those out
of range end the program. Slices are copies.
Not here: sorting (`builtin/sort.mojo`).
"""
from builtin.failure import abort
from builtin.index import normalize_index
from format.write import write_repr_any
from memory.raw import raw_allocate, raw_copy, raw_free, raw_move, raw_reallocate_bytes


trait BringsMemory:
    """Elements that say where lists keep them."""

    @staticmethod
    def allocate_elements(count: Int) -> __type.pointer[UInt8]:
        """Uninitialised room for `count` of them, more than none."""
        ...

    @staticmethod
    def free_elements(elements: __type.pointer[UInt8], count: Int):
        """Takes the room for `count` of them back."""
        ...


@always_inline
def _allocate_elements[T: AnyType](count: Int) -> __type.pointer[T]:
    comptime if conforms_to(T, BringsMemory):
        return __op.pointer_cast[T](T.allocate_elements(count))
    else:
        return raw_allocate[T](count)


@always_inline
def _free_elements[T: AnyType](elements: __type.pointer[T], capacity: Int):
    comptime if conforms_to(T, BringsMemory):
        T.free_elements(__op.pointer_cast[UInt8](elements), capacity)
    else:
        raw_free(elements)


struct List[T: AnyType, hint_trivial_type: Bool = False](
    Boolable,
    Copyable,
    Defaultable,
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    Iterable,
    Representable,
    Sized,
    Stringable,
    Writable,
):
    comptime type = Self.T
    comptime Element = Self.T
    comptime IteratorType[mut: Bool, //, origin: Origin[mut=mut]] = ListIterator[Self.T, origin]

    var data: UnsafePointer[Self.T, MutableAnyOrigin]
    var size: Int
    var capacity: Int

    # Making

    @always_inline
    def __init__(out self):
        """No elements, no memory."""
        self.data = UnsafePointer[Self.T, MutableAnyOrigin]()
        self.size = 0
        self.capacity = 0

    def __init__(out self, *, capacity: Int):
        """No elements, with room for some."""
        self = Self()
        self.reserve(capacity)

    @always_inline
    def __init__(out self, var *values: Self.T, __list_literal__: Tuple[] = ()):
        """The values given."""
        var count = len(values)
        self.data = UnsafePointer[Self.T, MutableAnyOrigin](_allocate_elements[Self.T](count))
        self.size = count
        self.capacity = count
        values^.move_into(self.data.address)

    def __init__(out self, *, length: Int, fill: Self.T):
        """`length` copies of a value."""
        self = Self(capacity=length)
        self.resize(length, fill)

    def __init__(out self, *, unsafe_uninit_length: Int):
        """Elements that the caller must initialise."""
        self = Self(capacity=unsafe_uninit_length)
        self.size = unsafe_uninit_length

    def __init__(out self, span: Span[Self.T, _]):
        """Copies of the elements of a span."""
        self = Self()
        self.extend(span)

    def __init__[I: Iterable](out self, iterable: I):
        """The elements of anything that can be iterated over."""
        self = Self()
        for element in iterable:
            self.append(Self.T(copy=element))

    def __init__(
        out self, *, unsafe_pointer: UnsafePointer[Self.T, _], size: Int, capacity: Int
    ):
        """Takes over memory of `alloc` with its elements."""
        self.data = UnsafePointer[Self.T, MutableAnyOrigin](unsafe_pointer.address)
        self.size = size
        self.capacity = capacity

    def __init__(
        out self, *, ptr: UnsafePointer[Self.T, _], length: Int, capacity: Int
    ):
        """Takes over memory of `alloc` with its elements."""
        self.data = UnsafePointer[Self.T, MutableAnyOrigin](ptr.address)
        self.size = length
        self.capacity = capacity

    def __init__(out self, *, copy: Self):
        self = Self()
        self._append_copies(copy.data.address, copy.size)

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self.data = move.data
        self.size = move.size
        self.capacity = move.capacity

    @always_inline
    def __deinit__(deinit self):
        _destroy_elements(self.data.address, self.size)
        if self.capacity > 0:
            _free_elements(self.data.address, self.capacity)

    # Size and memory

    @always_inline
    def __len__(self) -> Int:
        return self.size

    @always_inline
    def __bool__(self) -> Bool:
        return self.size != 0

    def reserve(mut self, new_capacity: Int):
        """Makes room for `new_capacity` elements in all."""
        if new_capacity > self.capacity:
            self._move_to(new_capacity)

    def bytecount(self) -> Int:
        """Bytes that the elements take, without what they own elsewhere."""
        return self.size * Int(raw=__op.size_of[Self.T]())

    def shrink(mut self, new_size: Int):
        """Drops the elements from `new_size` on."""
        if new_size > self.size:
            abort("`shrink` to more elements than there are; use `resize`")
        _destroy_elements(__op.offset(self.data.address, new_size.value), self.size - new_size)
        self.size = new_size

    def resize(mut self, new_size: Int, value: Self.T):
        """Drops elements at the end, or appends copies of a value."""
        if new_size <= self.size:
            self.shrink(new_size)
            return
        self.reserve(new_size)
        for i in range(self.size, new_size):
            __op.initialize(__op.offset(self.data.address, i.value), Self.T(copy=value))
        self.size = new_size

    def resize(mut self, *, unsafe_uninit_length: Int):
        """Drops elements at the end, or leaves new ones for the caller to initialise."""
        if unsafe_uninit_length < self.size:
            self.shrink(unsafe_uninit_length)
        self.reserve(unsafe_uninit_length)
        self.size = unsafe_uninit_length

    def resize(mut self, new_size: Int):
        """Drops elements at the end."""
        self.shrink(new_size)

    @no_inline
    def _grow(mut self):
        self._move_to(max(2 * self.capacity, 4))

    def _move_to(mut self, new_capacity: Int):
        var moved: __type.pointer[Self.T]
        comptime if __op.is_trivial_move[Self.T]() and Int(raw=__op.align_of[Self.T]()) <= 16:
            moved = __op.pointer_cast[Self.T](
                raw_reallocate_bytes(
                    __op.pointer_cast[UInt8](self.data.address), new_capacity * Int(raw=__op.size_of[Self.T]())
                )
            )
        else:
            moved = _allocate_elements[Self.T](new_capacity)
            for i in range(self.size):
                __op.initialize(__op.offset(moved, i.value), __op.take(__op.offset(self.data.address, i.value)))
            if self.capacity > 0:
                _free_elements(self.data.address, self.capacity)
        self.data = UnsafePointer[Self.T, MutableAnyOrigin](moved)
        self.capacity = new_capacity

    # Adding

    @always_inline
    def append(mut self, var value: Self.T):
        if self.size >= self.capacity:
            self._grow()
        __op.initialize(__op.offset(self.data.address, self.size.value), value^)
        self.size += 1

    def insert(mut self, index: Int, var value: Self.T):
        """Puts a value before the element at `index`, which may be negative or beyond the end as in Python."""
        var at = index + self.size if index < 0 else index
        at = min(max(at, 0), self.size)
        if self.size >= self.capacity:
            self._grow()
        self._shift(at, 1)
        __op.initialize(__op.offset(self.data.address, at.value), value^)
        self.size += 1

    def _shift(mut self, start: Int, distance: Int):
        """Moves the elements from `start` on by `distance` places (also backwards); nothing is destroyed."""
        comptime if __op.is_trivial_move[Self.T]():
            raw_move(
                __op.offset(self.data.address, (start + distance).value),
                __op.offset(self.data.address, start.value),
                self.size - start,
            )
        else:
            if distance > 0:
                var i = self.size - 1
                while i >= start:
                    self._move_element(i, i + distance)
                    i -= 1
            else:
                for i in range(start, self.size):
                    self._move_element(i, i + distance)

    @always_inline
    def _move_element(mut self, source: Int, target: Int):
        __op.initialize(
            __op.offset(self.data.address, target.value), __op.take(__op.offset(self.data.address, source.value))
        )

    def extend(mut self, var other: Self):
        """Moves all elements of the other list to the end."""
        var needed = self.size + other.size
        if needed > self.capacity:
            self.reserve(max(needed, 2 * self.capacity))
        for i in range(other.size):
            __op.initialize(
                __op.offset(self.data.address, (self.size + i).value),
                __op.take(__op.offset(other.data.address, i.value)),
            )
        self.size = needed
        other.size = 0

    def extend(mut self, elements: Span[Self.T, _]):
        """Copies all elements of a span to the end."""
        self._append_copies(elements._data, len(elements))

    def extend[dtype: DType, width: Int, //](mut self: List[Scalar[dtype]], value: SIMD[dtype, width]):
        for lane in range(width):
            self.append(value[lane])

    def _append_copies(mut self, source: __type.pointer[Self.T], count: Int):
        """Appends copies of elements, which may be elements of this list."""
        if count == 0:
            return
        var needed = self.size + count
        var distance = Int(raw=__op.pointer_to_int(source)) - Int(raw=__op.pointer_to_int(self.data.address))
        var is_own = distance >= 0 and distance < self.size * Int(raw=__op.size_of[Self.T]())
        if needed > self.capacity:
            self.reserve(max(needed, 2 * self.capacity))
        var start = source
        if is_own:
            start = __op.offset_bytes(self.data.address, distance.value)
        var target = __op.offset(self.data.address, self.size.value)
        comptime if __op.is_trivial_copy[Self.T]():
            raw_copy(target, start, count)
        else:
            for i in range(count):
                __op.initialize(
                    __op.offset(target, i.value), Self.T(copy=__op.deref(__op.offset(start, i.value)))
                )
        self.size = needed

    def __iadd__(mut self, var other: Self):
        self.extend(other^)

    def __add__(self, other: Self) -> Self:
        var result = Self(capacity=self.size + other.size)
        result._append_copies(self.data.address, self.size)
        result._append_copies(other.data.address, other.size)
        return result^

    def __mul__(self, count: Int) -> Self:
        var result = Self(capacity=self.size * max(count, 0))
        for _ in range(count):
            result._append_copies(self.data.address, self.size)
        return result^

    def __imul__(mut self, count: Int):
        self = self * count

    # Removing

    def pop(mut self, index: Int = -1) -> Self.T:
        """Moves an element out, by default the last."""
        var at = normalize_index(index, self.size)
        var value = __op.take(__op.offset(self.data.address, at.value))
        if at < self.size - 1:
            self._shift(at + 1, -1)
        self.size -= 1
        return value^

    def pop_back(mut self) -> Self.T:
        return self.pop()

    def push_back(mut self, var value: Self.T):
        self.append(value^)

    def remove(mut self, value: Self.T) raises:
        """Drops the first element that is equal; raises if there is none."""
        _ = self.pop(self.index(value))

    def clear(mut self):
        """Drops all elements and keeps the memory."""
        _destroy_elements(self.data.address, self.size)
        self.size = 0

    def steal_data(mut self) -> UnsafePointer[Self.T, MutableAnyOrigin]:
        """Gives the memory with its elements to the caller and leaves an empty list."""
        var result = self.data
        self.data = UnsafePointer[Self.T, MutableAnyOrigin]()
        self.size = 0
        self.capacity = 0
        return result

    # Elements

    @always_inline
    def __getitem__(ref self, index: Int) -> ref [origin_of(self)] Self.T:
        return __op.deref(__op.offset(self.data.address, normalize_index(index, self.size).value))

    @always_inline
    def __getitem__[I: Indexer](ref self, index: I) -> ref [origin_of(self)] Self.T:
        return __op.deref(__op.offset(self.data.address, normalize_index(index.__index__(), self.size).value))

    def __getitem__(self, span: Slice) -> Self:
        """Copies of the elements that a Python slice would take."""
        var bounds = span.indices(self.size)
        var step = bounds[2]
        if step == 1:
            var result = Self()
            result._append_copies(
                __op.offset(self.data.address, bounds[0].value), max(bounds[1] - bounds[0], 0)
            )
            return result^
        var result = Self()
        var i = bounds[0]
        while (i < bounds[1]) if step > 0 else (i > bounds[1]):
            result.append(Self.T(copy=__op.deref(__op.offset(self.data.address, i.value))))
            i += step
        return result^

    @always_inline
    def unsafe_get(ref self, index: Int) -> ref [origin_of(self)] Self.T:
        """The element at a position from 0 on, not checked."""
        return __op.deref(__op.offset(self.data.address, index.value))

    @always_inline
    def unsafe_set(mut self, index: Int, var value: Self.T):
        __op.deref(__op.offset(self.data.address, index.value)) = value^

    def swap_elements(mut self, first: Int, second: Int):
        var a = normalize_index(first, self.size)
        var b = normalize_index(second, self.size)
        if a == b:
            return
        var held = __op.take(__op.offset(self.data.address, a.value))
        self._move_element(b, a)
        __op.initialize(__op.offset(self.data.address, b.value), held^)

    def reverse(mut self):
        """Turns the order around, in place."""
        var low = 0
        var high = self.size - 1
        while low < high:
            self.swap_elements(low, high)
            low += 1
            high -= 1

    def sort(mut self):
        """Sorts in place."""
        sort(self)

    @always_inline
    def unsafe_ptr(ref self) -> UnsafePointer[Self.T, origin_of(self)]:
        return UnsafePointer[Self.T, origin_of(self)](self.data.address)

    @always_inline
    def as_span(ref self) -> Span[Self.T, origin_of(self)]:
        return Span[Self.T, origin_of(self)](unsafe_data=self.data.address, length=self.size)

    @always_inline
    def __getattr__[
        name: StringLiteral
    ](ref self) -> ref [origin_of(self)] Self._FieldType[name] where name == "_data" or name == "_len":
        """The names that the fields have in Mojo of 2025: `_data` and `_len`."""
        comptime if name == "_data":
            return self.data
        else:
            return self.size

    comptime _FieldType[name: StringLiteral] = UnsafePointer[Self.T, MutableAnyOrigin] if name == "_data" else Int

    # Iteration

    @always_inline
    def __iter__(ref self) -> ListIterator[Self.T, origin_of(self)]:
        return ListIterator[Self.T, origin_of(self)](self.data.address, self.size)

    @always_inline
    def __reversed__(ref self) -> ListIterator[Self.T, origin_of(self), False]:
        return ListIterator[Self.T, origin_of(self), False](
            __op.offset(self.data.address, (self.size - 1).value), self.size
        )

    # Search

    def __contains__(self, value: Self.T) -> Bool:
        for i in range(self.size):
            if self.unsafe_get(i) == value:
                return True
        return False

    def count(self, value: Self.T) -> Int:
        var result = 0
        for i in range(self.size):
            if self.unsafe_get(i) == value:
                result += 1
        return result

    def index(self, value: Self.T, start: Int = 0, stop: Optional[Int] = None) raises -> Int:
        """Position of the first equal element between start and stop; raises if there is none."""
        var first = max(start + self.size, 0) if start < 0 else start
        var last = self.size
        if stop:
            var end = stop.value()
            last = min(max(end + self.size, 0) if end < 0 else end, self.size)
        for i in range(first, last):
            if self.unsafe_get(i) == value:
                return i
        raise Error("ValueError: Given element is not in list")

    def __eq__(self, other: Self) -> Bool:
        if self.size != other.size:
            return False
        for i in range(self.size):
            if not (self.unsafe_get(i) == other.unsafe_get(i)):
                return False
        return True

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def __lt__(self, other: Self) -> Bool:
        """Whether the first different element is less, or this list is a shorter beginning of the other."""
        for i in range(min(self.size, other.size)):
            if self.unsafe_get(i) < other.unsafe_get(i):
                return True
            if other.unsafe_get(i) < self.unsafe_get(i):
                return False
        return self.size < other.size

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher.update(self.size)
        for i in range(self.size):
            hasher.update(self.unsafe_get(i))

    # Text

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("[")
        for i in range(self.size):
            if i > 0:
                writer.write_string(", ")
            write_repr_any(writer, self.unsafe_get(i))
        writer.write_string("]")

    def write_repr_to[W: Writer](self, mut writer: W):
        self.write_to(writer)

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)


@always_inline
def _destroy_elements[T: AnyType](data: __type.pointer[T], count: Int):
    comptime if not __op.is_trivial_destroy[T]():
        for i in range(count):
            __op.destroy(__op.offset(data, i.value))


struct ListIterator[mut: Bool, //, T: AnyType, origin: Origin[mut=mut], forward: Bool = True](Iterator, Sized, TrivialRegisterPassable):
    """Walks over elements in a row, giving references."""

    comptime Element = Self.T

    var next: __type.pointer[Self.T]
    var left: Int

    @always_inline
    def __init__(out self, next: __type.pointer[Self.T], left: Int):
        self.next = next
        self.left = left

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        return self.left > 0

    @always_inline
    def __len__(self) -> Int:
        return self.left

    @always_inline
    def __next__(mut self) -> ref [Self.origin] Self.T:
        var current = self.next
        comptime if Self.forward:
            self.next = __op.offset(current, Int(1).value)
        else:
            self.next = __op.offset(current, Int(-1).value)
        self.left -= 1
        return __op.deref(current)
