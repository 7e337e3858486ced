"""`async with timeout(seconds)`."""

from .events import get_running_loop
from .exceptions import CancelledError
from .tasks import current_task

__all__ = ("Timeout", "timeout", "timeout_at")

_created, _entered, _expiring, _expired, _exited = "created", "active", "expiring", "expired", "finished"


class Timeout:
    def __init__(self, when):
        self._when = when
        self._state = _created
        self._handle = None
        self._task = None

    def when(self):
        return self._when

    def expired(self):
        return self._state in (_expiring, _expired)

    def reschedule(self, when):
        if self._state != _entered:
            if self._state == _created:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
        self._handle = None
        if when is not None:
            loop = get_running_loop()
            self._handle = loop.call_soon(self._on_time) if when <= loop.time() else loop.call_at(when, self._on_time)

    def __repr__(self):
        parts = [self._state]
        if self._state == _entered:
            parts.append(f"when={None if self._when is None else round(self._when, 3)}")
        return f"<Timeout [{self._state}]{''.join(' ' + part for part in parts[1:])}>"

    async def __aenter__(self):
        if self._state != _created:
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _entered
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_value, traceback):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._state == _expiring:
            self._state = _expired
            if self._task.uncancel() <= self._cancelling and exc_type is not None:
                if issubclass(exc_type, CancelledError):
                    raise TimeoutError from exc_value
        elif self._state == _entered:
            self._state = _exited
        return None

    def _on_time(self):
        self._task.cancel()
        self._state = _expiring
        self._handle = None


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)
