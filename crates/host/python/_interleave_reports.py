"""What goes wrong without being caught is reported in Problems, and on stderr, as CPython does."""

import asyncio
import gc
import itertools
import linecache
import sys
import traceback
import warnings

from asyncio import base_events, runners, tasks

import _interleave
import _interleave_host

FILE = "main.py"


def last_line(trace):
    """The innermost line of the program in a traceback; 0 if there is none."""
    line = 0
    for frame, number in traceback.walk_tb(trace):
        if frame.f_code.co_filename == FILE:
            line = number
    return line


def uncaught(error, trace, kind="uncaught"):
    """An uncaught exception becomes a line in Problems, and so does each exception of a group."""
    line = last_line(trace)
    if kind == "syntax-error":
        line = error.lineno or 0
    _interleave_host.diagnose(kind, line, _summary(error))
    for inner in itertools.islice(_leaves(error), _MOST_INNER):
        text = f"{_summary(inner)} (in the {type(error).__name__})"
        _interleave_host.diagnose("uncaught", last_line(inner.__traceback__), text)
    return line


# Problems names no more exceptions of one group.
_MOST_INNER = 20


def _leaves(error):
    """The exceptions of a group, and of the groups in it; none of another exception."""
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            if isinstance(inner, BaseExceptionGroup):
                yield from _leaves(inner)
            else:
                yield inner


def _summary(error):
    return traceback.format_exception_only(error)[-1].strip()


_unawaited = set()


def _warn_unawaited(coro):
    """Warns of a coroutine that nobody awaited, as CPython does where it is let go."""
    message = f"coroutine '{coro.__qualname__}' was never awaited"
    # Few programs need it.
    from _interleave_unawaited import lines_made

    lines = lines_made(coro, FILE, _interleave_host.current_line())
    line = next((line for line in lines if (line, message) not in _unawaited), lines[0])
    if (line, message) not in _unawaited:
        _unawaited.add((line, message))
        _interleave_host.diagnose("never-awaited", line, message)
    # None of the program's frames is left, as when CPython's interpreter ends.
    is_at_end = sys._getframe(1).f_globals.get("__name__") == "_interleave_main"
    origin = getattr(coro, "cr_origin", None)
    if origin and not is_at_end:
        frames = [
            (file, number, name, linecache.getline(file, number))
            for file, number, name in reversed(origin)
            if not file.startswith("_interleave_")
        ]
        message += "\nCoroutine created at (most recent call last)\n" + "".join(traceback.format_list(frames)).rstrip()
    if is_at_end:
        warnings.warn_explicit(message, RuntimeWarning, "<sys>", 0)
    else:
        warnings.warn(message, RuntimeWarning, stacklevel=2, source=coro)


warnings._warn_unawaited_coroutine = _warn_unawaited


def lost(context):
    """A report to the loop's exception handler becomes a line in Problems, if it is one of these."""
    message = context.get("message", "")
    task = context.get("task") or context.get("future")
    if message == "Task was destroyed but it is pending!":
        line = _interleave_host.line_created(task)
        if id(task) not in _told:
            _interleave_host.diagnose("pending", line, f"{task.get_name()} was destroyed while it was pending")
    elif message.endswith("exception was never retrieved"):
        error = context.get("exception")
        line = _interleave_host.line_created(task) or last_line(error.__traceback__)
        summary = _summary(error)
        name = task.get_name() if hasattr(task, "get_name") else "a future"
        _interleave_host.diagnose("never-retrieved", line, f"the exception of {name} was never retrieved: {summary}")


_told = set()


def pending(tasks, when):
    """Tells in Problems which tasks were left alone, and what they waited for."""
    _told.update(map(id, tasks))
    _interleave_host.tell_pending(tasks, when)


def abandoned(tasks):
    """Tells of what a runner cancels at its end: by then the main task is over, or the program ends."""
    if _interleave_host.has_ended():
        when = " when the run ended"
    elif isinstance(sys.exception(), (SystemExit, KeyboardInterrupt)):
        when = " when the program was told to end, and was cancelled"
    else:
        when = " when the main task was over, and was cancelled"
    pending(tasks, when)


def _call_exception_handler(self, context, _call=base_events.BaseEventLoop.call_exception_handler):
    lost(context)
    _call(self, context)


base_events.BaseEventLoop.call_exception_handler = _call_exception_handler


def _cancel_all_tasks(loop, _cancel=runners._cancel_all_tasks):
    abandoned(list(tasks.all_tasks(loop)))
    _cancel(loop)


runners._cancel_all_tasks = _cancel_all_tasks


def left():
    """Tells of what is left at the program's end."""
    pending([task for task in _interleave.alive_tasks() if id(task) not in _told], " when the program ended")
    _interleave_host.tell_unreleased()


def let_go():
    """Ends tasks and futures as the collector of garbage would at the very end, the oldest first.

    It does not see loops that nobody closed, which their timers hold, nor a coroutine
    that waits while it handles an exception.
    """
    orphans = _orphans()
    for loop in dict.fromkeys(task.get_loop() for task in orphans):
        forget = getattr(loop, "_forget_all", None)
        if forget is not None:
            forget()
    # The collector's generations are not in the order in which tasks were made.
    oldest_first = iter(orphans)
    orphans = set(map(id, orphans))
    # The youngest generation is kept the other way round.
    objects = gc.get_objects(2) + gc.get_objects(1) + gc.get_objects(0)[::-1]
    had_ended = _interleave_host.has_ended()
    for future in _interleave.futures_among(objects):
        # So many reports reach the limit of output; no more of them would be seen.
        is_seen = had_ended or not _interleave_host.has_ended()
        if id(future) in orphans:
            task = next(oldest_first)
            task._log_destroy_pending = task._log_destroy_pending and is_seen
            _interleave.destroy(task)
        elif future._log_traceback and is_seen:
            future.__del__()
            future._log_traceback = False


def _orphans():
    """Pending tasks but for the current loop's, which CPython's interpreter keeps to its end."""
    current = getattr(asyncio.events._event_loop_policy, "_local", None)
    current = getattr(current, "_loop", None)
    return [task for task in _interleave.alive_tasks() if task.get_loop() is not current]
