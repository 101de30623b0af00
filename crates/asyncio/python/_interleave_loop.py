"""What the loop's Rust half asks of Python: texts and reports of asyncio's own wording."""

import contextvars
import sys
import traceback

from asyncio import base_events, constants, coroutines, events, format_helpers


def handle_repr(handle):
    if handle._repr is not None:
        return handle._repr
    info = [type(handle).__name__]
    if handle._cancelled:
        info.append("cancelled")
    if isinstance(handle, events.TimerHandle):
        info.append(f"when={handle._when}")
    if handle._callback is not None:
        info.append(_callback_source(handle))
    if handle._source_traceback:
        frame = handle._source_traceback[-1]
        info.append(f"created at {frame.filename}:{frame.lineno}")
    return "<{}>".format(" ".join(info))


def _callback_source(handle):
    debug = handle._loop.get_debug()
    return format_helpers._format_callback_source(handle._callback, handle._args, debug=debug)


def source_traceback(own):
    """Where the program made a handle: the innermost calls, as many as CPython keeps, which counts `own` ones of
    the loop's methods among them."""
    calls = format_helpers.extract_stack(sys._getframe(1))
    if calls and calls[-1].filename == "asyncio.unix_events":
        # A method of the loop, called by way of its class.
        calls.pop()
    room = max(constants.DEBUG_STACK_DEPTH - own, 0)
    calls[:] = _with_running(calls)[-room:] if room else []
    return calls


def future_traceback():
    """Where the program made a future: all calls."""
    calls = traceback.extract_stack(sys._getframe(1))
    calls[:] = _with_running(calls)
    return calls


def _with_running(calls):
    """Calls with those by which CPython's loop runs a handle: there `run_forever` calls them."""
    found = []
    for index, call in enumerate(calls):
        found.append(call)
        inner = calls[index + 1] if index + 1 < len(calls) else None
        if call.name == "run_forever" and call.filename == base_events.__name__ and (inner is None or inner.name != "_run_once"):
            found += _RUNNING
    return found


#: `_run_once` and `Handle._run`, by their lines in CPython 3.13's debug mode.
_RUNNING = [
    traceback.FrameSummary(base_events.__name__, 2019, "_run_once", lookup_line=False, line="handle._run()"),
    traceback.FrameSummary(
        events.__name__, 89, "_run", lookup_line=False, line="self._context.run(self._callback, *self._args)"
    ),
]


def run(handle):
    """`Handle._run`, for loops written in Python."""
    context = handle._context
    if context is None:
        context = contextvars.copy_context()
    try:
        context.run(handle._callback, *handle._args)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:
        callback_failed(handle, error)


# `Handle._run`, as far as tracebacks show it.
_names = {"__name__": events.__name__}
exec(compile("def _run(error):\n    raise error\n", events.__spec__.name, "exec"), _names)
_raise = _names["_run"]


def callback_failed(handle, error):
    context = {
        "message": f"Exception in callback {_callback_source(handle)}",
        "exception": error,
        "handle": handle,
    }
    if handle._source_traceback:
        context["source_traceback"] = handle._source_traceback
    before, trace = error.__context__, error.__traceback__
    try:
        _raise(error)
    except BaseException:
        # Handlers find it in `sys.exception()`. Where no frame is the program's, `Handle._run`'s is
        # in the traceback, as in CPython.
        error.__context__, error.__traceback__ = before, trace or error.__traceback__.tb_next
        handle._loop.call_exception_handler(context)


def ran(handle, seconds):
    """Debug mode tells of a callback that held the loop."""
    if seconds >= handle._loop.slow_callback_duration:
        base_events.logger.warning("Executing %s took %.3f seconds", base_events._format_handle(handle), seconds)


def check_callback(loop, callback, method):
    """What debug mode asks of a call: the loop's own thread, and something to call."""
    if method != "call_soon_threadsafe":
        loop._check_thread()
    if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
        raise TypeError(f"coroutines cannot be used with {method}()")
    if not callable(callback):
        raise TypeError(
            f"a callable object was expected by {method}(), got {callback!r}"
        )
