"""Python's own pool of threads, which tells of each job that a worker takes up."""

import threading

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
            _thread.catch_up()
            _interleave.thread_ends()


class ThreadPoolExecutor(_pool.ThreadPoolExecutor):
    __doc__ = _pool.ThreadPoolExecutor.__doc__

    @classmethod
    def prepare_context(cls, initializer, initargs):
        return WorkerContext.prepare(initializer, initargs)


BrokenThreadPool.__module__ = __name__


def _name(fn):
    inner = getattr(fn, "func", fn)
    if inner is not fn and getattr(inner, "__name__", "") == "run" and fn.args:
        # `to_thread` wraps the function as `partial(context.run, func, …)`.
        inner = fn.args[0]
    return getattr(inner, "__qualname__", type(inner).__name__)
