"""The event loop: callbacks one after the other, those with a time when it has come. It knows no sockets and no threads."""

import heapq
import sys
import time as _time
from collections import deque

__all__ = (
    "AbstractEventLoop", "BaseEventLoop", "Handle", "TimerHandle", "get_event_loop", "get_running_loop", "new_event_loop", "set_event_loop",
)  # fmt: skip


class Handle:
    """A callback that waits for its turn."""

    __slots__ = ("_callback", "_args", "_loop", "_cancelled")

    def __init__(self, callback, args, loop, context=None):
        self._callback = callback
        self._args = args
        self._loop = loop
        self._cancelled = False

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def _run(self):
        try:
            self._callback(*self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            message = f"Exception in callback {self._callback!r}"
            self._loop.call_exception_handler({"message": message, "exception": error, "handle": self})


class TimerHandle(Handle):
    """A callback for a time."""

    __slots__ = ("_when",)

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop)
        self._when = when

    def when(self):
        return self._when


class AbstractEventLoop:
    """What all loops are."""


class BaseEventLoop(AbstractEventLoop):
    def __init__(self):
        self._ready = deque()
        self._scheduled = []
        self._count = 0
        self._current = None
        self._tasks = set()
        self._task_factory = None
        self._exception_handler = None
        self._is_stopping = self._is_closed = self._debug = False

    # Callbacks

    def time(self):
        return _time.monotonic()

    def call_soon(self, callback, *args, context=None):
        if self._is_closed:
            raise RuntimeError("Event loop is closed")
        handle = Handle(callback, args, self)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        if self._is_closed:
            raise RuntimeError("Event loop is closed")
        handle = TimerHandle(when, callback, args, self)
        self._count += 1
        heapq.heappush(self._scheduled, (when, self._count, handle))
        return handle

    def _run_once(self):
        ready, scheduled = self._ready, self._scheduled
        while scheduled and scheduled[0][2]._cancelled:
            heapq.heappop(scheduled)
        if not ready and not self._is_stopping:
            # Nobody else can wake it: without anything to wait for it waits as long as CPython's would.
            wait = scheduled[0][0] - self.time() if scheduled else 0.05
            if wait > 0:
                _time.sleep(wait)
        if scheduled:
            now = self.time()
            while scheduled and scheduled[0][0] <= now:
                handle = heapq.heappop(scheduled)[2]
                if not handle._cancelled:
                    ready.append(handle)
        for _ in range(len(ready)):
            handle = ready.popleft()
            if not handle._cancelled:
                handle._run()

    # Running

    def run_forever(self):
        global _running
        self._check_closed()
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if _running is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        _running = self
        try:
            while True:
                self._run_once()
                if self._is_stopping:
                    break
        finally:
            self._is_stopping = False
            _running = None

    def run_until_complete(self, future):
        from .tasks import ensure_future, isfuture

        self._check_closed()
        is_new = not isfuture(future)
        future = ensure_future(future, loop=self)
        future.add_done_callback(_stop_loop)
        try:
            self.run_forever()
        except:
            if is_new and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_stop_loop)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def stop(self):
        self._is_stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._is_closed = True
        self._ready.clear()
        self._scheduled.clear()

    def is_running(self):
        return _running is self

    def is_closed(self):
        return self._is_closed

    def _check_closed(self):
        if self._is_closed:
            raise RuntimeError("Event loop is closed")

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self, timeout=None):
        pass

    # Tasks

    def create_future(self):
        from .futures import Future

        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, **options):
        self._check_closed()
        if self._task_factory is not None:
            task = self._task_factory(self, coro, **options)
            if name is not None:
                task.set_name(name)
            return task
        from .tasks import Task

        return Task(coro, loop=self, name=name, **options)

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    # Errors that nobody waits for

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append(f"{key}: {context[key]!r}")
        print("\n".join(lines), file=sys.stderr)
        error = context.get("exception")
        if error is not None:
            sys.excepthook(type(error), error, error.__traceback__)

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self.default_exception_handler(context)
        else:
            self._exception_handler(self, context)

    def __repr__(self):
        return f"<{self.__class__.__name__} running={self.is_running()} closed={self.is_closed()} debug={self.get_debug()}>"


def _stop_loop(future):
    if not future.cancelled() and isinstance(future.exception(), (SystemExit, KeyboardInterrupt)):
        return
    future._loop.stop()


_running = None
_current = None


def get_running_loop():
    if _running is None:
        raise RuntimeError("no running event loop")
    return _running


def _get_running_loop():
    return _running


def get_event_loop():
    global _current
    if _running is not None:
        return _running
    if _current is None:
        _current = new_event_loop()
    return _current


def set_event_loop(loop):
    global _current
    _current = loop


def new_event_loop():
    return BaseEventLoop()
