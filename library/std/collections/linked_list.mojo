"""`LinkedList[T]`: elements in nodes that know their neighbours."""
from builtin.failure import abort
from builtin.index import normalize_index
from format.write import write_repr_any
from memory.raw import raw_allocate, raw_free


struct Node[T: AnyType](Movable):
    """One element between two others."""

    var value: Self.T
    var prev: __type.pointer[Node[Self.T]]
    var next: __type.pointer[Node[Self.T]]

    @always_inline
    def __init__(out self, var value: Self.T, prev: __type.pointer[Node[Self.T]], next: __type.pointer[Node[Self.T]]):
        self.value = value^
        self.prev = prev
        self.next = next

    def take_value(deinit self) -> Self.T:
        return self.value^


struct LinkedList[T: AnyType](
    Boolable, Copyable, Defaultable, Equatable where conforms_to(T, Equatable), Iterable, Representable, Sized, Stringable, Writable
):
    comptime Element = Self.T
    comptime IteratorType[mut: Bool, //, origin: Origin[mut=mut]] = LinkedListIterator[Self.T, origin]

    var _head: __type.pointer[Node[Self.T]]
    var _tail: __type.pointer[Node[Self.T]]
    var _length: Int

    # Making

    @always_inline
    def __init__(out self):
        self._head = __op.null[Node[Self.T]]()
        self._tail = __op.null[Node[Self.T]]()
        self._length = 0

    def __init__(out self, var *elements: Self.T, __list_literal__: Tuple[] = ()):
        self = Self()
        for i in range(len(elements)):
            self.append(Self.T(copy=elements[i]))

    def __init__(out self, *, copy: Self):
        self = Self()
        for element in copy:
            self.append(Self.T(copy=element))

    def __init__(out self, *, deinit move: Self):
        self._head = move._head
        self._tail = move._tail
        self._length = move._length

    def __deinit__(deinit self):
        var node = self._head
        for _ in range(self._length):
            var next = __op.deref(node).next
            __op.destroy(node)
            raw_free(node)
            node = next

    # Nodes

    def _node(self, index: Int) -> __type.pointer[Node[Self.T]]:
        """The node at a position from 0 on, found from the nearer end."""
        var node: __type.pointer[Node[Self.T]]
        if index <= self._length // 2:
            node = self._head
            for _ in range(index):
                node = __op.deref(node).next
        else:
            node = self._tail
            for _ in range(self._length - 1 - index):
                node = __op.deref(node).prev
        return node

    def _insert_between(
        mut self, var value: Self.T, prev: __type.pointer[Node[Self.T]], next: __type.pointer[Node[Self.T]]
    ):
        var node = raw_allocate[Node[Self.T]](1)
        __op.initialize(node, Node[Self.T](value^, prev, next))
        if _is_null(prev):
            self._head = node
        else:
            __op.deref(prev).next = node
        if _is_null(next):
            self._tail = node
        else:
            __op.deref(next).prev = node
        self._length += 1

    def _remove(mut self, node: __type.pointer[Node[Self.T]]) -> Self.T:
        var prev = __op.deref(node).prev
        var next = __op.deref(node).next
        if _is_null(prev):
            self._head = next
        else:
            __op.deref(prev).next = next
        if _is_null(next):
            self._tail = prev
        else:
            __op.deref(next).prev = prev
        self._length -= 1
        var removed = __op.take(node)
        raw_free(node)
        return removed^.take_value()

    # Adding and removing

    def append(mut self, var value: Self.T):
        self._insert_between(value^, self._tail, __op.null[Node[Self.T]]())

    def prepend(mut self, var value: Self.T):
        self._insert_between(value^, __op.null[Node[Self.T]](), self._head)

    def insert(mut self, index: Int, var value: Self.T):
        """Puts a value before the element at `index`, which may be the length."""
        if index == self._length:
            self.append(value^)
            return
        var next = self._node(normalize_index(index, self._length))
        self._insert_between(value^, __op.deref(next).prev, next)

    def extend(mut self, var other: Self):
        """Appends all elements of the other list."""
        if other._length == 0:
            return
        if self._length == 0:
            self._head = other._head
        else:
            __op.deref(self._tail).next = other._head
            __op.deref(other._head).prev = self._tail
        self._tail = other._tail
        self._length += other._length
        other._length = 0

    def pop(mut self) raises -> Self.T:
        """Removes the last element; raises if there is none."""
        if self._length == 0:
            raise Error("Pop on empty list.")
        return self._remove(self._tail)

    def pop(mut self, index: Int) raises -> Self.T:
        if self._length == 0:
            raise Error("Pop on empty list.")
        return self._remove(self._node(normalize_index(index, self._length)))

    def maybe_pop(mut self) -> Optional[Self.T]:
        if self._length == 0:
            return None
        return self._remove(self._tail)

    def maybe_pop(mut self, index: Int) -> Optional[Self.T]:
        if index < -self._length or index >= self._length:
            return None
        return self._remove(self._node(normalize_index(index, self._length)))

    def clear(mut self):
        self = Self()

    def reverse(mut self):
        var node = self._head
        for _ in range(self._length):
            var next = __op.deref(node).next
            __op.deref(node).next = __op.deref(node).prev
            __op.deref(node).prev = next
            node = next
        var head = self._head
        self._head = self._tail
        self._tail = head

    # Elements

    @always_inline
    def __len__(self) -> Int:
        return self._length

    @always_inline
    def __bool__(self) -> Bool:
        return self._length != 0

    def __getitem__(ref self, index: Int) -> ref [origin_of(self)] Self.T:
        return __op.deref(self._node(normalize_index(index, self._length))).value

    def __contains__(self, value: Self.T) -> Bool:
        for element in self:
            if element == value:
                return True
        return False

    def count(self, value: Self.T) -> Int:
        var result = 0
        for element in self:
            if element == value:
                result += 1
        return result

    def __eq__(self, other: Self) -> Bool:
        if self._length != other._length:
            return False
        var a = self._head
        var b = other._head
        for _ in range(self._length):
            if not (__op.deref(a).value == __op.deref(b).value):
                return False
            a = __op.deref(a).next
            b = __op.deref(b).next
        return True

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def __iter__(ref self) -> LinkedListIterator[Self.T, origin_of(self)]:
        return LinkedListIterator[Self.T, origin_of(self)](self._head, self._length)

    def __reversed__(ref self) -> LinkedListIterator[Self.T, origin_of(self), False]:
        return LinkedListIterator[Self.T, origin_of(self), False](self._tail, self._length)

    # Text

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("[")
        var is_first = True
        for element in self:
            if not is_first:
                writer.write_string(", ")
            is_first = False
            write_repr_any(writer, element)
        writer.write_string("]")

    def write_repr_to[W: Writer](self, mut writer: W):
        self.write_to(writer)

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)


@always_inline
def _is_null[T: AnyType](pointer: __type.pointer[T]) -> Bool:
    return Bool(raw=__op.eq(pointer, __op.null[T]()))


struct LinkedListIterator[mut: Bool, //, T: AnyType, origin: Origin[mut=mut], forward: Bool = True](
    Iterator, Sized, TrivialRegisterPassable
):
    comptime Element = Self.T

    var _node: __type.pointer[Node[Self.T]]
    var _left: Int

    @always_inline
    def __init__(out self, node: __type.pointer[Node[Self.T]], left: Int):
        self._node = node
        self._left = left

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
        var node = self._node
        comptime if Self.forward:
            self._node = __op.deref(node).next
        else:
            self._node = __op.deref(node).prev
        self._left -= 1
        return __op.deref(node).value
