"""Tasks: coroutines that the pool runs, and how they wait for each other.

A `TaskCell` is an item of the pool. Running it resumes the innermost coroutine of the task, then those that await it, until all have ended or one
has to wait. What it waits for is told only after it stands still (`after`), so nobody can resume a coroutine that is still running.

Where there is no pool (`current_worker()` is null, as in the compile-time interpreter) tasks run in the order of their making, when somebody
waits for one.
"""

from ..builtin.failure import abort
from ..memory.raw import raw_allocate_aligned, raw_allocate_bytes, raw_free
from .coroutine import Handle, Header, header_of
from .parking import give_way, pause
from .pool import ItemFunction, Worker, count_down, current_worker, run_item, submit, wait_for_zero, wake_waiters

comptime Cell = __type.pointer[TaskCell]
comptime AfterFunction = def(Cell, __type.pointer[UInt8]) thin -> None
"""Called with a task that stands still and an argument of its own."""

comptime _reserved_at_once = 64

comptime _done = 1
"""Instead of the address of a waiting task: there is nothing left to wait for."""


struct TaskCell:
    var run: ItemFunction
    var current: Handle
    """The innermost coroutine: the one to resume."""
    var root: Handle
    """The outermost one."""
    var after: AfterFunction
    var after_argument: __type.pointer[UInt8]
    var pending: __type.index
    """1 until the task has ended."""
    var waiter: __type.index
    """Address of the task that awaits this one; 0: none; 1: this one has ended."""
    var group: __type.pointer[GroupCell]
    """The group that it belongs to, or null: then somebody holds the cell."""
    var status: Int
    """0: not begun. -1: begun. 1: the result is there. 2: the error is there. 3: the result has been taken."""
    var error: __type.bytes[24, 8]


@align(64)
struct GroupCell:
    """Several tasks that are waited for together. Who makes tasks, who ends them and what all read have a cache line each."""

    var pending: __type.index
    """Tasks that have not ended, those that may still be made without being counted here, and one more while nobody waits."""
    var apart_from_makers: __type.array[__type.index, 7]
    var reserved: __type.index
    """How many more tasks are counted in `pending` already."""
    var apart_from_readers: __type.array[__type.index, 7]
    var waiter: __type.index
    """Address of the task that awaits the group, or 0. Set before the last one is taken off `pending`."""
    var is_awaited: __type.index
    """1 while somebody waits: then nothing stays reserved."""
    var has_failed: __type.index
    """1 once a task has raised: those that have not begun are dropped."""
    var error: __type.bytes[24, 8]
    """What it raised."""


# Making and running


def new_task[T: AnyType](root: Handle) -> Cell:
    """A task for a coroutine, with room for its result; not yet scheduled.

    Parameters:
        T: Type of the result.

    Args:
        root: The coroutine.
    """
    var size = _value_offset[T]() + Int(raw=__op.size_of[T]())
    var memory = raw_allocate_bytes(size) if _alignment[T]() <= 16 else raw_allocate_aligned(size, _alignment[T]())
    var cell = __op.pointer_cast[TaskCell](memory)
    _fill(cell, root, __op.null[GroupCell]())
    __op.deref(header_of(root)).result = __op.pointer_cast[UInt8](value_of[T](cell))
    return cell


@always_inline
def new_group_task(root: Handle, group: __type.pointer[GroupCell]) -> Cell:
    """A task without a result, within the coroutine's own frame; not yet scheduled.

    Args:
        root: The coroutine.
        group: The group that it has joined.
    """
    comptime assert Int(raw=__op.size_of[TaskCell]()) <= 96, "a task fits into a coroutine's header"
    var cell = __op.pointer_cast[TaskCell](__op.address_of(__op.deref(header_of(root)).room))
    _fill(cell, root, group)
    return cell


