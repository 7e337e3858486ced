"""Threads, and what they wait for: over the locks of `_thread`."""

import sys
import _thread
from _thread import get_ident, get_native_id, stack_size, TIMEOUT_MAX
from _thread import allocate_lock as _allocate_lock
from _threading_conditions import Barrier, BoundedSemaphore, BrokenBarrierError, Condition, Event, Semaphore
from _threading_local import local
from itertools import count as _count

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event", "Lock", "RLock", "Semaphore",
    "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer", "ThreadError", "setprofile", "settrace", "local", "stack_size",
    "excepthook", "ExceptHookArgs", "getprofile", "gettrace", "setprofile_all_threads", "settrace_all_threads", "get_native_id",
]

ThreadError = _thread.error
Lock = _thread.lock
RLock = _thread.RLock

_active = {}
_starting = set()
_lock = _thread.RLock()
_numbers = _count(1)
_profile = None
_trace = None
_at_exit = []
_is_shutting_down = False


class Thread:
    """A function that runs beside the others."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if kwargs is None:
            kwargs = {}
        if name:
            name = str(name)
        else:
            name = f"Thread-{next(_numbers)}"
            if target is not None:
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._native_id = None
        self._started = Event()
        self._handle = _thread._ThreadHandle()
        self._initialized = True

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._started.is_set():
            status = "started"
        if self._handle.is_done():
            status = "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{self.__class__.__name__}({self._name}, {status})>"

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        with _lock:
            _starting.add(self)
        try:
            _thread.start_joinable_thread(self._bootstrap, handle=self._handle, daemon=self.daemon)
        except Exception:
            with _lock:
                _starting.discard(self)
            raise
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # The thread may be among the arguments.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._ident = get_ident()
            self._native_id = get_native_id()
            with _lock:
                _active[self._ident] = self
                _starting.discard(self)
            self._started.set()
            try:
                self.run()
            except:
                self._report()
        finally:
            with _lock:
                if _active.get(self._ident) is self:
                    del _active[self._ident]

    def _report(self):
        hook = excepthook
        type_, value, traceback = sys.exc_info()
        try:
            if hook is None:
                _print_exception(type_, value, self)
            else:
                hook(ExceptHookArgs((type_, value, traceback, self)))
        except Exception as error:
            error.__suppress_context__ = True
            _write_error("Exception in threading.excepthook:\n" + _thread._traceback_text(error))

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        self._handle.join(timeout)

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._native_id

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._started.is_set() and not self._handle.is_done()

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        self._started.set()
        self._ident = _thread._get_main_thread_ident()
        self._native_id = get_native_id()
        _active[self._ident] = self


class _DummyThread(Thread):
    """One that was not started by this module."""

    def __init__(self):
        Thread.__init__(self, name=f"Dummy-{next(_numbers)}", daemon=True)
        self._started.set()
        self._ident = get_ident()
        self._native_id = get_native_id()
        with _lock:
            _active[self._ident] = self

    def is_alive(self):
        return True

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


class Timer(Thread):
    """Calls a function after a time, if nobody cancels it."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


# What is told of an exception that ends a thread


class ExceptHookArgs(tuple):
    """`exc_type`, `exc_value`, `exc_traceback`, `thread`."""

    def __new__(cls, values):
        values = tuple(values)
        if len(values) != 4:
            raise TypeError(f"ExceptHookArgs expected 4 arguments, got {len(values)}")
        return tuple.__new__(cls, values)

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        names = ("exc_type", "exc_value", "exc_traceback", "thread")
        return "_thread._ExceptHookArgs(" + ", ".join(f"{name}={value!r}" for name, value in zip(names, self)) + ")"


def excepthook(args, /):
    """Writes the traceback of an exception that has ended a thread."""
    if type(args) is not ExceptHookArgs:
        raise TypeError("_thread._excepthook argument type must be ExceptHookArgs")
    if args.exc_type is not SystemExit:
        _print_exception(args.exc_type, args.exc_value, args.thread)


__excepthook__ = excepthook


def _print_exception(type_, value, thread):
    name = thread.name if thread is not None else get_ident()
    _write_error(f"Exception in thread {name}:\n" + _thread._traceback_text(value))


def _write_error(text):
    if sys.stderr is not None:
        sys.stderr.write(text)
        sys.stderr.flush()


# Who is there


def current_thread():
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    return current_thread()


def active_count():
    with _lock:
        return len(_active) + len(_starting)


def activeCount():
    return active_count()


def enumerate():
    with _lock:
        return list(_active.values()) + list(_starting)


def main_thread():
    return _main


# Hooks that nothing calls: compiled functions are not traced


def setprofile(function):
    global _profile
    _profile = function


setprofile_all_threads = setprofile


def getprofile():
    return _profile


def settrace(function):
    global _trace
    _trace = function


settrace_all_threads = settrace


def gettrace():
    return _trace


# The end of the program


def _register_atexit(function, *args, **kwargs):
    """Called before the program waits for its threads, the last first."""
    if _is_shutting_down:
        raise RuntimeError("can't register atexit after shutdown")
    _at_exit.append(lambda: function(*args, **kwargs))


def _shutdown():
    """The main thread has ended: waits for all that are no daemons."""
    global _is_shutting_down
    if _main._handle.is_done():
        return
    _is_shutting_down = True
    for function in reversed(_at_exit):
        function()
    _main._handle._set_done()
    me = current_thread()
    while True:
        others = [thread for thread in enumerate() if thread is not me and thread is not _main and not thread.daemon]
        if not others:
            return
        for thread in others:
            thread._started.wait()
            thread._handle.join()


_main = _MainThread()
