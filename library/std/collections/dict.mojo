"""`Dict[K, V]`: values by key, in the order in which the keys came.

Two parts, as in CPython: entries in a row, in order of insertion, and an open-addressed table of slots that hold an entry's number
beside 32 bits of its hash, so that most comparisons of keys are saved. The table is at most two thirds full; deleted entries leave
holes that the next growth squeezes out.
In: keys that are hashable and comparable for equality. Out: values by reference; iteration in order.
"""
from builtin.failure import abort
from format.write import can_write, write_repr_any
from hashlib.hash import Hashable
from memory.raw import raw_allocate, raw_free

comptime KeyElement = Copyable & Hashable & Equatable

comptime EMPTY_SLOT: Int64 = -1
comptime DELETED_SLOT: Int64 = -2
comptime LIVE: UInt64 = 1 << 63


struct DictKeyError[K: AnyType](ImplicitlyCopyable, Writable):
    """Raised by `dict[key]` when there is no such key."""

    var key: Self.K

    def __init__(out self, key: Self.K):
        self.key = Self.K(copy=key)

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("KeyError")
        comptime if can_write[Self.K]():
            writer.write_string(": ")
            write_repr_any(writer, self.key)


struct EmptyDictError(TrivialRegisterPassable, Writable):
    def __init__(out self):
        pass

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("KeyError: popitem(): dictionary is empty")


struct DictEntry[K: AnyType, V: AnyType](Copyable):
    """One key and its value."""

    var hash: UInt64
    """The hash with its top bit set; 0 for a hole."""
    var key: Self.K
    var value: Self.V

    @always_inline
    def __init__(out self, var key: Self.K, var value: Self.V):
        self.hash = hash(key) | LIVE
        self.key = key^
        self.value = value^

    @always_inline
    def __init__(out self, *, hash: UInt64, var key: Self.K, var value: Self.V):
        self.hash = hash
        self.key = key^
        self.value = value^

    def reap_value(deinit self) -> Self.V:
        return self.value^