@always_inline
def _fill(cell: Cell, root: Handle, group: __type.pointer[GroupCell]):
    ref task = __op.deref(cell)
    task.run = run_task
    task.current = root
    task.root = root
    task.pending = Int(1).value
    task.waiter = Int(0).value
    task.group = group
    task.status = 0
    ref header = __op.deref(header_of(root))
    header.continuation = __op.null[UInt8]()
    header.task = __op.pointer_cast[UInt8](cell)
    header.error = __op.pointer_cast[UInt8](__op.address_of(task.error))


@always_inline
def value_of[T: AnyType](cell: Cell) -> __type.pointer[T]:
    """Where the result of a task is."""
    return __op.pointer_cast[T](__op.offset(__op.pointer_cast[UInt8](cell), _value_offset[T]().value))


@always_inline
def _alignment[T: AnyType]() -> Int:
    return Int(raw=__op.align_of[T]())


@always_inline
def _value_offset[T: AnyType]() -> Int:
    return (Int(raw=__op.size_of[TaskCell]()) + _alignment[T]() - 1) // _alignment[T]() * _alignment[T]()


def run_task(item: __type.pointer[UInt8]):
    """Runs a task until it ends or has to wait."""
    var cell = __op.pointer_cast[TaskCell](item)
    ref task = __op.deref(cell)
    if task.status == 0:
        if __op.ne(task.group, __op.null[GroupCell]()):
            if Int(raw=__op.atomic_load["relaxed"](__op.address_of(__op.deref(task.group).has_failed))) != 0:
                _end(cell, 0)
                return
        task.status = -1
    var handle = task.current
    while True:
        __op.coroutine_resume(handle)
        if not Bool(raw=__op.coroutine_done(handle)):
            # From here on somebody else may run it.
            var after = task.after
            after(cell, task.after_argument)
            return
        var next = __op.deref(header_of(handle)).continuation
        if __op.eq(next, __op.null[UInt8]()):
            break
        handle = next
    _end(cell, __op.deref(header_of(task.root)).status)


def _end(cell: Cell, status: Int):
    """Frees the frame, then lets go on who waits for the task."""
    ref task = __op.deref(cell)
    if __op.ne(task.group, __op.null[GroupCell]()):
        var group = task.group
        if status == 2:
            _keep_first_error(group, __op.pointer_cast[Error](__op.address_of(task.error)))
        # The task is a part of the frame.
        __op.coroutine_destroy(task.root)
        _leave_group(group)
        return
    __op.coroutine_destroy(task.root)
    task.status = status
    var waiter = Int(raw=__op.atomic_rmw["xchg", "acq_rel"](__op.address_of(task.waiter), Int(_done).value))
    if waiter != 0:
        schedule(__op.int_to_pointer[TaskCell](waiter.value))
    # The cell may be gone from here on.
    count_down(__op.address_of(task.pending))


def schedule(cell: Cell):
    """Has a task run, or run on, soon."""
    var worker = current_worker()
    if __op.likely(__op.ne(worker, __op.null[Worker]())):
        submit(worker, __op.pointer_cast[UInt8](cell))
    else:
        _append(cell)


def wait_until_zero(counter: __type.pointer[__type.index]):
    """Runs tasks until a counter is zero."""
    var worker = current_worker()
    if __op.likely(__op.ne(worker, __op.null[Worker]())):
        wait_for_zero(worker, counter)
        return
    while Int(raw=__op.atomic_load["acquire"](counter)) != 0:
        var cell = _first()
        if __op.ne(cell, __op.null[TaskCell]()):
            run_task(__op.pointer_cast[UInt8](cell))
        elif __op.interpreting():
            abort("deadlock: every task waits for another one")
        else:
            give_way()


# Waiting for a task


@always_inline
def is_done(cell: Cell) -> Bool:
    return Int(raw=__op.atomic_load["acquire"](__op.address_of(__op.deref(cell).waiter))) == _done


