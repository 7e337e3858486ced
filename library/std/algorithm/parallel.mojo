"""`parallelize`: one call for each index, on all cores."""

from runtime.llcl import Runtime
from runtime.llcl import Runtime

from .thread_pool import ChunkFunction, parallelism_level, run_chunks


@always_inline
def parallelize[func: def(Int) capturing [_] -> None](num_work_items: Int):
    """Calls a function for 0, 1, ... on several threads. Calls of neighbours mostly share a thread; nested uses run in theirs.

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
def parallelize[func: def(Int) capturing [_] -> None](runtime: Runtime, num_work_items: Int):
    """The spelling of 2023, which named the threads.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        runtime: Not needed any more.
        num_work_items: Number of calls.
    """
    parallelize[func](num_work_items)


@always_inline
def parallelize[func: def(Int) capturing [_] -> None](runtime: Runtime, num_work_items: Int, num_workers: Int):
    """The spelling of 2023, which named the threads.

    Parameters:
        func: What is called; it must not depend on the order of calls.

    Args:
        runtime: Not needed any more.
        num_work_items: Number of calls.
        num_workers: Number of parts.
    """
    parallelize[func](num_work_items, num_workers)


@always_inline
def parallelize[func: def(Int) capturing [_] -> None](runtime: Runtime, num_work_items: Int):
    """The same with the runtime of 2023, which is not needed any more.

    Parameters:
        func: What is called.

    Args:
        runtime: Not looked at.
        num_work_items: Number of calls.
    """
    parallelize[func](num_work_items)


@always_inline
def parallelize[func: def(Int) capturing [_] -> None](runtime: Runtime, num_work_items: Int, num_workers: Int):
    """The same with the runtime of 2023, which is not needed any more.

    Parameters:
        func: What is called.

    Args:
        runtime: Not looked at.
        num_work_items: Number of calls.
        num_workers: Number of parts.
    """
    parallelize[func](num_work_items, num_workers)


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
def _run[F: def(Int) -> None, //](count: Int, chunk: Int, threads: Int, func: F):
    """Hands a closure to the pool as a pointer to itself."""
    var chunk_function: ChunkFunction = _call_range[F]
    run_chunks(chunk_function, __op.pointer_cast[UInt8](__op.address_of(func)), count, chunk, threads)


def _call_range[F: def(Int) -> None](context: __type.pointer[UInt8], start: Int, end: Int):
    """Calls the closure at an address for a range of indices."""
    ref func = __op.deref(__op.pointer_cast[F](context))
    for index in range(start, end):
        func(index)
