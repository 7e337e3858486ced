"""`ThreadPoolExecutor`: calls on a few threads that wait for them."""

import queue
import sys
import threading
import _thread
from concurrent.futures._futures import BrokenExecutor, Executor, Future
from itertools import count

_executors = set()
_executors_lock = threading.Lock()


class BrokenThreadPool(BrokenExecutor):
    """A thread could not be prepared."""


class _Call:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
            # The traceback of the exception has this call.
            self = None
        else:
            self.future.set_result(result)


class ThreadPoolExecutor(Executor):
    _numbers = count()

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, (_thread._processor_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue()
        self._idle = 0
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._lock = threading.Lock()
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{next(self._numbers)}"
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _is_ending:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = Future()
            self._work_queue.put(_Call(future, fn, args, kwargs))
            if self._idle > 0:
                self._idle -= 1
            elif len(self._threads) < self._max_workers:
                self._start_thread()
            return future

    def _start_thread(self):
        name = f"{self._thread_name_prefix}_{len(self._threads)}"
        thread = threading.Thread(name=name, target=self._work)
        self._threads.add(thread)
        with _executors_lock:
            _executors.add(self)
        thread.start()

    def _work(self):
        """What each thread does."""
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException as error:
                sys.stderr.write("Exception in initializer:\n" + _thread._traceback_text(error))
                self._break()
                return
        while True:
            call = self._work_queue.get()
            if call is None:
                # The others must hear of it, too.
                self._work_queue.put(None)
                return
            call.run()
            del call
            with self._lock:
                if self._work_queue.empty():
                    self._idle += 1

    def _break(self):
        with self._lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            self._cancel_waiting(BrokenThreadPool(self._broken))

    def _cancel_waiting(self, error=None):
        while True:
            try:
                call = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if call is None:
                continue
            if error is None:
                call.future.cancel()
            else:
                call.future.set_exception(error)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._shutdown = True
            if cancel_futures:
                self._cancel_waiting()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
        with _executors_lock:
            _executors.discard(self)


_is_ending = False


def _end():
    """The program ends: all calls are still made."""
    global _is_ending
    _is_ending = True
    with _executors_lock:
        executors = list(_executors)
    for executor in executors:
        executor.shutdown(wait=True)


threading._register_atexit(_end)
