"""A pool of simulated threads.

A job runs at once from start to end, but on a clock of its own: it begins
when a worker is free, its `time.sleep` moves only its own clock, and what it
prints and returns reaches the loop at the time it would have.
"""

import itertools
import threading

import _interleave
import _thread
from concurrent.futures import _base

_numbers = itertools.count()


class BrokenThreadPool(_base.BrokenExecutor):
    """A worker's initializer failed."""


class _Worker:
    """A simulated thread: busy until a moment of the loop's clock."""

    def __init__(self, name):
        self.number = _thread._next_number()
        self.name = name
        self.busy_until = 0
        # What `threading.current_thread()` answers in a job.
        self._thread = threading.Thread(name=name, daemon=True)

    def run(self, label, begin, job):
        """Runs a job from `begin` on; answers when it ended."""
        ident = _thread._MAIN_IDENT + self.number
        threading._active[ident] = self._thread
        try:
            return _thread.run(self.number, self.name, label, begin, job)
        finally:
            del threading._active[ident]


class ThreadPoolExecutor(_base.Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), **ctxkwargs):
        if max_workers is None:
            # `min(32, cpus + 4)`, with the four of this machine.
            max_workers = 8
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{next(_numbers)}"
        self._initializer = initializer
        self._initargs = initargs
        self._workers = []
        self._shutdown = False
        self._waiters = []
        self._running = 0

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = _base.Future()
        worker, begin = self._free_worker()
        self._running += 1
        if begin <= _interleave.now():
            self._work(worker, begin, future, fn, args, kwargs)
        else:
            worker.busy_until = begin
            _interleave.call_at(
                begin, worker.number, lambda: self._work(worker, begin, future, fn, args, kwargs)
            )
        return future

    def _free_worker(self):
        now = _interleave.now()
        for worker in self._workers:
            if worker.busy_until <= now:
                return worker, now
        if len(self._workers) < self._max_workers:
            worker = _Worker(f"{self._prefix}_{len(self._workers)}")
            self._workers.append(worker)
            return worker, now
        worker = min(self._workers, key=lambda worker: worker.busy_until)
        return worker, worker.busy_until

    def _work(self, worker, begin, future, fn, args, kwargs):
        if not future.set_running_or_notify_cancel():
            self._ended()
            return
        outcome = []

        def job():
            try:
                if self._initializer is not None and worker.busy_until == 0:
                    self._initializer(*self._initargs)
                outcome.append((fn(*args, **kwargs), None))
            except BaseException as error:
                outcome.append((None, error))

        ended = worker.run(_name(fn), begin, job)
        worker.busy_until = ended
        result, error = outcome.pop()

        def arrive():
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)
            self._ended()

        _interleave.call_at(ended, worker.number, arrive)

    def _ended(self):
        self._running -= 1
        if self._running == 0:
            waiters, self._waiters = self._waiters, []
            for waiter in waiters:
                waiter()

    def _when_idle(self, callback):
        """Calls `callback` when no job runs or waits any more."""
        if self._running == 0:
            callback()
        else:
            self._waiters.append(callback)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        while wait and self._running:
            _interleave.wait_until(_interleave.last_arrival())


def _name(fn):
    inner = getattr(fn, "func", fn)
    if inner is not fn and getattr(inner, "__name__", "") == "run" and fn.args:
        inner = fn.args[0]
    return getattr(inner, "__qualname__", type(inner).__name__)
