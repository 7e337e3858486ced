"""`OwnedPointer[T]`: the only owner of a value on the heap."""
from memory.raw import raw_allocate, raw_free


struct OwnedPointer[T: AnyType](Copyable):
    var _address: __type.pointer[Self.T]

    def __init__(out self, var value: Self.T):
        """Moves a value to the heap."""
        self._address = raw_allocate[Self.T](1)
        __op.initialize(self._address, value^)

    def __init__(out self, *, copy_value: Self.T):
        self._address = raw_allocate[Self.T](1)
        __op.initialize(self._address, Self.T(copy=copy_value))

    def __init__(out self, *, copy: Self):
        """A new place on the heap with a copy of the value."""
        self._address = raw_allocate[Self.T](1)
        __op.initialize(self._address, Self.T(copy=__op.deref(copy._address)))

    def __init__(out self, *, unsafe_from_raw_pointer: UnsafePointer[Self.T, _]):
        """Takes over memory of `alloc` with a value in it."""
        self._address = unsafe_from_raw_pointer.address

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self._address = move._address

    def __deinit__(deinit self):
        __op.destroy(self._address)
        raw_free(self._address)

    @always_inline
    def __getitem__(ref self) -> ref [origin_of(self)] Self.T:
        return __op.deref(self._address)

    @always_inline
    def unsafe_ptr(ref self) -> UnsafePointer[Self.T, origin_of(self)]:
        return UnsafePointer[Self.T, origin_of(self)](self._address)

    def take(deinit self) -> Self.T:
        """Moves the value out and frees its place."""
        var value = __op.take(self._address)
        raw_free(self._address)
        return value^

    def steal_data(deinit self) -> UnsafePointer[Self.T, MutableAnyOrigin]:
        """Gives the memory to the caller."""
        return UnsafePointer[Self.T, MutableAnyOrigin](self._address)


comptime Box = OwnedPointer
