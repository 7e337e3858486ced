"""`run` and `Runner`: a loop from its beginning to its end."""

from .events import _get_running_loop, get_running_loop, new_event_loop, set_event_loop
from .tasks import all_tasks, gather, iscoroutine

__all__ = ("Runner", "run")


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._debug, self._factory = debug, loop_factory
        self._loop = None
        self._state = "created"

    def __enter__(self):
        self._prepare()
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def _prepare(self):
        if self._state == "closed":
            raise RuntimeError("Runner is closed")
        if self._state == "created":
            self._loop = new_event_loop() if self._factory is None else self._factory()
            if self._debug is not None:
                self._loop.set_debug(self._debug)
            self._state = "initialized"

    def get_loop(self):
        self._prepare()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        if _get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._prepare()
        return self._loop.run_until_complete(self._loop.create_task(coro))

    def close(self):
        if self._state != "initialized":
            return
        try:
            _cancel_all(self._loop)
        finally:
            self._loop.close()
            self._loop = None
            self._state = "closed"


def run(main, *, debug=None, loop_factory=None):
    if _get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all(loop):
    tasks = all_tasks(loop)
    if not tasks:
        return
    for task in tasks:
        task.cancel()
    loop.run_until_complete(_gathered(tasks))
    for task in tasks:
        if not task.cancelled() and task.exception() is not None:
            context = {"message": "unhandled exception during asyncio.run() shutdown", "exception": task.exception(), "task": task}
            loop.call_exception_handler(context)


async def _gathered(tasks):
    await gather(*tasks, return_exceptions=True)
