"""`UnsafeMaybeUninit[T]`: room for a value that may or may not be there; nobody keeps track."""


struct UnsafeMaybeUninit[T: AnyType](Defaultable, Movable):
    var _storage: __type.bytes[__op.size_of[Self.T](), __op.align_of[Self.T]()]

    @always_inline
    def __init__(out self):
        """Nothing in it."""
        __op.mark_initialized(self._storage)

    @always_inline
    def __init__(out self, var value: Self.T):
        __op.mark_initialized(self._storage)
        __op.initialize(self._address(), value^)

    @always_inline
    def _address(ref self) -> __type.pointer[Self.T]:
        return __op.pointer_cast[Self.T](__op.address_of(self._storage))

    @always_inline
    def write(mut self, var value: Self.T):
        """Puts a value in; what was there is not destroyed."""
        __op.initialize(self._address(), value^)

    @always_inline
    def copy_from(mut self, other: Self):
        __op.initialize(self._address(), Self.T(copy=__op.deref(other._address())))

    @always_inline
    def copy_from(mut self, other: Self.T):
        __op.initialize(self._address(), Self.T(copy=other))

    @always_inline
    def move_from(mut self, mut other: Self):
        __op.initialize(self._address(), __op.take(other._address()))

    @always_inline
    def move_from(mut self, other: UnsafePointer[Self.T, _]):
        __op.initialize(self._address(), __op.take(other.address))

    @always_inline
    def assume_initialized(ref self) -> ref [origin_of(self)] Self.T:
        return __op.deref(self._address())

    @always_inline
    def unsafe_ptr(ref self) -> UnsafePointer[Self.T, origin_of(self)]:
        return UnsafePointer[Self.T, origin_of(self)](self._address())

    @always_inline
    def assume_initialized_destroy(mut self):
        __op.destroy(self._address())

    @always_inline
    def unsafe_take(mut self) -> Self.T:
        return __op.take(self._address())


comptime UnsafeMaybeUninitialized = UnsafeMaybeUninit
