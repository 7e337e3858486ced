"""`Future`, `Executor`, and waiting for many futures."""

import _thread
import sys
import threading
from builtins import TimeoutError
from time import monotonic
from types import GenericAlias

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
_AS_COMPLETED = "_AS_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"

_OVER = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)
_names = {PENDING: "pending", RUNNING: "running", CANCELLED: "cancelled", CANCELLED_AND_NOTIFIED: "cancelled", FINISHED: "finished"}


class Error(Exception):
    """Of this module."""


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """That cannot be done with a future in this state."""


class BrokenExecutor(RuntimeError):
    """An executor that can run nothing any more."""


for _error in (Error, CancelledError, InvalidStateError):
    _error.__module__ = "concurrent.futures._base"
BrokenExecutor.__module__ = "concurrent.futures._base"


class Future:
    """The result of a call that may not have been made yet."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._callbacks = []

    def __repr__(self):
        with self._condition:
            start = f"<{self.__class__.__name__} at {id(self):#x} state={_names[self._state]}"
            if self._state != FINISHED:
                return start + ">"
            if self._exception is not None:
                return f"{start} raised {self._exception.__class__.__name__}>"
            return f"{start} returned {self._result.__class__.__name__}>"

    def cancel(self):
        """Whether it will not run."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._call_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._state in _OVER

    def add_done_callback(self, fn):
        with self._condition:
            if self._state not in _OVER:
                self._callbacks.append(fn)
                return
        self._call(fn)

    def result(self, timeout=None):
        self._wait_for_end(timeout)
        try:
            if self._exception is not None:
                raise self._exception
            return self._result
        finally:
            # The traceback of the exception has this call.
            self = None

    def exception(self, timeout=None):
        self._wait_for_end(timeout)
        return self._exception

    def _wait_for_end(self, timeout):
        with self._condition:
            if not self._condition.wait_for(lambda: self._state in _OVER, timeout):
                raise TimeoutError()
            if self._state != FINISHED:
                raise CancelledError()

    # For executors

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                return False
            if self._state != PENDING:
                raise RuntimeError("Future in unexpected state")
            self._state = RUNNING
            return True

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

    def _finish(self, result, exception):
        with self._condition:
            if self._state in _OVER:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._exception = exception
            self._state = FINISHED
            self._condition.notify_all()
        self._call_callbacks()

    def _call_callbacks(self):
        callbacks, self._callbacks = self._callbacks, []
        for fn in callbacks:
            self._call(fn)

    def _call(self, fn):
        try:
            fn(self)
        except Exception as error:
            sys.stderr.write(f"exception calling callback for {self!r}\n" + _thread._traceback_text(error))

    __class_getitem__ = classmethod(GenericAlias)


class Executor:
    """What runs calls."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results in the order of the arguments."""
        end = None if timeout is None else timeout + monotonic()
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return _results(futures, end)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _results(futures, end):
    futures.reverse()
    try:
        while futures:
            future = futures.pop()
            try:
                yield future.result() if end is None else future.result(end - monotonic())
            finally:
                future.cancel()
                del future
    finally:
        for future in futures:
            future.cancel()


# Waiting for many


class DoneAndNotDoneFutures(tuple):
    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})"


class _Arrivals:
    """Futures that are over, as they become so."""

    def __init__(self, futures):
        self.condition = threading.Condition()
        self.over = []
        for future in futures:
            future.add_done_callback(self._add)

    def _add(self, future):
        with self.condition:
            self.over.append(future)
            self.condition.notify_all()


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Two sets: of those that are over, and of the others."""
    if return_when not in (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    futures = set(fs)
    arrivals = _Arrivals(futures)

    def is_enough():
        over = arrivals.over
        if len(over) == len(futures):
            return True
        if return_when == FIRST_COMPLETED:
            return len(over) > 0
        if return_when == FIRST_EXCEPTION:
            return any(not future.cancelled() and future._exception is not None for future in over)
        return False

    with arrivals.condition:
        arrivals.condition.wait_for(is_enough, timeout)
        done = set(arrivals.over)
    return DoneAndNotDoneFutures(done, futures - done)


def as_completed(fs, timeout=None):
    """Futures, each when it is over."""
    end = None if timeout is None else timeout + monotonic()
    futures = set(fs)
    arrivals = _Arrivals(futures)
    for number in range(len(futures)):
        with arrivals.condition:
            left = None if end is None else end - monotonic()
            if not arrivals.condition.wait_for(lambda: len(arrivals.over) > number, left):
                raise TimeoutError(f"{len(futures) - number} (of {len(futures)}) futures unfinished")
            future = arrivals.over[number]
            arrivals.over[number] = None
        yield future
        del future
