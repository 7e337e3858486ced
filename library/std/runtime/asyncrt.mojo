"""Tasks that run beside each other: `create_task`, `Task`, `TaskGroup` and their raising forms.

A task begins at once, on any thread of the pool, and is waited for by `await` in async functions, by `wait()` elsewhere. A task that nobody holds
any more is waited for first: what it refers to stays alive as long as it runs.
"""

from ..builtin.failure import abort
from ..memory.raw import raw_free
from .coroutine import Coroutine, Handle, RaisingCoroutine
from .pool import parallelism_level
from .task import (
    Cell,
    GroupCell,
    enter_group,
    forget_task,
    is_done,
    is_group_idle,
    new_group,
    new_group_task,
    new_task,
    open_group,
    schedule,
    suspend_until,
    value_of,
    wait_for_group,
    wait_for_group_after,
    wait_for_task,
    wait_until_zero,
)


def create_task[T: AnyType, //](var coroutine: Coroutine[T, _]) -> Task[T, MutableAnyOrigin]:
    """Runs a coroutine as a task.

    Args:
        coroutine: What to run.
    """
    var cell = new_task[T](coroutine^.release())
    schedule(cell)
    return Task[T, MutableAnyOrigin](cell=cell)


def create_raising_task[T: Movable, //](var coroutine: RaisingCoroutine[T, _]) -> RaisingTask[T, MutableAnyOrigin]:
    """Runs a coroutine that may raise as a task.

    Args:
        coroutine: What to run.
    """
    var cell = new_task[T](coroutine^.release())
    schedule(cell)
    return RaisingTask[T, MutableAnyOrigin](cell=cell)


def run[T: Movable, //](var coroutine: Coroutine[T, _]) -> T:
    """Runs a coroutine to its end.

    Args:
        coroutine: What to run.
    """
    var cell = new_task[T](coroutine^.release())
    schedule(cell)
    wait_until_zero(__op.address_of(__op.deref(cell).pending))
    var result = __op.take(value_of[T](cell))
    forget_task(cell)
    return result^


def run[T: Movable, //](var coroutine: RaisingCoroutine[T, _]) raises -> T:
    """Runs a coroutine that may raise to its end.

    Args:
        coroutine: What to run.

    Raises:
        What the coroutine raises.
    """
    return create_raising_task(coroutine^).wait()


struct Task[type: AnyType, origins: OriginSet = MutableAnyOrigin](Movable):
    """A coroutine that runs, and its result once it has ended.

    Parameters:
        type: Type of the result.
        origins: What it refers to.
    """

    comptime Awaited = Self.type

    var cell: Cell

    @always_inline
    def __init__(out self, *, cell: Cell):
        self.cell = cell

    def wait(ref self) -> ref [self] Self.type:
        """Waits until the task has ended, running others meanwhile.

        Returns:
            The result, which the task keeps.
        """
        wait_until_zero(__op.address_of(__op.deref(self.cell).pending))
        return self.get()

    def get(ref self) -> ref [self] Self.type:
        """The result of a task that has ended."""
        if __op.deref(self.cell).status != 1:
            abort("the result of a task was taken by `await` before" if is_done(self.cell) else "the task has not ended yet")
        return __op.deref(value_of[Self.type](self.cell))

    @always_inline
    def __await_suspend__(mut self, awaiter: Handle, result: __type.pointer[Self.type]) -> Bool:
        if is_done(self.cell):
            return False
        suspend_until(awaiter, wait_for_task, __op.pointer_cast[UInt8](self.cell))
        return True

    @always_inline
    def __await_resume__(mut self, result: __type.pointer[Self.type]):
        if __op.deref(self.cell).status != 1:
            abort("a task is awaited twice")
        __op.initialize(result, __op.take(value_of[Self.type](self.cell)))
        __op.deref(self.cell).status = 3

    def __deinit__(deinit self):
        wait_until_zero(__op.address_of(__op.deref(self.cell).pending))
        if __op.deref(self.cell).status == 1:
            __op.destroy(value_of[Self.type](self.cell))
        forget_task(self.cell)


struct RaisingTask[type: Movable, origins: OriginSet = MutableAnyOrigin](Movable):
    """A coroutine that runs and may raise.

    Parameters:
        type: Type of the result.
        origins: What it refers to.
    """

    comptime Awaited = Self.type

    var cell: Cell

    @always_inline
    def __init__(out self, *, cell: Cell):
        self.cell = cell

    def wait(deinit self) raises -> Self.type:
        """Waits until the task has ended, running others meanwhile.

        Returns:
            The result.

        Raises:
            What the coroutine raised.
        """
        wait_until_zero(__op.address_of(__op.deref(self.cell).pending))
        if __op.deref(self.cell).status == 2:
            var error = __op.take(__op.pointer_cast[Error](__op.address_of(__op.deref(self.cell).error)))
            forget_task(self.cell)
            raise error^
        var result = __op.take(value_of[Self.type](self.cell))
        forget_task(self.cell)
        return result^

    @always_inline
    def force_destroy(deinit self):
        """Waits for the task and drops what it gives."""
        _drop_raising[Self.type](self.cell)

    @always_inline
    def __await_suspend__(mut self, awaiter: Handle, result: __type.pointer[Self.type]) -> Bool:
        if is_done(self.cell):
            return False
        suspend_until(awaiter, wait_for_task, __op.pointer_cast[UInt8](self.cell))
        return True

    def __await_resume__(deinit self, result: __type.pointer[Self.type]) raises:
        if __op.deref(self.cell).status == 2:
            var error = __op.take(__op.pointer_cast[Error](__op.address_of(__op.deref(self.cell).error)))
            forget_task(self.cell)
            raise error^
        __op.initialize(result, __op.take(value_of[Self.type](self.cell)))
        forget_task(self.cell)

    def __deinit__(deinit self):
        _drop_raising[Self.type](self.cell)


def _drop_raising[T: AnyType](cell: Cell):
    wait_until_zero(__op.address_of(__op.deref(cell).pending))
    if __op.deref(cell).status == 1:
        __op.destroy(value_of[T](cell))
    elif __op.deref(cell).status == 2:
        __op.destroy(__op.pointer_cast[Error](__op.address_of(__op.deref(cell).error)))
    forget_task(cell)


struct TaskGroup[origins: OriginSet = MutableAnyOrigin](Defaultable):
    """Tasks without results that are waited for together.

    Parameters:
        origins: What they refer to (2024); the compiler knows.
    """

    comptime Awaited = NoneType

    var group: __type.pointer[GroupCell]

    @always_inline
    def __init__(out self):
        """A group without tasks."""
        self.group = new_group()

    @always_inline
    def create_task(mut self, var task: Coroutine[NoneType, _]):
        """Runs a coroutine as a task of the group.

        Args:
            task: What to run.
        """
        enter_group(self.group)
        schedule(new_group_task(task^.release(), self.group))

    @always_inline
    def wait[origins: OriginSet = MutableAnyOrigin](mut self):
        """Waits until all tasks have ended, running them and others meanwhile."""
        wait_for_group(self.group)

    @always_inline
    def __await_suspend__(mut self, awaiter: Handle, result: __type.pointer[NoneType]) -> Bool:
        if is_group_idle(self.group):
            return False
        suspend_until(awaiter, wait_for_group_after, __op.pointer_cast[UInt8](self.group))
        return True

    @always_inline
    def __await_resume__(mut self, result: __type.pointer[NoneType]):
        open_group(self.group)

    def __deinit__(deinit self):
        wait_for_group(self.group)
        raw_free(self.group)


struct RaisingTaskGroup(Defaultable):
    """Tasks without results that may raise. After the first error those that have not begun are dropped."""

    comptime Awaited = NoneType

    var group: __type.pointer[GroupCell]

    @always_inline
    def __init__(out self):
        """A group without tasks."""
        self.group = new_group()

    @always_inline
    def create_task(mut self, var task: RaisingCoroutine[NoneType, _]):
        """Runs a coroutine as a task of the group.

        Args:
            task: What to run.
        """
        enter_group(self.group)
        schedule(new_group_task(task^.release(), self.group))

    @always_inline
    def create_task(mut self, var task: Coroutine[NoneType, _]):
        """Runs a coroutine as a task of the group.

        Args:
            task: What to run.
        """
        enter_group(self.group)
        schedule(new_group_task(task^.release(), self.group))

    def wait(mut self) raises:
        """Waits until all tasks have ended, running them and others meanwhile.

        Raises:
            The first error that a task raised. The group can be used again.
        """
        wait_for_group(self.group)
        _raise_error_of(self.group)

    @always_inline
    def __await_suspend__(mut self, awaiter: Handle, result: __type.pointer[NoneType]) -> Bool:
        if is_group_idle(self.group):
            return False
        suspend_until(awaiter, wait_for_group_after, __op.pointer_cast[UInt8](self.group))
        return True

    @always_inline
    def __await_resume__(mut self, result: __type.pointer[NoneType]) raises:
        open_group(self.group)
        _raise_error_of(self.group)

    def __deinit__(deinit self):
        wait_for_group(self.group)
        if Int(raw=__op.deref(self.group).has_failed) != 0:
            __op.destroy(__op.pointer_cast[Error](__op.address_of(__op.deref(self.group).error)))
        raw_free(self.group)


def _raise_error_of(group: __type.pointer[GroupCell]) raises:
    if Int(raw=__op.deref(group).has_failed) != 0:
        __op.deref(group).has_failed = Int(0).value
        raise __op.take(__op.pointer_cast[Error](__op.address_of(__op.deref(group).error)))
