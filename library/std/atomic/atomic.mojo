"""`Atomic[dtype]`: a scalar that several threads may change, and `fence`.

Orderings are those of C++; the default is sequentially consistent. Floats are exchanged by their bits in a loop.
"""


struct Ordering(Equatable, TrivialRegisterPassable, Writable):
    """How an atomic operation is ordered with what other threads see."""

    var value: Int

    comptime RELAXED = Ordering(0)
    comptime MONOTONIC = Ordering(0)
    comptime ACQUIRE = Ordering(1)
    comptime RELEASE = Ordering(2)
    comptime ACQUIRE_RELEASE = Ordering(3)
    comptime SEQUENTIAL = Ordering(4)

    @always_inline
    def __init__(out self, value: Int):
        self.value = value

    @always_inline
    def __init__(out self):
        self.value = 4

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return self.value == other.value

    def _name(self) -> StringLiteral:
        if self.value == 0:
            return "relaxed"
        if self.value == 1:
            return "acquire"
        if self.value == 2:
            return "release"
        return "acq_rel" if self.value == 3 else "seq_cst"

    def _load_name(self) -> StringLiteral:
        """For an operation that only reads: nothing is released."""
        if self.value == 0:
            return "relaxed"
        return "seq_cst" if self.value == 4 else "acquire"

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self._name())


comptime Consistency = Ordering


@always_inline
def fence[ordering: Ordering = Ordering.SEQUENTIAL]():
    """Orders the memory operations before it with those after it."""
    __op.fence[ordering._name()]()


struct Atomic[dtype: DType]:
    var value: Scalar[Self.dtype]

    @always_inline
    @implicit
    def __init__(out self, value: Scalar[Self.dtype]):
        self.value = value

    @always_inline
    def __init__(out self):
        self.value = 0

    @always_inline
    def _address(ref self) -> __type.pointer[__type.simd[Self.dtype, 1]]:
        return __op.pointer_cast[__type.simd[Self.dtype, 1]](__op.address_of(self.value))

    @always_inline
    def load[*, ordering: Ordering = Ordering.SEQUENTIAL](self) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](raw=__op.atomic_load[ordering._load_name()](self._address()))

    @always_inline
    @staticmethod
    def load[*, ordering: Ordering = Ordering.SEQUENTIAL](ptr: UnsafePointer[Scalar[Self.dtype], _]) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](raw=__op.atomic_load[ordering._load_name()](__op.pointer_cast[__type.simd[Self.dtype, 1]](ptr.address)))

    @always_inline
    def store[*, ordering: Ordering = Ordering.SEQUENTIAL](mut self, value: Scalar[Self.dtype]):
        _store[Self.dtype, ordering](self._address(), value)

    @always_inline
    @staticmethod
    def store[
        *, ordering: Ordering = Ordering.SEQUENTIAL
    ](ptr: UnsafePointer[Scalar[Self.dtype], _], value: Scalar[Self.dtype]):
        _store[Self.dtype, ordering](__op.pointer_cast[__type.simd[Self.dtype, 1]](ptr.address), value)

    @always_inline
    def fetch_add[*, ordering: Ordering = Ordering.SEQUENTIAL](mut self, rhs: Scalar[Self.dtype]) -> Scalar[Self.dtype]:
        """Adds; returns the value before."""
        return _modify[Self.dtype, "add", ordering](self._address(), rhs)

    @always_inline
    @staticmethod
    def fetch_add[
        *, ordering: Ordering = Ordering.SEQUENTIAL
    ](ptr: UnsafePointer[Scalar[Self.dtype], _], rhs: Scalar[Self.dtype]) -> Scalar[Self.dtype]:
        return _modify[Self.dtype, "add", ordering](__op.pointer_cast[__type.simd[Self.dtype, 1]](ptr.address), rhs)

    @always_inline
    @staticmethod
    def _fetch_add(ptr: UnsafePointer[Scalar[Self.dtype], _], rhs: Scalar[Self.dtype]) -> Scalar[Self.dtype]:
        return Self.fetch_add(ptr, rhs)

    @always_inline
    def fetch_sub[*, ordering: Ordering = Ordering.SEQUENTIAL](mut self, rhs: Scalar[Self.dtype]) -> Scalar[Self.dtype]:
        """Subtracts; returns the value before."""
        return _modify[Self.dtype, "sub", ordering](self._address(), rhs)

    @always_inline
    def exchange[*, ordering: Ordering = Ordering.SEQUENTIAL](mut self, value: Scalar[Self.dtype]) -> Scalar[Self.dtype]:
        """Puts a value in; returns the one before."""
        return _modify[Self.dtype, "xchg", ordering](self._address(), value)

    @always_inline
    def max[*, ordering: Ordering = Ordering.SEQUENTIAL](mut self, rhs: Scalar[Self.dtype]):
        """Keeps the greater one."""
        _ = _modify[Self.dtype, "max", ordering](self._address(), rhs)

    @always_inline
    def min[*, ordering: Ordering = Ordering.SEQUENTIAL](mut self, rhs: Scalar[Self.dtype]):
        """Keeps the smaller one."""
        _ = _modify[Self.dtype, "min", ordering](self._address(), rhs)

    @always_inline
    def compare_exchange[
        *, success_ordering: Ordering = Ordering.SEQUENTIAL, failure_ordering: Ordering = Ordering.SEQUENTIAL
    ](mut self, mut expected: Scalar[Self.dtype], desired: Scalar[Self.dtype]) -> Bool:
        """Replaces the value if it is the expected one; otherwise `expected` becomes what it is."""
        var result = __op.atomic_compare_exchange[success_ordering._name(), failure_ordering._load_name()](
            self._address(), expected.value, desired.value
        )
        expected = Scalar[Self.dtype](raw=__op.tuple_field[0](result))
        return Bool(raw=__op.tuple_field[1](result))

    @always_inline
    def compare_exchange_weak(mut self, mut expected: Scalar[Self.dtype], desired: Scalar[Self.dtype]) -> Bool:
        return self.compare_exchange(expected, desired)

    @always_inline
    def __iadd__(mut self, rhs: Scalar[Self.dtype]):
        _ = self.fetch_add(rhs)

    @always_inline
    def __isub__(mut self, rhs: Scalar[Self.dtype]):
        _ = self.fetch_sub(rhs)


@always_inline
def _store[dtype: DType, ordering: Ordering](address: __type.pointer[__type.simd[dtype, 1]], value: Scalar[dtype]):
    comptime name = "seq_cst" if ordering.value == 4 else ("relaxed" if ordering.value == 0 else "release")
    __op.atomic_store[name](address, value.value)


@always_inline
def _modify[
    dtype: DType, operation: StringLiteral, ordering: Ordering
](address: __type.pointer[__type.simd[dtype, 1]], value: Scalar[dtype]) -> Scalar[dtype]:
    comptime if dtype.is_floating_point():
        var old = Scalar[dtype](raw=__op.atomic_load["relaxed"](address))
        while True:
            var new = value
            comptime if operation == "add":
                new = old + value
            elif operation == "sub":
                new = old - value
            elif operation == "max":
                new = max(old, value)
            elif operation == "min":
                new = min(old, value)
            var result = __op.atomic_compare_exchange[ordering._name(), "relaxed"](address, old.value, new.value)
            if __op.tuple_field[1](result):
                return old
            old = Scalar[dtype](raw=__op.tuple_field[0](result))
    else:
        return Scalar[dtype](raw=__op.atomic_rmw[operation, ordering._name()](address, value.value))
