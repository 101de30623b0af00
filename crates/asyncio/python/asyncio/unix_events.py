"""The event loop of this platform: scheduling in Rust, the rest of it asyncio's own."""

import collections
import functools
import select
import selectors
import sys
import types

import _interleave
import _interleave_loop
import _interleave_runtime
import _interleave_tasks
import _thread
from _interleave import Handle, TimerHandle

from . import base_events, coroutines, events, futures, runners, selector_events, streams, tasks
from ._paths import Paths
from ._refusals import (
    AbstractChildWatcher, FastChildWatcher, MultiLoopChildWatcher, PidfdChildWatcher, Refusals, SafeChildWatcher,
    ThreadedChildWatcher, get_child_watcher, set_child_watcher,
)
from ._signals import Signals
from .log import logger

__all__ = (
    "SelectorEventLoop", "EventLoop", "AbstractChildWatcher", "SafeChildWatcher", "FastChildWatcher",
    "PidfdChildWatcher", "MultiLoopChildWatcher", "ThreadedChildWatcher", "get_child_watcher", "set_child_watcher",
    "AbstractEventLoopPolicy", "DefaultEventLoopPolicy",
)

# asyncio makes its handles through these names.
events.Handle = Handle
events.TimerHandle = TimerHandle
sys.modules[__package__].Handle = Handle
sys.modules[__package__].TimerHandle = TimerHandle

# Deprecated since 3.14 only.
for _name in ("get_event_loop_policy", "set_event_loop_policy"):
    setattr(events, _name, getattr(events, "_" + _name))
    setattr(sys.modules[__package__], _name, getattr(events, "_" + _name))
events.AbstractEventLoopPolicy = events._AbstractEventLoopPolicy
AbstractEventLoopPolicy = events._AbstractEventLoopPolicy
coroutines.iscoroutinefunction = coroutines._iscoroutinefunction
sys.modules[__package__].iscoroutinefunction = coroutines._iscoroutinefunction


tasks.shield = sys.modules[__package__].shield = _interleave_tasks.shield
sys.modules[__package__].create_task = _interleave_tasks.create_task

# As in 3.13, tasks written in Python are in the same tables as the native ones.
for _name in (
    "current_task",
    "_register_task",
    "_register_eager_task",
    "_unregister_task",
    "_unregister_eager_task",
    "_enter_task",
    "_leave_task",
    "_swap_current_task",
):
    setattr(tasks, "_py_" + _name.lstrip("_"), getattr(tasks, _name))


events._AbstractEventLoopPolicy.get_child_watcher = staticmethod(get_child_watcher)
events._AbstractEventLoopPolicy.set_child_watcher = staticmethod(set_child_watcher)


def _format_coroutine(coro, _format=coroutines._format_coroutine):
    # The frame of a nested function that has not begun knows no line; it is the function's own.
    text = _format(coro)
    frame = getattr(coro, "cr_frame", None)
    if frame is None or frame.f_lineno is not None:
        return text
    return text.replace(":None", f":{frame.f_code.co_firstlineno}")


coroutines._format_coroutine = _format_coroutine


def _run_once(self, _run=base_events.BaseEventLoop._run_once):
    # What simulated threads have done must reach loops that are written in Python, too.
    if _interleave.next_arrival() is not None:
        _interleave.wait_until(0)
    _run(self)


base_events.BaseEventLoop._run_once = _run_once


def _connection_lost(self, exc, _lose=streams.StreamReaderProtocol.connection_lost):
    _lose(self, exc)
    # Its own finalizer retrieves this, which comes first in CPython where both are in a cycle.
    self._closed._log_traceback = False


streams.StreamReaderProtocol.connection_lost = functools.wraps(streams.StreamReaderProtocol.connection_lost)(
    _connection_lost
)


class _OnlyCoroutines:
    """What `Runner.run` asks about its argument: 3.14 takes other awaitables too, 3.13 doesn't."""

    @staticmethod
    def iscoroutine(coro):
        if not coroutines.iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        return True


runners.coroutines = _OnlyCoroutines


class _NoRunningLoop:
    """What chained futures ask about the loop: 3.14 asks whether it runs, 3.13 goes through it always."""

    @staticmethod
    def _get_running_loop():
        return None


futures._chain_future = types.FunctionType(
    futures._chain_future.__code__, {**vars(futures), "events": _NoRunningLoop}, "_chain_future"
)


