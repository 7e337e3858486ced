"""`TaskGroup`: tasks that end together."""

from .events import get_running_loop
from .exceptions import CancelledError
from .tasks import current_task

__all__ = ("TaskGroup",)


class TaskGroup:
    def __init__(self):
        self._is_entered = self._is_exiting = self._is_aborting = False
        self._loop = self._parent = self._waiter = self._base_error = None
        self._parent_cancelled = False
        self._tasks = set()
        self._errors = []

    def __repr__(self):
        parts = [""]
        if self._tasks:
            parts.append(f"tasks={len(self._tasks)}")
        if self._errors:
            parts.append(f"errors={len(self._errors)}")
        if self._is_aborting:
            parts.append("cancelling")
        elif self._is_entered:
            parts.append("entered")
        return f"<TaskGroup{' '.join(parts)}>"

    async def __aenter__(self):
        if self._is_entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        self._loop = get_running_loop()
        self._parent = current_task(self._loop)
        if self._parent is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._is_entered = True
        return self

    async def __aexit__(self, kind, error, traceback):
        self._is_exiting = True
        if error is not None and isinstance(error, (SystemExit, KeyboardInterrupt)) and self._base_error is None:
            self._base_error = error
        cancelled = error if kind is not None and issubclass(kind, CancelledError) else None
        if kind is not None and not self._is_aborting:
            self._abort()
        while self._tasks:
            if self._waiter is None:
                self._waiter = self._loop.create_future()
            try:
                await self._waiter
            except CancelledError as caught:
                if not self._is_aborting:
                    cancelled = caught
                    self._abort()
            self._waiter = None
        try:
            if self._base_error is not None:
                raise self._base_error
            if self._parent_cancelled and self._parent.uncancel() == 0:
                cancelled = None
            if cancelled is not None and not self._errors:
                raise cancelled
            if kind is not None and not issubclass(kind, CancelledError):
                self._errors.append(error)
            if self._errors:
                if self._parent.cancelling():
                    self._parent.uncancel()
                    self._parent.cancel()
                raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None
        finally:
            self._parent = cancelled = error = None
            self._errors = []

    def create_task(self, coro, *, name=None, context=None):
        if not self._is_entered:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._is_exiting and not self._tasks:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._is_aborting:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = self._loop.create_task(coro, name=name)
        if task.done() and not task.cancelled() and task.exception() is None:
            return task
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    def _abort(self):
        self._is_aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_done(self, task):
        self._tasks.discard(task)
        if self._waiter is not None and not self._tasks and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if isinstance(error, (SystemExit, KeyboardInterrupt)) and self._base_error is None:
            self._base_error = error
        if self._parent.done():
            message = f"Task {task!r} has errored out but its parent task {self._parent} is already completed"
            self._loop.call_exception_handler({"message": message, "exception": error, "task": task})
            return
        if not self._is_aborting and not self._parent_cancelled:
            self._abort()
            self._parent_cancelled = True
            self._parent.cancel()