@always_inline
def suspend_until(awaiter: Handle, after: AfterFunction, argument: __type.pointer[UInt8]):
    """Notes what is to be done once the awaiter stands still; its task goes on with the awaiter when it is scheduled again."""
    ref task = __op.deref(__op.pointer_cast[TaskCell](__op.deref(header_of(awaiter)).task))
    task.current = awaiter
    task.after = after
    task.after_argument = argument


def wait_for_task(waiting: Cell, argument: __type.pointer[UInt8]):
    """The first task goes on when the second one, the argument, ends."""
    var cell = __op.pointer_cast[TaskCell](argument)
    var exchange = __op.atomic_compare_exchange["acq_rel", "acquire"](
        __op.address_of(__op.deref(cell).waiter), Int(0).value, __op.pointer_to_int(waiting)
    )
    if not Bool(raw=__op.tuple_field[1](exchange)):
        schedule(waiting)


def forget_task(cell: Cell):
    """Frees a task that has ended: nobody holds it any more."""
    # Who ended it may be about to say so.
    var spins = 0
    while Int(raw=__op.atomic_load["acquire"](__op.address_of(__op.deref(cell).pending))) != 0:
        spins += 1
        if spins < 100:
            pause()
        else:
            give_way()
    raw_free(cell)


# Waiting for a group


def new_group() -> __type.pointer[GroupCell]:
    var group = __op.pointer_cast[GroupCell](raw_allocate_aligned(Int(raw=__op.size_of[GroupCell]()), 64))
    open_group(group)
    __op.deref(group).has_failed = Int(0).value
    return group


@always_inline
def open_group(group: __type.pointer[GroupCell]):
    """Nobody waits for it."""
    __op.atomic_store["relaxed"](__op.address_of(__op.deref(group).pending), Int(1).value)
    __op.atomic_store["relaxed"](__op.address_of(__op.deref(group).waiter), Int(0).value)
    __op.atomic_store["relaxed"](__op.address_of(__op.deref(group).reserved), Int(0).value)
    __op.atomic_store["relaxed"](__op.address_of(__op.deref(group).is_awaited), Int(0).value)


@always_inline
def enter_group(group: __type.pointer[GroupCell]):
    """One more task. For the owner of the group, and for its tasks."""
    if Int(raw=__op.atomic_rmw["sub", "seq_cst"](__op.address_of(__op.deref(group).reserved), Int(1).value)) <= 0:
        _reserve(group)


@no_inline
def _reserve(group: __type.pointer[GroupCell]):
    """Counts the task that has just been made, and some to come, unless somebody waits: `reserved` is right again after that."""
    ref cell = __op.deref(group)
    var count = _reserved_at_once
    if Int(raw=__op.atomic_load["seq_cst"](__op.address_of(cell.is_awaited))) != 0:
        count = 1
    _ = __op.atomic_rmw["add", "seq_cst"](__op.address_of(cell.pending), count.value)
    _ = __op.atomic_rmw["add", "seq_cst"](__op.address_of(cell.reserved), count.value)


@always_inline
def is_group_idle(group: __type.pointer[GroupCell]) -> Bool:
    """Whether all its tasks have ended, while nobody waits. For the owner of the group."""
    var reserved = Int(raw=__op.atomic_load["acquire"](__op.address_of(__op.deref(group).reserved)))
    return Int(raw=__op.atomic_load["acquire"](__op.address_of(__op.deref(group).pending))) == 1 + reserved


def _close_group(group: __type.pointer[GroupCell]) -> Bool:
    """From now on somebody waits; whether there is anything to wait for."""
    ref cell = __op.deref(group)
    __op.atomic_store["seq_cst"](__op.address_of(cell.is_awaited), Int(1).value)
    var extra = 1 + Int(raw=__op.atomic_rmw["xchg", "seq_cst"](__op.address_of(cell.reserved), Int(0).value))
    return Int(raw=__op.atomic_rmw["sub", "seq_cst"](__op.address_of(cell.pending), extra.value)) != extra


def _leave_group(group: __type.pointer[GroupCell]):
    """One task less. The last one, if somebody waits, lets that one go on; the group may be gone then."""
    ref cell = __op.deref(group)
    var pending = __op.address_of(cell.pending)
    # What this task reserved while somebody began to wait
    var extra = 1
    if Int(raw=__op.atomic_load["seq_cst"](__op.address_of(cell.is_awaited))) != 0:
        if Int(raw=__op.atomic_load["seq_cst"](__op.address_of(cell.reserved))) != 0:
            extra += Int(raw=__op.atomic_rmw["xchg", "seq_cst"](__op.address_of(cell.reserved), Int(0).value))
    var count = Int(raw=__op.atomic_load["acquire"](pending))
    while True:
        # With nothing else left nobody else will change it, and the waiter is known.
        var waiter = 0
        if count == extra:
            waiter = Int(raw=__op.atomic_load["relaxed"](__op.address_of(cell.waiter)))
        var exchange = __op.atomic_compare_exchange["seq_cst", "acquire"](pending, count.value, (count - extra).value)
        if Bool(raw=__op.tuple_field[1](exchange)):
            if count == extra:
                if waiter != 0:
                    schedule(__op.int_to_pointer[TaskCell](waiter.value))
                else:
                    wake_waiters()
            return
        count = Int(raw=__op.tuple_field[0](exchange))


def wait_for_group(group: __type.pointer[GroupCell]):
    """Runs tasks until those of the group have ended. New ones may come after that."""
    if not is_group_idle(group):
        if _close_group(group):
            wait_until_zero(__op.address_of(__op.deref(group).pending))
        open_group(group)


def wait_for_group_after(waiting: Cell, argument: __type.pointer[UInt8]):
    """The task goes on when the tasks of the group, the argument, have ended."""
    var group = __op.pointer_cast[GroupCell](argument)
    __op.atomic_store["relaxed"](__op.address_of(__op.deref(group).waiter), __op.pointer_to_int(waiting))
    if not _close_group(group):
        schedule(waiting)


def _keep_first_error(group: __type.pointer[GroupCell], error: __type.pointer[Error]):
    """Only the first error is told."""
    if Int(raw=__op.atomic_rmw["xchg", "acq_rel"](__op.address_of(__op.deref(group).has_failed), Int(1).value)) == 0:
        __op.initialize(__op.pointer_cast[Error](__op.address_of(__op.deref(group).error)), __op.take(error))
    else:
        __op.destroy(error)


# Tasks where there is no pool: a queue with a lock


struct _Queue:
    var lock: __type.index
    var first: Cell
    var last: Cell

    @always_inline
    def __init__(out self):
        self.lock = Int(0).value
        self.first = __op.null[TaskCell]()
        self.last = __op.null[TaskCell]()


var _queue: _Queue = _Queue()


def _append(cell: Cell):
    __op.deref(cell).after_argument = __op.null[UInt8]()
    _lock_queue()
    if __op.eq(_queue.first, __op.null[TaskCell]()):
        _queue.first = cell
    else:
        __op.deref(_queue.last).after_argument = __op.pointer_cast[UInt8](cell)
    _queue.last = cell
    _unlock_queue()


def _first() -> Cell:
    """Takes the first task off the queue; null if there is none."""
    _lock_queue()
    var cell = _queue.first
    if __op.ne(cell, __op.null[TaskCell]()):
        _queue.first = __op.pointer_cast[TaskCell](__op.deref(cell).after_argument)
    _unlock_queue()
    return cell


@always_inline
def _lock_queue():
    while Int(raw=__op.atomic_rmw["xchg", "acquire"](__op.address_of(_queue.lock), Int(1).value)) != 0:
        give_way()


@always_inline
def _unlock_queue():
    __op.atomic_store["release"](__op.address_of(_queue.lock), Int(0).value)
