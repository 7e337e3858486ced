"""`Task`: a coroutine that the loop runs; and what waits for several of them."""

from types import CoroutineType

from .events import _get_running_loop, get_event_loop, get_running_loop
from .exceptions import CancelledError, InvalidStateError
from .futures import Future, isfuture

__all__ = (
    "Task", "create_task", "current_task", "all_tasks", "sleep", "gather", "wait", "wait_for", "as_completed", "shield", "ensure_future",
    "iscoroutine", "iscoroutinefunction", "eager_task_factory", "create_eager_task_factory", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED",
)  # fmt: skip

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def iscoroutine(value):
    return isinstance(value, CoroutineType) or hasattr(type(value), "send") and hasattr(type(value), "__await__")


def iscoroutinefunction(function):
    while not hasattr(function, "__code__") and hasattr(function, "__func__"):
        function = function.__func__
    code = getattr(function, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


_names = 0


class Task(Future):
    _must_cancel = False
    _waiting_for = None
    _cancel_requests = 0
    _name = None

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        global _names
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        _names += 1
        self._number = _names
        if name is not None:
            self._name = str(name)
        self._coro = coro
        self._loop._tasks.add(self)
        if eager_start and self._loop.is_running():
            self._step()
        else:
            self._loop.call_soon(self._step)

    def get_coro(self):
        return self._coro

    def get_name(self):
        return f"Task-{self._number}" if self._name is None else self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancel_requests += 1
        if self._waiting_for is not None and self._waiting_for.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        return self._cancel_requests

    def uncancel(self):
        if self._cancel_requests > 0:
            self._cancel_requests -= 1
            if self._cancel_requests == 0:
                self._must_cancel = False
        return self._cancel_requests

    def _step(self, error=None):
        if self.done():
            raise InvalidStateError(f"__step(): already done: {self!r}, {error!r}")
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._make_cancelled_error()
            self._must_cancel = False
        self._waiting_for = None
        loop = self._loop
        before, loop._current = loop._current, self
        try:
            given = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                self._end(Future.cancel, self._cancel_message)
            else:
                self._end(Future.set_result, stop.value)
        except CancelledError as cancelled:
            self._cancelled_error = cancelled
            self._end(Future.cancel, None)
        except (KeyboardInterrupt, SystemExit) as exit:
            self._end(Future.set_exception, exit)
            raise
        except BaseException as raised:
            self._end(Future.set_exception, raised)
        else:
            self._wait_for(given)
        finally:
            loop._current = before

    def _end(self, how, value):
        self._loop._tasks.discard(self)
        how(self, value)

    def _make_cancelled_error(self):
        known = self.__dict__.pop("_cancelled_error", None)
        return super()._make_cancelled_error() if known is None else known

    def _wait_for(self, given):
        problem = None
        if isfuture(given):
            if given._loop is not self._loop:
                problem = f"Task {self!r} got Future {given!r} attached to a different loop"
            elif not given._asyncio_future_blocking:
                problem = f"yield was used instead of yield from in task {self!r} with {given!r}"
            elif given is self:
                problem = f"Task cannot await on itself: {self!r}"
            else:
                given._asyncio_future_blocking = False
                given.add_done_callback(self._wake)
                self._waiting_for = given
                if self._must_cancel and given.cancel(msg=self._cancel_message):
                    self._must_cancel = False
                return
        elif given is not None:
            problem = f"Task got bad yield: {given!r}"
        if problem is None:
            self._loop.call_soon(self._step)
        else:
            self._loop.call_soon(self._step, RuntimeError(problem))

    def _wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()

    def _described(self):
        parts = super()._described()
        if self._must_cancel:
            parts[0] = "cancelling"
        name = getattr(self._coro, "__qualname__", type(self._coro).__name__)
        return [parts[0], f"name={self.get_name()!r}", f"coro=<{name}()>", *parts[1:]]


def create_eager_task_factory(constructor):
    def factory(loop, coro, *, name=None, context=None):
        return constructor(coro, loop=loop, name=name, eager_start=True)

    return factory


eager_task_factory = create_eager_task_factory(Task)


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name)


def current_task(loop=None):
    return (get_running_loop() if loop is None else loop)._current


def all_tasks(loop=None):
    loop = get_running_loop() if loop is None else loop
    return {task for task in loop._tasks if not task.done()}


