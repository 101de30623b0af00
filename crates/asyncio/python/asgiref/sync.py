"""`sync_to_async` and `async_to_sync`: calling either kind of function from the other.

A function that `sync_to_async` calls runs in a thread. By default it is one and
the same thread for all of them ("thread sensitive"): the one that called
`async_to_sync` further up, if any, which lends a hand while it waits; else one
for the whole program.
"""

import asyncio
import asyncio.coroutines
import contextvars
import functools
import inspect
import queue
import threading
import warnings
from concurrent.futures import Executor, Future, ThreadPoolExecutor

__all__ = [
    "AsyncToSync",
    "SyncToAsync",
    "ThreadSensitiveContext",
    "async_to_sync",
    "iscoroutinefunction",
    "markcoroutinefunction",
    "sync_to_async",
]

iscoroutinefunction = inspect.iscoroutinefunction
markcoroutinefunction = inspect.markcoroutinefunction

# The thread above that waits for this coroutine and lends a hand meanwhile.
_lends = contextvars.ContextVar("asgiref lends", default=None)
# Whether the one thread of the program is already at work for this task.
_occupied = contextvars.ContextVar("asgiref occupied", default=False)
# Of `ThreadSensitiveContext`.
_own_thread = contextvars.ContextVar("asgiref own thread", default=None)
_OURS = {_lends, _occupied, _own_thread}

# In a thread of `sync_to_async`: the loop it works for.
_here = threading.local()
# The threads that wait for loops which `async_to_sync` has begun.
_waiting_for = {}


def _is_async(call):
    return iscoroutinefunction(call) or iscoroutinefunction(getattr(call, "__call__", call))


def _adopt(context):
    """Takes over what was set in another context."""
    for variable in context:
        value = context[variable]
        if variable not in _OURS and variable.get(variable) is not value:
            variable.set(value)


class _Hand(Executor):
    """A thread that waits, and does others' work meanwhile."""

    def __init__(self):
        self._work = queue.SimpleQueue()

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        self._work.put((future, functools.partial(fn, *args, **kwargs)))
        return future

    def wait_for(self, awaited):
        awaited.add_done_callback(lambda _: self._work.put(None))
        while (work := self._work.get()) is not None:
            future, job = work
            if future.set_running_or_notify_cancel():
                try:
                    result = job()
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)


class AsyncToSync:
    """Calls a coroutine function from plain code, and waits for its result."""

    def __init__(self, awaitable, force_new_loop=False):
        if not callable(awaitable) or not _is_async(awaitable):
            warnings.warn("async_to_sync was passed a non-async-marked callable", stacklevel=2)
        self.awaitable = awaitable
        self.force_new_loop = force_new_loop
        if hasattr(awaitable, "__self__"):
            self.__self__ = awaitable.__self__

    def __call__(self, *args, **kwargs):
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            pass
        else:
            raise RuntimeError(
                "You cannot use AsyncToSync in the same thread as an async event loop - "
                "just await the async function directly."
            )
        loop = None if self.force_new_loop else getattr(_here, "loop", None)
        hand = _Hand()
        context = contextvars.copy_context()
        result = Future()
        if loop is not None and loop.is_running():
            coroutine = self._main(hand, context, result, args, kwargs)
            # The timeline tells what it is for.
            coroutine.__qualname__ = getattr(self.awaitable, "__qualname__", coroutine.__qualname__)
            loop.call_soon_threadsafe(loop.create_task, coroutine)
            hand.wait_for(result)
        else:
            self._in_new_loop(hand, context, result, args, kwargs)
        _adopt(context)
        return result.result()

    def _in_new_loop(self, hand, context, result, args, kwargs):
        async def main():
            loop = asyncio.get_running_loop()
            _waiting_for[loop] = hand
            try:
                await self._main(hand, context, result, args, kwargs)
            finally:
                del _waiting_for[loop]

        with ThreadPoolExecutor(max_workers=1) as pool:
            ran = pool.submit(_run, main)
            hand.wait_for(ran)
        ran.result()

    async def _main(self, hand, context, result, args, kwargs):
        _adopt(context)
        _lends.set(hand)
        try:
            value = await self.awaitable(*args, **kwargs)
        except BaseException as error:
            context.run(_adopt, contextvars.copy_context())
            result.set_exception(error)
            if not isinstance(error, Exception):
                raise
        else:
            context.run(_adopt, contextvars.copy_context())
            result.set_result(value)

    def __get__(self, parent, objtype):
        return functools.update_wrapper(functools.partial(self.__call__, parent), self.awaitable)


