"""`Future`: a result that is not there yet."""

from .events import get_event_loop
from .exceptions import CancelledError, InvalidStateError

__all__ = ("Future", "isfuture", "wrap_future")

_pending, _cancelled, _finished = "PENDING", "CANCELLED", "FINISHED"


def isfuture(value):
    return hasattr(type(value), "_asyncio_future_blocking") and value._asyncio_future_blocking is not None


class _Unretrieved:
    """Tells the loop of an exception when the future ends that nobody asked for it."""

    def __init__(self, loop, kind, text, error):
        self.loop, self.kind, self.text, self.error = loop, kind, text, error

    def __del__(self):
        if self.error is not None:
            message = f"{self.kind} exception was never retrieved"
            self.loop.call_exception_handler({"message": message, "exception": self.error, "future": _Text(self.text)})


class _Text:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


class Future:
    _asyncio_future_blocking = False
    _state = _pending
    _result = None
    _exception = None
    _unretrieved = None
    _cancel_message = None

    def __init__(self, *, loop=None):
        self._loop = get_event_loop() if loop is None else loop
        self._callbacks = []

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != _pending

    def cancelled(self):
        return self._state == _cancelled

    def cancel(self, msg=None):
        if self._state != _pending:
            return False
        self._state = _cancelled
        self._cancel_message = msg
        self._schedule()
        return True

    def _schedule(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def _make_cancelled_error(self):
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)

    def _retrieve(self):
        if self._unretrieved is not None:
            self._unretrieved.error = None
            self._unretrieved = None

    def result(self):
        if self._state == _finished:
            if self._exception is None:
                return self._result
            self._retrieve()
            raise self._exception
        if self._state == _cancelled:
            raise self._make_cancelled_error()
        raise InvalidStateError("Result is not ready.")

    def exception(self):
        if self._state == _cancelled:
            raise self._make_cancelled_error()
        if self._state == _pending:
            raise InvalidStateError("Exception is not set.")
        self._retrieve()
        return self._exception

    def add_done_callback(self, callback, *, context=None):
        if self._state == _pending:
            self._callbacks.append(callback)
        else:
            self._loop.call_soon(callback, self)

    def remove_done_callback(self, callback):
        left = [each for each in self._callbacks if each != callback]
        removed = len(self._callbacks) - len(left)
        self._callbacks = left
        return removed

    def set_result(self, result):
        if self._state != _pending:
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._state = _finished
        self._schedule()

    def set_exception(self, exception):
        if self._state != _pending:
            raise InvalidStateError(f"{self._state}: {self!r}")
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            made = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a Future")
            made.__cause__ = made.__context__ = exception
            exception = made
        self._exception = exception
        self._state = _finished
        self._unretrieved = _Unretrieved(self._loop, self.__class__.__name__, repr(self), exception)
        self._schedule()

    def __await__(self):
        if self._state == _pending:
            self._asyncio_future_blocking = True
            yield self
        if self._state == _pending:
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def __repr__(self):
        return f"<{self.__class__.__name__} {' '.join(self._described())}>"

    def _described(self):
        parts = [self._state.lower()]
        if self._state == _finished:
            parts.append(f"result={self._result!r}" if self._exception is None else f"exception={self._exception!r}")
        return parts


def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    raise TypeError(f"concurrent.futures.Future is expected, got {future!r}")