def ensure_future(value, *, loop=None):
    if isfuture(value):
        if loop is not None and loop is not value._loop:
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return value
    if not iscoroutine(value):
        if not hasattr(type(value), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        value = _awaiting(value)
    return (get_event_loop() if loop is None else loop).create_task(value)


async def _awaiting(value):
    return await value


# Waiting


class _Turn:
    """Lets the others go on."""

    def __await__(self):
        yield


async def sleep(delay, result=None):
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    if delay <= 0:
        await _Turn()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        timer.cancel()


def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)


class _Gathering(Future):
    """What `gather` gives: to cancel it cancels its children."""

    _children = ()
    _was_cancelled = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._was_cancelled = True
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        loop = get_event_loop()
        outer = loop.create_future()
        outer.set_result([])
        return outer
    known = {}
    children = []
    loop = _get_running_loop()
    for value in coros_or_futures:
        child = known.get(id(value))
        if child is None:
            child = known[id(value)] = ensure_future(value, loop=loop)
            loop = child._loop
        children.append(child)
    outer = _Gathering(loop=loop)
    outer._children = children
    left = len(known)

    def finished(child):
        nonlocal left
        left -= 1
        if outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._make_cancelled_error())
                return
            error = child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if left == 0:
            results = []
            for each in children:
                if each.cancelled():
                    results.append(CancelledError("" if each._cancel_message is None else each._cancel_message))
                else:
                    error = each.exception()
                    results.append(each.result() if error is None else error)
            if outer._was_cancelled:
                outer.set_exception(children[-1]._make_cancelled_error())
            else:
                outer.set_result(results)

    for child in known.values():
        child.add_done_callback(finished)
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    futures = set(fs)
    if not futures:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    if any(iscoroutine(each) for each in futures):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = get_running_loop()
    waiter = loop.create_future()
    left = 0

    def finished(future):
        nonlocal left
        left -= 1
        failed = return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None
        if (left <= 0 or return_when == FIRST_COMPLETED or failed) and not waiter.done():
            waiter.set_result(None)

    pending = [each for each in futures if not each.done()]
    left = len(pending)
    ended = [each for each in futures if each.done()]
    failed = return_when == FIRST_EXCEPTION and any(not each.cancelled() and each.exception() is not None for each in ended)
    if left > 0 and not failed and not (ended and return_when == FIRST_COMPLETED):
        timer = None if timeout is None else loop.call_later(timeout, _set_unless_done, waiter, None)
        for each in pending:
            each.add_done_callback(finished)
        try:
            await waiter
        finally:
            if timer is not None:
                timer.cancel()
            for each in pending:
                each.remove_done_callback(finished)
    done = {each for each in futures if each.done()}
    return done, futures - done


async def wait_for(fut, timeout):
    from .timeouts import timeout as limit

    if fut is not None and not isfuture(fut) and not iscoroutine(fut) and not hasattr(type(fut), "__await__"):
        raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        fut.cancel()
        try:
            await fut
        except CancelledError as error:
            raise TimeoutError from error
        return fut.result()
    async with limit(timeout):
        return await fut


class _AsCompleted:
    """Gives what has finished first, first: coroutines to a `for`, futures to an `async for`."""

    def __init__(self, futures, timeout):
        from .queues import Queue

        self._done = Queue()
        self._left = set(futures)
        self._count = len(self._left)
        self._timer = None
        for each in self._left:
            each.add_done_callback(self._finished)
        if self._left and timeout is not None:
            self._timer = get_event_loop().call_later(timeout, self._expired)

    def _finished(self, future):
        if future in self._left:
            self._left.remove(future)
            self._done.put_nowait(future)
            if not self._left and self._timer is not None:
                self._timer.cancel()

    def _expired(self):
        for each in self._left:
            each.remove_done_callback(self._finished)
            self._done.put_nowait(None)
        self._left.clear()

    async def _next(self, is_result):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        return future.result() if is_result else future

    def __iter__(self):
        return self

    def __next__(self):
        if self._count == 0:
            raise StopIteration
        self._count -= 1
        return self._next(True)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self._count == 0:
            raise StopAsyncIteration
        self._count -= 1
        return await self._next(False)


def as_completed(fs, *, timeout=None):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    return _AsCompleted({ensure_future(each) for each in set(fs)}, timeout)


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner._loop.create_future()

    def inner_done(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer
