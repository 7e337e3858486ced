"""`parallelize`: one call for each index, on all cores.

A call that raises ends the loop: calls that have begun are finished, no others begin, and the caller gets the first error.
"""

from ..runtime.pool import parallelism_level
from ..runtime.range_job import ChunkFunction, run_chunks
from runtime.llcl import Runtime


@always_inline
def parallelize[func: def(Int) capturing [_] -> None](num_work_items: Int):
    """Calls a function for 0, 1, ... on several threads. Calls of neighbours mostly share a thread.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        num_work_items: Number of calls.
    """
    var threads = parallelism_level()

    @parameter
    def body(index: Int):
        func(index)

    # Eight chunks for each thread even out calls of different length.
    _run(num_work_items, max(1, num_work_items // (threads * 8)), threads, body)


@always_inline
def parallelize[func: def(Int) capturing [_] -> None](num_work_items: Int, num_workers: Int):
    """Calls a function for 0, 1, ... on several threads. Calls of neighbours mostly share a thread.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        num_work_items: Number of calls.
        num_workers: Most threads at a time.
    """

    @parameter
    def body(index: Int):
        func(index)

    var workers = max(1, num_workers)
    var threads = min(workers, parallelism_level())
    var part = max(1, (num_work_items + workers - 1) // workers)
    # Smaller parts even out calls of different length and threads that are held up.
    _run(num_work_items, min(part, max(1, num_work_items // (threads * 8))), threads, body)


@always_inline
def sync_parallelize[func: def(Int) capturing [_] -> None](num_work_items: Int):
    """Calls a function for 0, 1, ..., each call free to run on its own thread.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        num_work_items: Number of calls.
    """

    @parameter
    def body(index: Int):
        func(index)

    _run(num_work_items, 1, parallelism_level(), body)


@always_inline
def parallelize[func: def(Int) raises capturing [_] -> None](num_work_items: Int) raises:
    """Calls a function for 0, 1, ... on several threads. Calls of neighbours mostly share a thread.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        num_work_items: Number of calls.

    Raises:
        The error of the first call that raises; calls that have not begun by then are left out.
    """
    var threads = parallelism_level()

    @parameter
    def body(index: Int) raises:
        func(index)

    # Eight chunks for each thread even out calls of different length.
    _run_raising(num_work_items, max(1, num_work_items // (threads * 8)), threads, body)


@always_inline
def parallelize[func: def(Int) raises capturing [_] -> None](num_work_items: Int, num_workers: Int) raises:
    """Calls a function for 0, 1, ... on several threads. Calls of neighbours mostly share a thread.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        num_work_items: Number of calls.
        num_workers: Most threads at a time.

    Raises:
        The error of the first call that raises; calls that have not begun by then are left out.
    """

    @parameter
    def body(index: Int) raises:
        func(index)

    var workers = max(1, num_workers)
    var threads = min(workers, parallelism_level())
    var part = max(1, (num_work_items + workers - 1) // workers)
    # Smaller parts even out calls of different length and threads that are held up.
    _run_raising(num_work_items, min(part, max(1, num_work_items // (threads * 8))), threads, body)


@always_inline
def sync_parallelize[func: def(Int) raises capturing [_] -> None](num_work_items: Int) raises:
    """Calls a function for 0, 1, ..., each call free to run on its own thread.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        num_work_items: Number of calls.

    Raises:
        The error of the first call that raises; calls that have not begun by then are left out.
    """

    @parameter
    def body(index: Int) raises:
        func(index)

    _run_raising(num_work_items, 1, parallelism_level(), body)


@always_inline
def parallelize[func: def(Int) capturing [_] -> None](runtime: Runtime, num_work_items: Int):
    """The spelling of 2023.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        runtime: Not needed any more: what named the threads in 2023.
        num_work_items: Number of calls.
    """
    parallelize[func](num_work_items)


@always_inline
def parallelize[func: def(Int) capturing [_] -> None](runtime: Runtime, num_work_items: Int, num_workers: Int):
    """The spelling of 2023.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        runtime: Not needed any more: what named the threads in 2023.
        num_work_items: Number of calls.
        num_workers: Most threads at a time.
    """
    parallelize[func](num_work_items, num_workers)


@always_inline
def parallelize[F: def(Int) -> None, //](num_work_items: Int, func: F):
    """Calls a closure for 0, 1, ... on several threads.

    Args:
        num_work_items: Number of calls.
        func: What is called; it must not depend on the order of calls.
    """
    var threads = parallelism_level()
    _run(num_work_items, max(1, num_work_items // (threads * 8)), threads, func)


@always_inline
def sync_parallelize[F: def(Int) -> None, //](num_work_items: Int, func: F):
    """Calls a closure for 0, 1, ..., each call free to run on its own thread.

    Args:
        num_work_items: Number of calls.
        func: What is called; it must not depend on the order of calls.
    """
    _run(num_work_items, 1, parallelism_level(), func)


@always_inline
def parallelize[F: def(Int) raises -> None, //](num_work_items: Int, func: F) raises:
    """Calls a closure for 0, 1, ... on several threads.

    Args:
        num_work_items: Number of calls.
        func: What is called; it must not depend on the order of calls.

    Raises:
        The error of the first call that raises; calls that have not begun by then are left out.
    """
    var threads = parallelism_level()
    _run_raising(num_work_items, max(1, num_work_items // (threads * 8)), threads, func)


@always_inline
def sync_parallelize[F: def(Int) raises -> None, //](num_work_items: Int, func: F) raises:
    """Calls a closure for 0, 1, ..., each call free to run on its own thread.

    Args:
        num_work_items: Number of calls.
        func: What is called; it must not depend on the order of calls.

    Raises:
        The error of the first call that raises; calls that have not begun by then are left out.
    """
    _run_raising(num_work_items, 1, parallelism_level(), func)


@always_inline
def _run[F: def(Int) -> None, //](count: Int, chunk: Int, threads: Int, func: F):
    """Hands a closure to the pool as a pointer to itself."""
    var chunk_function: ChunkFunction = _call_range[F]
    run_chunks(chunk_function, __op.pointer_cast[UInt8](__op.address_of(func)), count, chunk, threads)


def _call_range[F: def(Int) -> None](context: __type.pointer[UInt8], start: Int, end: Int) -> Bool:
    """Calls the closure at an address for a range of indices."""
    ref func = __op.deref(__op.pointer_cast[F](context))
    for index in range(start, end):
        func(index)
    return True


struct _RaisingCall:
    """A closure that may raise, and the first error it raised."""

    var func: __type.pointer[UInt8]
    var has_failed: __type.index
    """1 once a call has raised."""
    var error: __type.pointer[Error]
    """Room for its error."""

    @always_inline
    def __init__(out self, func: __type.pointer[UInt8], error: __type.pointer[Error]):
        self.func = func
        self.has_failed = Int(0).value
        self.error = error


def _run_raising[F: def(Int) raises -> None, //](count: Int, chunk: Int, threads: Int, func: F) raises:
    """Hands a closure to the pool and passes its error on."""
    var error = Error()
    var call = _RaisingCall(__op.pointer_cast[UInt8](__op.address_of(func)), __op.address_of(error))
    var chunk_function: ChunkFunction = _call_range_until_error[F]
    run_chunks(chunk_function, __op.pointer_cast[UInt8](__op.address_of(call)), count, chunk, threads)
    if Int(raw=__op.atomic_load["acquire"](__op.address_of(call.has_failed))) != 0:
        raise error^
    _ = func


def _call_range_until_error[F: def(Int) raises -> None](context: __type.pointer[UInt8], start: Int, end: Int) -> Bool:
    """Calls the closure for a range of indices, until a call anywhere raises."""
    ref call = __op.deref(__op.pointer_cast[_RaisingCall](context))
    ref func = __op.deref(__op.pointer_cast[F](call.func))
    for index in range(start, end):
        if Int(raw=__op.atomic_load["relaxed"](__op.address_of(call.has_failed))) != 0:
            return False
        try:
            func(index)
        except error:
            if Int(raw=__op.atomic_rmw["xchg", "acq_rel"](__op.address_of(call.has_failed), Int(1).value)) == 0:
                __op.deref(call.error) = error^
            return False
    return True
