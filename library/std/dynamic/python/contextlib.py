"""Managers for `with` statements: made from generators, several at once, and some that are ready."""

from functools import wraps

__all__ = [
    "AbstractContextManager", "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "AsyncContextDecorator", "ExitStack", "aclosing",
    "asynccontextmanager", "closing", "contextmanager", "nullcontext", "redirect_stderr", "redirect_stdout", "suppress", "chdir",
]  # fmt: skip

from abc import ABC, abstractmethod


class AbstractContextManager(ABC):
    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None


class AbstractAsyncContextManager(ABC):
    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    """A manager that can also be around each call of a function."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **keywords):
            with self._recreate_cm():
                return func(*args, **keywords)

        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **keywords):
            async with self._recreate_cm():
                return await func(*args, **keywords)

        return inner


class _FromGenerator:
    """What managers made of generators share."""

    def __init__(self, function, args, keywords):
        self._made_by = function, args, keywords
        self.gen = function(*args, **keywords)

    def _recreate_cm(self):
        return type(self)(*self._made_by)

    def _is_same(self, raised, value):
        """Whether the generator only passed on what was thrown into it."""
        return raised is value or (isinstance(value, (StopIteration, StopAsyncIteration)) and raised.__cause__ is value)


class _Manager(_FromGenerator, ContextDecorator, AbstractContextManager):
    def __enter__(self):
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, kind, value, traceback):
        if kind is None:
            for _ in self.gen:
                self.gen.close()
                raise RuntimeError("generator didn't stop")
            return False
        value = kind() if value is None else value
        try:
            self.gen.throw(value)
        except StopIteration as end:
            return end is not value
        except BaseException as raised:
            if not self._is_same(raised, value):
                raise
            raised.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncManager(_FromGenerator, AsyncContextDecorator, AbstractAsyncContextManager):
    async def __aenter__(self):
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, kind, value, traceback):
        if kind is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            await self.gen.aclose()
            raise RuntimeError("generator didn't stop")
        value = kind() if value is None else value
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as end:
            return end is not value
        except BaseException as raised:
            if not self._is_same(raised, value):
                raise
            return False
        await self.gen.aclose()
        raise RuntimeError("generator didn't stop after athrow()")


def contextmanager(func):
    """Makes managers of a generator function that yields once."""

    @wraps(func)
    def helper(*args, **keywords):
        return _Manager(func, args, keywords)

    return helper


def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **keywords):
        return _AsyncManager(func, args, keywords)

    return helper


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *details):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *details):
        await self.thing.aclose()


class _Redirection(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._before = []

    def __enter__(self):
        import sys

        self._before.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, *details):
        import sys

        setattr(sys, self._stream, self._before.pop())


class redirect_stdout(_Redirection):
    _stream = "stdout"


class redirect_stderr(_Redirection):
    _stream = "stderr"


class suppress(AbstractContextManager):
    """Errors of these classes end the statement and nothing else."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, value, traceback):
        if kind is None:
            return None
        if issubclass(kind, self._exceptions):
            return True
        if issubclass(kind, BaseExceptionGroup):
            _, rest = value.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *details):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *details):
        pass


def _link(raised, value, outer):
    """Lets the context of what was raised on the way out end in what was raised before."""
    while raised.__context__ is not None and raised.__context__ is not value:
        if raised.__context__ is outer:
            break
        raised = raised.__context__
    else:
        return
    raised.__context__ = value


class _Stack:
    """Calls that are made at the end, the last first."""

    def __init__(self):
        self._exits = []

    def pop_all(self):
        other = type(self)()
        other._exits, self._exits = self._exits, []
        return other

    def callback(self, callback, /, *args, **keywords):
        self._exits.append((False, lambda *details: callback(*args, **keywords) and None))
        return callback

    def push(self, exit):
        method = getattr(type(exit), "__exit__", None)
        self._exits.append((False, exit if method is None else lambda *details: method(exit, *details)))
        return exit

    def enter_context(self, cm):
        kind = type(cm)
        try:
            enter, leave = kind.__enter__, kind.__exit__
        except AttributeError:
            raise TypeError(
                "'%s.%s' object does not support the context manager protocol" % (kind.__module__, kind.__qualname__)
            ) from None
        result = enter(cm)
        self._exits.append((False, lambda *details: leave(cm, *details)))
        return result


class ExitStack(_Stack, AbstractContextManager):
    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, value, traceback):
        pending, outer = value, value.__context__ if value is not None else None
        was_raised = False
        while self._exits:
            _, leave = self._exits.pop()
            try:
                if leave(*_details(pending)) and pending is not None:
                    pending, was_raised = None, False
            except BaseException as raised:
                _link(raised, pending, outer)
                pending, was_raised = raised, True
        if was_raised:
            raise pending
        return value is not None and pending is None


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    def push_async_callback(self, callback, /, *args, **keywords):
        async def leave(*details):
            await callback(*args, **keywords)

        self._exits.append((True, leave))
        return callback

    def push_async_exit(self, exit):
        method = getattr(type(exit), "__aexit__", None)
        self._exits.append((True, exit if method is None else lambda *details: method(exit, *details)))
        return exit

    async def enter_async_context(self, cm):
        kind = type(cm)
        leave = kind.__aexit__
        result = await kind.__aenter__(cm)
        self._exits.append((True, lambda *details: leave(cm, *details)))
        return result

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, kind, value, traceback):
        pending, was_raised = value, False
        while self._exits:
            is_async, leave = self._exits.pop()
            try:
                result = leave(*_details(pending))
                if is_async:
                    result = await result
                if result and pending is not None:
                    pending, was_raised = None, False
            except BaseException as raised:
                pending, was_raised = raised, True
        if was_raised:
            raise pending
        return value is not None and pending is None


def _details(error):
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)


class chdir(AbstractContextManager):
    """Another working folder for a while."""

    def __init__(self, path):
        self.path = path
        self._before = []

    def __enter__(self):
        import os

        self._before.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *details):
        import os

        os.chdir(self._before.pop())