def _run(main):
    return asyncio.run(main())


class SyncToAsync:
    """Calls a plain function from a coroutine, in a thread."""

    single_thread_executor = ThreadPoolExecutor(max_workers=1)

    def __init__(self, func, thread_sensitive=True, executor=None, context=None):
        if not callable(func) or _is_async(func):
            raise TypeError("sync_to_async can only be applied to sync functions.")
        self.func = func
        functools.update_wrapper(self, func)
        self._thread_sensitive = thread_sensitive
        markcoroutinefunction(self)
        if thread_sensitive and executor is not None:
            raise TypeError("executor must not be set when thread_sensitive is True")
        self._executor = executor
        self.context = context
        if hasattr(func, "__self__"):
            self.__self__ = func.__self__

    async def __call__(self, *args, **kwargs):
        loop = asyncio.get_running_loop()
        executor = self._thread(loop) if self._thread_sensitive else self._executor
        context = contextvars.copy_context() if self.context is None else self.context
        job = _Job(loop, context, self.func, args, kwargs)
        try:
            return await loop.run_in_executor(executor, job)
        finally:
            _adopt(context)
            _occupied.set(False)

    def _thread(self, loop):
        """The thread for what must always run in the same one."""
        if hand := _lends.get():
            return hand
        if own := _own_thread.get():
            return own.executor()
        if loop in _waiting_for:
            return _waiting_for[loop]
        if _occupied.get():
            raise RuntimeError("Single thread executor already being used, would deadlock")
        _occupied.set(True)
        return self.single_thread_executor

    def __get__(self, parent, objtype):
        bound = functools.partial(self.__call__, parent)
        return markcoroutinefunction(functools.update_wrapper(bound, self.func))


class _Job:
    """The call of a function in a thread, for a loop."""

    def __init__(self, loop, context, func, args, kwargs):
        inner = getattr(func, "func", func)
        self.__qualname__ = getattr(inner, "__qualname__", type(inner).__name__)
        self.loop = loop
        self.context = context
        self.call = functools.partial(func, *args, **kwargs)

    def __call__(self):
        before = getattr(_here, "loop", None)
        _here.loop = self.loop
        try:
            return self.context.run(self.call)
        finally:
            _here.loop = before


class ThreadSensitiveContext:
    """`async with ThreadSensitiveContext():` what is thread sensitive in it has a thread of its own."""

    def __init__(self):
        self.token = None
        self._executor = None

    def executor(self):
        if self._executor is None:
            self._executor = ThreadPoolExecutor(max_workers=1)
        return self._executor

    async def __aenter__(self):
        if _own_thread.get() is None:
            self.token = _own_thread.set(self)
        return self

    async def __aexit__(self, exc, value, tb):
        if self.token is None:
            return
        if self._executor is not None:
            self._executor.shutdown(wait=False)
        _own_thread.reset(self.token)


def async_to_sync(awaitable=None, *, force_new_loop=False):
    if awaitable is None:
        return functools.partial(AsyncToSync, force_new_loop=force_new_loop)
    return AsyncToSync(awaitable, force_new_loop=force_new_loop)


def sync_to_async(func=None, *, thread_sensitive=True, executor=None, context=None):
    options = {"thread_sensitive": thread_sensitive, "executor": executor, "context": context}
    if func is None:
        return functools.partial(SyncToAsync, **options)
    return SyncToAsync(func, **options)
