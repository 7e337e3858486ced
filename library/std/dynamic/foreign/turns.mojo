"""CPython's own lock, when threads of the program take turns (`threads.mojo`): who has the turn has that lock, too."""

from ...python.cpython import Object as Address, _Names, python_is_running, running_python

comptime _unlocked = 1
"""What `PyGILState_Release` goes back to."""


struct ForeignState(ImplicitlyCopyable, TrivialRegisterPassable):
    """A thread's state in CPython."""

    var state: Address
    """While another thread has the turn; null: it was never there."""
    var is_guest: Bool
    """CPython learned of the thread when it took the turn."""

    @always_inline
    def __init__(out self):
        self.state = __op.null[UInt8]()
        self.is_guest = False


struct _Lock:
    var save: def() thin abi("C") -> Address
    var restore: def(Address) thin abi("C") -> None
    var ensure: def() thin abi("C") -> Int32
    var release: def(Int32) thin abi("C") -> None

    def __init__(out self, library: Address):
        var names = _Names(library)
        self.save = names.function[def() thin abi("C") -> Address]("PyEval_SaveThread")
        self.restore = names.function[def(Address) thin abi("C") -> None]("PyEval_RestoreThread")
        self.ensure = names.function[def() thin abi("C") -> Int32]("PyGILState_Ensure")
        self.release = names.function[def(Int32) thin abi("C") -> None]("PyGILState_Release")


var _lock: __type.pointer[_Lock] = __op.null[_Lock]()


def _functions() -> ref [MutableAnyOrigin] _Lock:
    if __op.eq(_lock, __op.null[_Lock]()):
        _lock = raw_allocate[_Lock](1)
        __op.initialize(_lock, _Lock(running_python().library))
    return __op.deref(_lock)


def leave_foreign(mut place: ForeignState):
    """The thread gives the turn back."""
    if python_is_running():
        place.state = _functions().save()


def enter_foreign(mut place: ForeignState):
    """It has the turn again."""
    if not python_is_running():
        return
    if __op.eq(place.state, __op.null[UInt8]()):
        _ = _functions().ensure()
        place.is_guest = True
    else:
        _functions().restore(place.state)


def end_foreign(place: ForeignState):
    """The thread ends."""
    if not python_is_running():
        return
    if place.is_guest:
        _functions().release(Int32(_unlocked))
    else:
        _ = _functions().save()


from ...memory.raw import raw_allocate
