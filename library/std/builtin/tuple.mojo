"""`Tuple`: some values of different types side by side; what `(a, b)` makes."""
from format.write import write_repr_any


struct Tuple[*Ts: AnyType](
    Comparable,
    Defaultable,
    Hashable,
    ImplicitlyCopyable,
    Representable,
    Sized,
    Stringable,
    Writable,
):
    var storage: __type.tuple[*Self.Ts]

    @always_inline
    def __init__(out self):
        """Every element by its default."""
        __op.mark_initialized(self.storage)
        comptime for i in range(len(Self.Ts)):
            __op.initialize(__op.address_of(__op.tuple_field[i](self.storage)), Self.Ts[i]())

    @always_inline
    def __init__(out self, var *args: *Self.Ts):
        __op.mark_initialized(self.storage)
        comptime for i in range(len(Self.Ts)):
            __op.initialize(__op.address_of(__op.tuple_field[i](self.storage)), args[i]^)

    @always_inline
    def __len__(self) -> Int:
        return len(Self.Ts)

    @staticmethod
    @always_inline
    def __len__() -> Int:
        return len(Self.Ts)

    @always_inline
    def __getitem__[index: Int](ref self) -> ref [origin_of(self)] Self.Ts[index + len(Self.Ts) if index < 0 else index]:
        return __op.tuple_field[index + len(Self.Ts) if index < 0 else index](self.storage)

    @always_inline
    def get[index: Int, T: AnyType](ref self) -> ref [origin_of(self)] T:
        """2023: element `index`, whose type is `T`."""
        return __op.deref(__op.pointer_cast[T](__op.address_of(__op.tuple_field[index](self.storage))))

    # Comparison, element by element

    def __eq__(self, other: Self) -> Bool:
        comptime for i in range(len(Self.Ts)):
            if not (self[i] == other[i]):
                return False
        return True

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def __lt__(self, other: Self) -> Bool:
        return self._compare(other) < 0

    def __le__(self, other: Self) -> Bool:
        return self._compare(other) <= 0

    def __gt__(self, other: Self) -> Bool:
        return self._compare(other) > 0

    def __ge__(self, other: Self) -> Bool:
        return self._compare(other) >= 0

    def _compare(self, other: Self) -> Int:
        """-1, 0 or 1 by the first elements that differ."""
        comptime for i in range(len(Self.Ts)):
            if self[i] < other[i]:
                return -1
            if other[i] < self[i]:
                return 1
        return 0

    def __contains__[T: Equatable](self, value: T) -> Bool:
        """Whether an element of this type is equal to the value."""
        comptime for i in range(len(Self.Ts)):
            comptime if __op.same_type[Self.Ts[i], T]():
                if self.get[i, T]() == value:
                    return True
        return False

    # Text

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("(")
        comptime for i in range(len(Self.Ts)):
            comptime if i > 0:
                writer.write_string(", ")
            write_repr_any(writer, self[i])
        comptime if len(Self.Ts) == 1:
            writer.write_string(",")
        writer.write_string(")")

    def write_repr_to[W: Writer](self, mut writer: W):
        self.write_to(writer)

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)

    def __hash__[H: Hasher](self, mut hasher: H):
        comptime for i in range(len(Self.Ts)):
            hasher.update(self[i])
