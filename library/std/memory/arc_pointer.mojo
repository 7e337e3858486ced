"""`ArcPointer[T]`: a value on the heap with any number of owners, counted atomically."""
from format.write import write_repr_any
from memory.raw import raw_allocate, raw_free


struct ArcInner[T: AnyType]:
    """The count and the value, side by side."""

    var count: __type.index
    var value: Self.T

    def __init__(out self, var value: Self.T):
        self.count = Int(1).value
        self.value = value^


struct ArcPointer[T: AnyType](
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    ImplicitlyCopyable,
    Writable where conforms_to(T, Writable),
):
    var _inner: __type.pointer[ArcInner[Self.T]]

    @implicit
    def __init__(out self, var value: Self.T):
        """Moves a value to the heap; this is its first owner."""
        self._inner = raw_allocate[ArcInner[Self.T]](1)
        __op.initialize(self._inner, ArcInner[Self.T](value^))

    @always_inline
    def __init__(out self, *, copy: Self):
        """One owner more."""
        _ = __op.atomic_rmw["add", "relaxed"](copy._count_address(), Int(1).value)
        self._inner = copy._inner

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self._inner = move._inner

    def __deinit__(deinit self):
        if Int(raw=__op.atomic_rmw["sub", "acq_rel"](self._count_address(), Int(1).value)) == 1:
            __op.destroy(self._inner)
            raw_free(self._inner)

    @always_inline
    def _count_address(self) -> __type.pointer[__type.index]:
        return __op.address_of(__op.deref(self._inner).count)

    @always_inline
    def __getitem__(self) -> ref [MutableAnyOrigin] Self.T:
        return __op.deref(self._inner).value

    @always_inline
    def unsafe_ptr(self) -> UnsafePointer[Self.T, MutableAnyOrigin]:
        return UnsafePointer[Self.T, MutableAnyOrigin](__op.address_of(__op.deref(self._inner).value))

    def count(self) -> UInt64:
        """How many owners there are."""
        return UInt64(Int(raw=__op.atomic_load["relaxed"](self._count_address())))

    @always_inline
    def __is__(self, other: Self) -> Bool:
        """Whether both own the same value."""
        return Bool(raw=__op.eq(self._inner, other._inner))

    @always_inline
    def __isnot__(self, other: Self) -> Bool:
        return not self.__is__(other)

    def __eq__(self, other: Self) -> Bool:
        return self[] == other[]

    def __ne__(self, other: Self) -> Bool:
        return not (self[] == other[])

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher.update(self[])

    def write_to[W: Writer](self, mut writer: W):
        write_repr_any(writer, self[])


comptime Arc = ArcPointer
