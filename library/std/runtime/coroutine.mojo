"""`Coroutine[T]` and `RaisingCoroutine[T]`: calls of async functions that have not run yet.

A coroutine owns its frame: arguments, local values, where it goes on. It starts when it is awaited, or when a task is made of it
(`asyncrt.mojo`), and gives its result once. One that is never started destroys what it holds.

Awaiting. The compiler turns `await x` into `x.__await_suspend__(awaiter, result)`, a suspension if that gives True, and
`x.__await_resume__(result)`; `Awaited` is the type of the result, `result` where it goes.
"""

comptime Handle = __type.pointer[UInt8]
"""Address of a coroutine's frame."""


struct Header:
    """What lies behind a handle, for those who resume it (`src/mir/coroutine-header.ts`). All zeros at first."""

    var continuation: Handle
    """The coroutine that awaits this one."""
    var task: __type.pointer[UInt8]
    """The task that runs it."""
    var status: Int
    """0: not ended. 1: the result is in its place. 2: the error is in its place."""
    var result: __type.pointer[UInt8]
    """Where the result goes."""
    var error: __type.pointer[UInt8]
    """Where the error goes."""
    var room: __type.bytes[96, 8]
    """For the task that is made of the coroutine, if it is one without a result."""


@always_inline
def header_of(handle: Handle) -> __type.pointer[Header]:
    return __op.coroutine_header[Header](handle)


@always_inline
def start_within(
    handle: Handle, awaiter: Handle, result: __type.pointer[UInt8], error: __type.pointer[UInt8]
) -> Bool:
    """Starts a coroutine as part of the task that another one belongs to; whether that one has to wait for it.

    Args:
        handle: The coroutine to start.
        awaiter: The one that awaits it.
        result: Where its result goes.
        error: Where its error goes.
    """
    ref header = __op.deref(header_of(handle))
    header.continuation = awaiter
    header.task = __op.deref(header_of(awaiter)).task
    header.result = result
    header.error = error
    __op.coroutine_resume(handle)
    return not Bool(raw=__op.coroutine_done(handle))


struct Coroutine[type: AnyType, origins: OriginSet = MutableAnyOrigin](Movable, RegisterPassable):
    """A call of an async function that does not raise.

    Parameters:
        type: What it gives.
        origins: What it refers to.
    """

    comptime Awaited = Self.type

    var handle: Handle
    """Null once somebody else owns the frame."""

    @always_inline
    def __await_suspend__(mut self, awaiter: Handle, result: __type.pointer[Self.type]) -> Bool:
        return start_within(self.handle, awaiter, __op.pointer_cast[UInt8](result), __op.null[UInt8]())

    @always_inline
    def __await_resume__(deinit self, result: __type.pointer[Self.type]):
        __op.coroutine_destroy(self.handle)

    @always_inline
    def release(deinit self) -> Handle:
        """Gives the frame to the caller."""
        return self.handle

    @always_inline
    def force_destroy(deinit self):
        """Destroys the coroutine without running it."""
        __op.coroutine_destroy(self.handle)

    @always_inline
    def __deinit__(deinit self):
        __op.coroutine_destroy(self.handle)


struct RaisingCoroutine[type: AnyType, origins: OriginSet = MutableAnyOrigin](Movable):
    """A call of an async function that raises.

    Parameters:
        type: What it gives.
        origins: What it refers to.
    """

    comptime Awaited = Self.type

    var handle: Handle
    var error: __type.bytes[24, 8]
    """Room for what it raises."""

    @always_inline
    def __await_suspend__(mut self, awaiter: Handle, result: __type.pointer[Self.type]) -> Bool:
        comptime assert Int(raw=__op.size_of[Error]()) <= 24, "an error fits"
        return start_within(
            self.handle,
            awaiter,
            __op.pointer_cast[UInt8](result),
            __op.pointer_cast[UInt8](__op.address_of(self.error)),
        )

    @always_inline
    def __await_resume__(deinit self, result: __type.pointer[Self.type]) raises:
        var has_failed = __op.deref(header_of(self.handle)).status == 2
        __op.coroutine_destroy(self.handle)
        if has_failed:
            raise __op.take(__op.pointer_cast[Error](__op.address_of(self.error)))

    @always_inline
    def release(deinit self) -> Handle:
        """Gives the frame to the caller."""
        return self.handle

    @always_inline
    def force_destroy(deinit self):
        """Destroys the coroutine without running it."""
        __op.coroutine_destroy(self.handle)

    @always_inline
    def __deinit__(deinit self):
        __op.coroutine_destroy(self.handle)
