"""Python's own pool of threads, which tells of each job that a worker takes up."""

import threading
import time

import _interleave
import _thread

from . import _pool
from ._pool import BrokenThreadPool

__all__ = ("BrokenThreadPool", "ThreadPoolExecutor")


class WorkerContext(_pool.WorkerContext):
    @classmethod
    def prepare(cls, initializer, initargs):
        create_context, _ = super().prepare(initializer, initargs)
        return create_context, lambda *task: (task, _interleave.current_task())

    def run(self, job):
        (fn, args, kwargs), submitter = job
        _thread.work_for(submitter)
        _interleave.thread_begins(threading.current_thread().name, _name(fn))
        try:
            return fn(*args, **kwargs)
        finally:
            _interleave.thread_ends()


class ThreadPoolExecutor(_pool.ThreadPoolExecutor):
    __doc__ = _pool.ThreadPoolExecutor.__doc__

    @classmethod
    def prepare_context(cls, initializer, initargs):
        return WorkerContext.prepare(initializer, initargs)

    def _adjust_thread_count(self):
        if _interleave.has_stacks():
            return super()._adjust_thread_count()
        # A worker can't wait for work without a stack of its own. So each job has a
        # thread, which begins its work when one of the workers would.
        thread = threading.Thread(target=_worker, args=(self,))
        # The pool's lock is held here: it begins when whoever submits the job waits.
        thread._started = _Started()
        thread.start()
        self._threads.add(thread)


class _Started(threading.Event):
    def wait(self, timeout=None):
        return True


def _worker(executor):
    # When each worker is free.
    free_at = executor.__dict__.setdefault("_free_at", [])
    now = _interleave.now()
    number = next((number for number, time in enumerate(free_at) if time <= now), len(free_at))
    if number == executor._max_workers:
        number = min(range(number), key=free_at.__getitem__)
        time.sleep((free_at[number] - now) / 1_000_000)
    threading.current_thread().name = f"{executor._thread_name_prefix or executor}_{number}"
    context = executor._create_worker_context()
    try:
        context.initialize()
    except BaseException:
        _pool._base.LOGGER.critical("Exception in initializer:", exc_info=True)
        executor._initializer_failed()
        return
    try:
        work_item = executor._work_queue.get_nowait()
    except _pool.queue.Empty:
        return  # It was cancelled by `shutdown`, or the pool is broken.
    work_item.run(context)
    free_at[number:number + 1] = [_interleave.now()]


BrokenThreadPool.__module__ = __name__


def _name(fn):
    inner = getattr(fn, "func", fn)
    if inner is not fn and getattr(inner, "__name__", "") == "run" and fn.args:
        # `to_thread` wraps the function as `partial(context.run, func, …)`.
        inner = fn.args[0]
    return getattr(inner, "__qualname__", type(inner).__name__)
