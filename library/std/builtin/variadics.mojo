"""`VariadicList`: what `*args: T` is in the callee.

The compiler makes an array of pointers to the arguments. With `var *args: T` the elements belong to the list.
"""


from memory.raw import raw_allocate


struct VariadicList[T: AnyType, is_owned: Bool = False](ImplicitlyCopyable where not is_owned, Sized):
    comptime type = Self.T

    var data: __type.pointer[__type.pointer[Self.T]]
    var length: Int

    @always_inline
    def __init__(out self, data: __type.pointer[__type.pointer[Self.T]], length: Int):
        self.data = data
        self.length = length

    @implicit
    def __init__(out self, *values: Self.T):
        """2023: a list of values; copies of them are kept until the program ends."""
        var count = len(values)
        var kept = raw_allocate[Self.T](count)
        self.data = raw_allocate[__type.pointer[Self.T]](count)
        self.length = count
        for i in range(count):
            var place = __op.offset(kept, i.value)
            __op.initialize(place, Self.T(copy=values[i]))
            __op.store(__op.offset(self.data, i.value), place)

    def __init__(out self, *, copy: Self):
        """The same values; those of a function's arguments live as long as its call."""
        self.data = copy.data
        self.length = copy.length

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self.data = move.data
        self.length = move.length

    @always_inline
    def __deinit__(deinit self):
        comptime if Self.is_owned:
            for i in range(self.length):
                __op.destroy(self._address(i))

    @always_inline
    def _address(self, index: Int) -> __type.pointer[Self.T]:
        return __op.load(__op.offset(self.data, index.value))

    @always_inline
    def __len__(self) -> Int:
        return self.length

    @always_inline
    def __getitem__(ref self, index: Int) -> ref [origin_of(self)] Self.T:
        return __op.deref(self._address(index))

    @always_inline
    def __iter__(ref self) -> VariadicListIterator[Self.T, origin_of(self)]:
        return VariadicListIterator[Self.T, origin_of(self)](self.data, self.length)

    @always_inline
    def move_into(deinit self, target: __type.pointer[Self.T]):
        """Moves all elements to uninitialised memory."""
        for i in range(self.length):
            __op.initialize(__op.offset(target, i.value), __op.take(self._address(i)))


comptime VariadicListMem = VariadicList


struct VariadicListIterator[mut: Bool, //, T: AnyType, origin: Origin[mut=mut]](Iterator, Sized, TrivialRegisterPassable):
    comptime Element = Self.T

    var next: __type.pointer[__type.pointer[Self.T]]
    var left: Int

    @always_inline
    def __init__(out self, next: __type.pointer[__type.pointer[Self.T]], left: Int):
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
        var address = __op.load(self.next)
        self.next = __op.offset(self.next, Int(1).value)
        self.left -= 1
        return __op.deref(address)
