"""What the loop's Rust half asks of Python: texts and reports of asyncio's own wording."""

from asyncio import base_events, coroutines, format_helpers
from asyncio.log import logger


def handle_repr(handle):
    info = [type(handle).__name__]
    if handle._cancelled:
        info.append("cancelled")
    when = getattr(handle, "_when", None)
    if when is not None:
        info.append(f"when={when}")
    if handle._callback is not None:
        info.append(format_helpers._format_callback_source(handle._callback, handle._args))
    return "<{}>".format(" ".join(info))


def callback_failed(handle, error):
    source = format_helpers._format_callback_source(handle._callback, handle._args)
    handle._loop.call_exception_handler(
        {
            "message": f"Exception in callback {source}",
            "exception": error,
            "handle": handle,
        }
    )


def arrival(loop, handle):
    return lambda: loop._arrive(handle)


def ran(handle, seconds):
    """Debug mode tells of a callback that held the loop."""
    if seconds >= handle._loop.slow_callback_duration:
        logger.warning("Executing %s took %.3f seconds", base_events._format_handle(handle), seconds)


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
