"""Calls whose results come later."""

from concurrent.futures._futures import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    InvalidStateError,
    TimeoutError,
    as_completed,
    wait,
)
from concurrent.futures.thread import ThreadPoolExecutor

__all__ = (
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "InvalidStateError", "BrokenExecutor", "Future",
    "Executor", "wait", "as_completed", "ThreadPoolExecutor",
)


def __getattr__(name):
    if name in ("process", "ProcessPoolExecutor"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}: executors with processes are not supported yet")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