def _share(name):
    """Lets a function of `BaseEventLoop`'s call the method in Rust for the loops that have one: a
    program may keep such a function, put its own in its place, and call the old one from there."""
    original, native = getattr(base_events.BaseEventLoop, name), _interleave.native_method(name)

    @functools.wraps(original)
    def method(self, *args, **kwargs):
        if isinstance(self, _interleave.EventLoop):
            return native(self, *args, **kwargs)
        result = original(self, *args, **kwargs)
        if isinstance(result, Handle) and result._source_traceback:
            del result._source_traceback[-1]
        return result

    setattr(base_events.BaseEventLoop, name, method)
    _interleave.put_in_front(name, selector_events.BaseSelectorEventLoop, method)


for _name in ("time", "call_soon", "call_soon_threadsafe", "call_later", "call_at", "stop", "_run_once"):
    _share(_name)


class _UnixSelectorEventLoop(
    _interleave.EventLoop, Refusals, Paths, Signals, selector_events.BaseSelectorEventLoop
):
    """The loop that programs get. Its name is the one CPython shows."""

    def __init__(self, selector=None):
        # The loop waits by itself; of a selector it needs the watch on the network.
        if not isinstance(selector, selectors.EpollSelector):
            selector = selectors.EpollSelector()
        selector_events.BaseSelectorEventLoop.__init__(self, selector)
        self._set_epoll(selector._selector._number)
        select._waitables[selector._selector._number] = self
        self._signal_handlers = {}
        # The threads set aside until there is something to run.
        self._waiters = []

    # What `BaseEventLoop` keeps there is in the executor; these are for looking.
    _ready = property(lambda self: collections.deque(self._ready_handles()), lambda self, ready: None)
    _scheduled = property(lambda self: sorted(self._timed_handles()), lambda self, scheduled: None)

    @functools.wraps(base_events.BaseEventLoop.set_debug)
    def set_debug(self, enabled):
        super().set_debug(enabled)
        self._checks(bool(enabled))

    def close(self):
        super().close()
        for sig in list(self._signal_handlers):
            self.remove_signal_handler(sig)
        self._forget_all()

    def run_in_executor(self, executor, func, *args):
        future = super().run_in_executor(executor, func, *args)
        # The timeline says which job a task waits for.
        future._interleave_job = getattr(func, "__qualname__", None) or _job_name(func)
        return future

    def _is_taken(self):
        return True

    def _ready_socket(self, descriptor, events):
        """A socket of the network is ready, as `EpollSelector.select` would tell."""
        key = self._selector.get_map().get(descriptor)
        if key is not None:
            mask = events & ~select.EPOLLIN and selectors.EVENT_WRITE
            mask |= events & ~select.EPOLLOUT and selectors.EVENT_READ
            self._process_events([(key, mask & key.events)])

    # Nothing wakes this loop but the program's own threads.

    def _make_self_pipe(self):
        pass

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        _thread._wake_all(self)


for _function in (Signals.add_signal_handler, Signals.remove_signal_handler):
    _function.__module__ = __name__
    _function.__qualname__ = f"_UnixSelectorEventLoop.{_function.__name__}"


def _job_name(func):
    inner = getattr(func, "func", func)
    if inner is not func and getattr(inner, "__name__", "") == "run" and func.args:
        # `to_thread` wraps the function as `partial(context.run, func, …)`.
        inner = func.args[0]
    return getattr(inner, "__qualname__", type(inner).__name__)


SelectorEventLoop = EventLoop = _UnixSelectorEventLoop


class _UnixDefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = _UnixSelectorEventLoop
    _was_set = False

    def set_event_loop(self, loop):
        self._was_set = True
        super().set_event_loop(loop)

    def get_event_loop(self):
        """As in 3.13: the main thread gets a loop made, with a warning."""
        if self._local._loop is None and not self._was_set and not _interleave.current_thread():
            import warnings

            depth, frame = 2, sys._getframe(1)
            while frame is not None:
                module = frame.f_globals.get("__name__", "")
                if module != "asyncio" and not module.startswith("asyncio."):
                    break
                frame = frame.f_back
                depth += 1
            warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=depth)
            _interleave_runtime.note(
                "Python 3.14 raises a RuntimeError here, as no event loop is set; "
                "make one with asyncio.new_event_loop(), or better use asyncio.run().",
            )
            self.set_event_loop(self.new_event_loop())
        return super().get_event_loop()


_DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
