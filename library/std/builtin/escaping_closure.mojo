"""Closures that outlive the function that made them: values of types such as `def(Int) escaping -> Int`.

The captures are on the heap, in a box with a count of owners. A copy of the closure is one owner more and shares the captures,
as copies of functions do in most languages; the last owner destroys them. A function without captures has no box.
The compiler makes these values and calls them.
"""
from memory.raw import raw_allocate, raw_free


struct __ClosureHeader(RegisterPassable):
    """What is known of every box: the number of owners, and how to destroy it."""

    var count: __type.index
    var destroy: def(__type.pointer[UInt8]) thin -> None

    @always_inline
    def __init__(out self, destroy: def(__type.pointer[UInt8]) thin -> None):
        self.count = Int(1).value
        self.destroy = destroy


struct __ClosureBox[C: AnyType]:
    var header: __ClosureHeader
    var captures: Self.C

    @always_inline
    def __init__(out self, var captures: Self.C):
        self.header = __ClosureHeader(__destroy_closure[Self.C])
        self.captures = captures^


def __destroy_closure[C: AnyType](header: __type.pointer[UInt8]):
    var box = __op.pointer_cast[__ClosureBox[C]](header)
    __op.destroy(box)
    raw_free(box)


struct __EscapingClosure(ImplicitlyCopyable):
    var code: def() thin -> None
    """Takes the arguments, and last a pointer to the captures."""
    var captures: __type.pointer[UInt8]
    var header: __type.pointer[UInt8]
    """Null where there is no box."""

    @always_inline
    def __init__(out self, code: def() thin -> None, captures: __type.pointer[UInt8], header: __type.pointer[UInt8]):
        self.code = code
        self.captures = captures
        self.header = header

    @always_inline
    def __init__(out self, *, copy: Self):
        self.code = copy.code
        self.captures = copy.captures
        self.header = copy.header
        if not Bool(raw=__op.eq(self.header, __op.null[UInt8]())):
            _ = __op.atomic_rmw["add", "relaxed"](self._count_address(), Int(1).value)

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self.code = move.code
        self.captures = move.captures
        self.header = move.header

    @always_inline
    def __deinit__(deinit self):
        if not Bool(raw=__op.eq(self.header, __op.null[UInt8]())):
            if Int(raw=__op.atomic_rmw["sub", "acq_rel"](self._count_address(), Int(1).value)) == 1:
                var destroy = __op.deref(__op.pointer_cast[__ClosureHeader](self.header)).destroy
                destroy(self.header)

    @always_inline
    def _count_address(self) -> __type.pointer[__type.index]:
        return __op.address_of(__op.deref(__op.pointer_cast[__ClosureHeader](self.header)).count)


def __escaping_closure[C: AnyType](var captures: C, code: def() thin -> None) -> __EscapingClosure:
    """Moves captures to the heap; the result is their first owner."""
    var box = raw_allocate[__ClosureBox[C]](1)
    __op.initialize(box, __ClosureBox[C](captures^))
    return __EscapingClosure(
        code,
        __op.pointer_cast[UInt8](__op.address_of(__op.deref(box).captures)),
        __op.pointer_cast[UInt8](box),
    )
