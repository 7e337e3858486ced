"""Exceptions of asyncio; `TimeoutError` is the built-in one."""

__all__ = ("CancelledError", "InvalidStateError", "TimeoutError", "QueueEmpty", "QueueFull", "QueueShutDown", "BrokenBarrierError")

TimeoutError = TimeoutError


class CancelledError(BaseException):
    """The task was cancelled."""


class InvalidStateError(Exception):
    """A future is asked for, or given, what its state does not allow."""


class QueueEmpty(Exception):
    """`get_nowait` of an empty queue."""


class QueueFull(Exception):
    """`put_nowait` into a full queue."""


class QueueShutDown(Exception):
    """The queue was shut down."""


class BrokenBarrierError(RuntimeError):
    """The barrier was aborted or reset."""
