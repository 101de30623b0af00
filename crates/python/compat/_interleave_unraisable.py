"""Exceptions that can't be raised, such as those of a `__del__`, as CPython 3.13 reports them.

3.14 words the first line in another way.
"""

import linecache
import sys
import traceback


def unraisablehook(unraisable):
    """`sys.unraisablehook`."""
    try:
        _report(unraisable)
    except SystemExit:
        # The run has ended: nothing of the program is reported any more.
        pass


def _represented(thing):
    try:
        return repr(thing)
    except Exception:
        return "<object repr() failed>"


def _report(unraisable):
    message = unraisable.err_msg or "Exception ignored"
    if message == "Exception ignored in sys.unraisablehook":
        message = f"{message}: {_represented(unraisable.object)}"
    elif unraisable.object is not None and "atexit" not in message:
        message = f"Exception ignored in: {_represented(unraisable.object)}"
    elif " while " in message and "<" in message:
        message = f"Exception ignored in: {message[message.index('<'):].rstrip(':')}"
    else:
        message = message.rstrip(":") + ":"
    lines = [message + "\n"]
    if unraisable.exc_traceback is not None:
        lines.append("Traceback (most recent call last):\n")
    for frame, number in traceback.walk_tb(unraisable.exc_traceback):
        code = frame.f_code
        lines.append(f'  File "{code.co_filename}", line {number}, in {code.co_name}\n')
        source = linecache.getline(code.co_filename, number).strip()
        if source:
            lines.append(f"    {source}\n")
    lines.extend(traceback.format_exception_only(unraisable.exc_type, unraisable.exc_value))
    sys.stderr.write("".join(lines))


sys.unraisablehook = sys.__unraisablehook__ = unraisablehook