struct Dict[K: AnyType, V: AnyType, H: AnyType = NoneType](
    Boolable,
    Copyable,
    Defaultable,
    Equatable where conforms_to(V, Equatable),
    Iterable,
    Representable,
    Sized,
    Stringable,
    Writable,
):
    comptime Entry = DictEntry[Self.K, Self.V]
    comptime IteratorType[mut: Bool, //, origin: Origin[mut=mut]] = DictKeyIterator[Self.K, Self.V, origin]

    var _entries: __type.pointer[DictEntry[Self.K, Self.V]]
    var _used: Int
    """Entries, holes included."""
    var _length: Int
    var _capacity: Int
    """Room for entries: two thirds of the slots."""
    var _slots: __type.pointer[Int64]
    """Number of an entry in the low half, high half of its hash in the high half; or EMPTY_SLOT, DELETED_SLOT."""
    var _slot_mask: Int
    var _filled: Int
    """Slots that are not empty; deleted ones count until the next growth."""

    # Making

    @always_inline
    def __init__(out self):
        """No entries, no memory."""
        self._entries = __op.null[DictEntry[Self.K, Self.V]]()
        self._used = 0
        self._length = 0
        self._capacity = 0
        self._slots = __op.null[Int64]()
        self._slot_mask = -1
        self._filled = 0

    def __init__(out self, *, capacity: Int):
        """No entries, with room for some."""
        self = Self()
        self.reserve(capacity)

    def __init__(out self, *, power_of_two_initial_capacity: Int):
        """No entries, with a table of that many slots (at least 8)."""
        self = Self(capacity=power_of_two_initial_capacity * 2 // 3)

    def __init__(out self, var keys: List[Self.K], var values: List[Self.V], __dict_literal__: Tuple[] = ()):
        """Keys and their values; of equal keys the last one counts."""
        self = Self(capacity=len(keys))
        for i in range(len(keys)):
            self[__op.take(__op.offset(keys.data.address, i.value))] = __op.take(
                __op.offset(values.data.address, i.value)
            )
        keys.size = 0
        values.size = 0

    def __init__(out self, *, copy: Self):
        self = Self(capacity=copy._length)
        for i in range(copy._used):
            var entry = __op.offset(copy._entries, i.value)
            if __op.deref(entry).hash != 0:
                self._append_new(
                    __op.deref(entry).hash, Self.K(copy=__op.deref(entry).key), Self.V(copy=__op.deref(entry).value)
                )

    @staticmethod
    def fromkeys(keys: List[Self.K], value: Self.V) -> Self:
        """Every key with a copy of the value."""
        var result = Self(capacity=len(keys))
        for key in keys:
            result[Self.K(copy=key)] = Self.V(copy=value)
        return result^

    @staticmethod
    def fromkeys(keys: List[Self.K]) -> Dict[Self.K, Optional[Self.V]]:
        """Every key without a value."""
        var result = Dict[Self.K, Optional[Self.V]](capacity=len(keys))
        for key in keys:
            result[Self.K(copy=key)] = Optional[Self.V]()
        return result^

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self._entries = move._entries
        self._used = move._used
        self._length = move._length
        self._capacity = move._capacity
        self._slots = move._slots
        self._slot_mask = move._slot_mask
        self._filled = move._filled

    def __deinit__(deinit self):
        if self._capacity > 0:
            for i in range(self._used):
                var entry = __op.offset(self._entries, i.value)
                if __op.deref(entry).hash != 0:
                    __op.destroy(entry)
            raw_free(self._entries)
            raw_free(self._slots)

    # Size

    @always_inline
    def __len__(self) -> Int:
        return self._length

    @always_inline
    def __bool__(self) -> Bool:
        return self._length != 0

    def reserve(mut self, capacity: Int):
        """Makes room for that many entries."""
        if capacity > self._capacity:
            self._rebuild(capacity)

    def clear(mut self):
        self = Self()

    def _reserved(self) -> Int:
        """Slots of the table."""
        return self._slot_mask + 1

    def _minimum_size_of_string_representation(self) -> Int:
        """Bytes of the text when every key and value takes one."""
        return max(6 * self._length, 2)

    # The table

    def _rebuild(mut self, wanted: Int):
        """Moves the entries, without holes, to memory for at least `wanted` of them, and fills the slots anew."""
        var slot_count = 8
        while slot_count * 2 // 3 < wanted:
            slot_count *= 2
        var capacity = slot_count * 2 // 3
        var entries = raw_allocate[DictEntry[Self.K, Self.V]](capacity)
        var slots = raw_allocate[Int64](slot_count)
        __op.memory_set(slots, UInt8(0xFF).value, (slot_count * 8).value)
        var mask = slot_count - 1
        var count = 0
        for i in range(self._used):
            var source = __op.offset(self._entries, i.value)
            var hash = __op.deref(source).hash
            if hash == 0:
                continue
            var slot = Int(hash) & mask
            while __op.deref(__op.offset(slots, slot.value)) != EMPTY_SLOT:
                slot = (slot + 1) & mask
            __op.store(__op.offset(slots, slot.value), _slot_of(hash, count))
            __op.initialize(__op.offset(entries, count.value), __op.take(source))
            count += 1
        if self._capacity > 0:
            raw_free(self._entries)
            raw_free(self._slots)
        self._entries = entries
        self._used = count
        self._capacity = capacity
        self._slots = slots
        self._slot_mask = mask
        self._filled = count

    @always_inline
    def _find_slot(self, hash: UInt64, key: Self.K) -> Int:
        """The slot of a key, or -1."""
        if self._length == 0:
            return -1
        var slot = Int(hash) & self._slot_mask
        while True:
            var content = __op.load(__op.offset(self._slots, slot.value))
            if content == EMPTY_SLOT:
                return -1
            if _same_tag(content, hash):
                if __op.deref(__op.offset(self._entries, _entry_number(content).value)).key == key:
                    return slot
            slot = (slot + 1) & self._slot_mask

    @always_inline
    def _find(self, hash: UInt64, key: Self.K) -> Int:
        """The number of a key's entry, or -1."""
        var slot = self._find_slot(hash, key)
        if slot < 0:
            return -1
        return _entry_number(__op.load(__op.offset(self._slots, slot.value)))

    def _append_new(mut self, hash: UInt64, var key: Self.K, var value: Self.V):
        """Adds an entry whose key is known to be new."""
        if self._used == self._capacity or self._filled == self._capacity:
            # where a third is deleted, squeezing that out is enough
            self._rebuild(self._capacity if self._length * 3 < self._capacity * 2 else 2 * self._capacity + 1)
        var slot = Int(hash) & self._slot_mask
        while _is_live(__op.load(__op.offset(self._slots, slot.value))):
            slot = (slot + 1) & self._slot_mask
        if __op.load(__op.offset(self._slots, slot.value)) == EMPTY_SLOT:
            self._filled += 1
        __op.store(__op.offset(self._slots, slot.value), _slot_of(hash, self._used))
        __op.initialize(
            __op.offset(self._entries, self._used.value),
            DictEntry[Self.K, Self.V](hash=hash, key=key^, value=value^),
        )
        self._used += 1
        self._length += 1

    @always_inline
    def _entry(ref self, number: Int) -> ref [origin_of(self)] DictEntry[Self.K, Self.V]:
        return __op.deref(__op.offset(self._entries, number.value))

    def _take_entry(mut self, slot: Int) -> DictEntry[Self.K, Self.V]:
        """Moves the entry of a slot out and leaves a hole."""
        var number = _entry_number(__op.load(__op.offset(self._slots, slot.value)))
        __op.store(__op.offset(self._slots, slot.value), DELETED_SLOT)
        var address = __op.offset(self._entries, number.value)
        var entry = __op.take(address)
        __op.deref(__op.pointer_cast[UInt64](address)) = 0
        self._length -= 1
        if number == self._used - 1:
            self._used = number
        return entry^

    # Values by key

    def __getitem__(ref self, key: Self.K) raises -> ref [origin_of(self)] Self.V:
        """The value of a key; raises if there is no such key."""
        var number = self._find(hash(key) | LIVE, key)
        if number < 0:
            raise Error(DictKeyError[Self.K](key))
        return self._entry(number).value

    def __setitem__(mut self, var key: Self.K, var value: Self.V):
        var code = hash(key) | LIVE
        var number = self._find(code, key)
        if number >= 0:
            self._entry(number).value = value^
        else:
            self._append_new(code, key^, value^)

    def _insert(mut self, var key: Self.K, var value: Self.V):
        self[key^] = value^

    def __contains__(self, key: Self.K) -> Bool:
        return self._find(hash(key) | LIVE, key) >= 0

    def find(self, key: Self.K) -> Optional[Self.V]:
        """A copy of the value of a key, if there is one."""
        return self.get(key)

    def get(self, key: Self.K) -> Optional[Self.V]:
        """A copy of the value of a key, if there is one."""
        var number = self._find(hash(key) | LIVE, key)
        if number < 0:
            return None
        return Self.V(copy=self._entry(number).value)

    def get(self, key: Self.K, var default: Self.V) -> Self.V:
        """A copy of the value of a key, or the default."""
        var number = self._find(hash(key) | LIVE, key)
        if number < 0:
            return default^
        return Self.V(copy=self._entry(number).value)

    def _find_ref(ref self, key: Self.K) raises -> ref [origin_of(self)] Self.V:
        return self[key]

    def get_ptr(ref self, key: Self.K) -> Optional[Pointer[Self.V, origin_of(self)]]:
        var number = self._find(hash(key) | LIVE, key)
        if number < 0:
            return None
        return Pointer[Self.V, origin_of(self)](__op.address_of(self._entry(number).value))

    def setdefault(mut self, var key: Self.K, var default: Self.V) -> ref [origin_of(self)] Self.V:
        """The value of a key, which is added with the default if it is new."""
        var code = hash(key) | LIVE
        var number = self._find(code, key)
        if number < 0:
            self._append_new(code, key^, default^)
            number = self._used - 1
        return self._entry(number).value

    def pop(mut self, key: Self.K) raises -> Self.V:
        """Removes a key and gives its value; raises if there is no such key."""
        var slot = self._find_slot(hash(key) | LIVE, key)
        if slot < 0:
            raise Error(DictKeyError[Self.K](key))
        return self._take_entry(slot).reap_value()

    def pop(mut self, key: Self.K, var default: Self.V) -> Self.V:
        """Removes a key and gives its value, or the default."""
        var slot = self._find_slot(hash(key) | LIVE, key)
        if slot < 0:
            return default^
        return self._take_entry(slot).reap_value()

    def popitem(mut self) raises -> DictEntry[Self.K, Self.V]:
        """Removes the last entry; raises if there is none."""
        var number = self._used - 1
        while number >= 0 and self._entry(number).hash == 0:
            number -= 1
        if number < 0:
            raise Error(EmptyDictError())
        self._used = number + 1
        var slot = Int(self._entry(number).hash) & self._slot_mask
        while _entry_number(__op.load(__op.offset(self._slots, slot.value))) != number or not _is_live(
            __op.load(__op.offset(self._slots, slot.value))
        ):
            slot = (slot + 1) & self._slot_mask
        return self._take_entry(slot)

    def __delitem__(mut self, key: Self.K) raises:
        _ = self.pop(key)

    # With another one

    def update(mut self, other: Self, /):
        """Adds or replaces the entries of the other."""
        for i in range(other._used):
            if other._entry(i).hash != 0:
                self[Self.K(copy=other._entry(i).key)] = Self.V(copy=other._entry(i).value)

    def __or__(self, other: Self) -> Self:
        var result = self.copy()
        result.update(other)
        return result^

    def __ior__(mut self, other: Self):
        self.update(other)

    def __eq__(self, other: Self) -> Bool:
        """Whether both have the same keys with the same values, in whatever order."""
        if self._length != other._length:
            return False
        for i in range(self._used):
            if self._entry(i).hash == 0:
                continue
            var number = other._find(self._entry(i).hash, self._entry(i).key)
            if number < 0 or not (self._entry(i).value == other._entry(number).value):
                return False
        return True

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    # Iteration, in order of insertion

    def __iter__(ref self) -> DictKeyIterator[Self.K, Self.V, origin_of(self)]:
        return DictKeyIterator[Self.K, Self.V, origin_of(self)](self._cursor())

    def keys(ref self) -> DictKeyIterator[Self.K, Self.V, origin_of(self)]:
        return DictKeyIterator[Self.K, Self.V, origin_of(self)](self._cursor())

    def values(ref self) -> DictValueIterator[Self.K, Self.V, origin_of(self)]:
        return DictValueIterator[Self.K, Self.V, origin_of(self)](self._cursor())

    def items(ref self) -> DictEntryIterator[Self.K, Self.V, origin_of(self)]:
        return DictEntryIterator[Self.K, Self.V, origin_of(self)](self._cursor())

    def __reversed__(ref self) -> DictKeyIterator[Self.K, Self.V, origin_of(self), False]:
        return DictKeyIterator[Self.K, Self.V, origin_of(self), False](self._cursor().reversed())

    @always_inline
    def _cursor(self) -> DictCursor[Self.K, Self.V]:
        return DictCursor[Self.K, Self.V](
            self._entries, self._length, __op.offset(self._entries, (self._used - 1).value)
        )

    # Text

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("{")
        var is_first = True
        for i in range(self._used):
            if self._entry(i).hash == 0:
                continue
            if not is_first:
                writer.write_string(", ")
            is_first = False
            write_repr_any(writer, self._entry(i).key)
            writer.write_string(": ")
            write_repr_any(writer, self._entry(i).value)
        writer.write_string("}")

    def write_repr_to[W: Writer](self, mut writer: W):
        self.write_to(writer)

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)


@always_inline
def _slot_of(hash: UInt64, number: Int) -> Int64:
    return Int64(hash >> 33) << 32 | Int64(number)


@always_inline
def _same_tag(content: Int64, hash: UInt64) -> Bool:
    return content >> 32 == Int64(hash >> 33)


@always_inline
def _entry_number(content: Int64) -> Int:
    return Int(content & 0xFFFFFFFF)


@always_inline
def _is_live(content: Int64) -> Bool:
    return content >= 0


struct DictCursor[K: AnyType, V: AnyType](TrivialRegisterPassable):
    """The next entry of an iteration; `left` live entries are still to come."""

    var next: __type.pointer[DictEntry[Self.K, Self.V]]
    var left: Int
    var end: __type.pointer[DictEntry[Self.K, Self.V]]
    """Where a walk the other way starts."""

    @always_inline
    def __init__(
        out self,
        next: __type.pointer[DictEntry[Self.K, Self.V]],
        left: Int,
        end: __type.pointer[DictEntry[Self.K, Self.V]],
    ):
        self.next = next
        self.left = left
        self.end = end

    @always_inline
    def reversed(self) -> Self:
        return Self(self.end, self.left, self.next)

    @always_inline
    def advance[step: Int](mut self) -> __type.pointer[DictEntry[Self.K, Self.V]]:
        var current = self.next
        while __op.deref(current).hash == 0:
            current = __op.offset(current, Int(step).value)
        self.next = __op.offset(current, Int(step).value)
        self.left -= 1
        return current


struct DictKeyIterator[mut: Bool, //, K: AnyType, V: AnyType, origin: Origin[mut=mut], forward: Bool = True](
    Iterator, Sized, TrivialRegisterPassable
):
    comptime Element = Self.K

    var _cursor: DictCursor[Self.K, Self.V]

    @always_inline
    def __init__(out self, cursor: DictCursor[Self.K, Self.V]):
        self._cursor = cursor

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __reversed__(self) -> DictKeyIterator[Self.K, Self.V, Self.origin, not Self.forward]:
        return DictKeyIterator[Self.K, Self.V, Self.origin, not Self.forward](self._cursor.reversed())

    @always_inline
    def __len__(self) -> Int:
        return self._cursor.left

    @always_inline
    def __has_next__(self) -> Bool:
        return self._cursor.left > 0

    @always_inline
    def __next__(mut self) -> ref [ImmutOrigin(Self.origin)] Self.K:
        return __op.deref(self._cursor.advance[1 if Self.forward else -1]()).key


struct DictValueIterator[mut: Bool, //, K: AnyType, V: AnyType, origin: Origin[mut=mut], forward: Bool = True](
    Iterator, Sized, TrivialRegisterPassable
):
    comptime Element = Self.V

    var _cursor: DictCursor[Self.K, Self.V]

    @always_inline
    def __init__(out self, cursor: DictCursor[Self.K, Self.V]):
        self._cursor = cursor

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __reversed__(self) -> DictValueIterator[Self.K, Self.V, Self.origin, not Self.forward]:
        return DictValueIterator[Self.K, Self.V, Self.origin, not Self.forward](self._cursor.reversed())

    @always_inline
    def __len__(self) -> Int:
        return self._cursor.left

    @always_inline
    def __has_next__(self) -> Bool:
        return self._cursor.left > 0

    @always_inline
    def __next__(mut self) -> ref [Self.origin] Self.V:
        return __op.deref(self._cursor.advance[1 if Self.forward else -1]()).value


struct DictEntryIterator[mut: Bool, //, K: AnyType, V: AnyType, origin: Origin[mut=mut], forward: Bool = True](
    Iterator, Sized, TrivialRegisterPassable
):
    comptime Element = DictEntry[Self.K, Self.V]

    var _cursor: DictCursor[Self.K, Self.V]

    @always_inline
    def __init__(out self, cursor: DictCursor[Self.K, Self.V]):
        self._cursor = cursor

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __reversed__(self) -> DictEntryIterator[Self.K, Self.V, Self.origin, not Self.forward]:
        return DictEntryIterator[Self.K, Self.V, Self.origin, not Self.forward](self._cursor.reversed())

    @always_inline
    def __len__(self) -> Int:
        return self._cursor.left

    @always_inline
    def __has_next__(self) -> Bool:
        return self._cursor.left > 0

    @always_inline
    def __next__(mut self) -> ref [Self.origin] DictEntry[Self.K, Self.V]:
        return __op.deref(self._cursor.advance[1 if Self.forward else -1]())


comptime OwnedKwargsDict[V: AnyType] = Dict[String, V]
