"""What a deadlock among threads is made of."""

import linecache
import sys
import threading

import _interleave
import _thread

# No more threads than this are told of, nor longer lines of the program.
_MAX_TOLD = 4
_MAX_LENGTH = 40


def explain(waitable):
    """What the main thread waits for in vain, and the threads that could end that."""
    first = _wait(0, waitable, sys._getframe(), _interleave.current_line())
    return _follow([first], _whom(waitable))


def threads():
    """What threads wait for in vain; nothing, where none does."""
    return _follow([], None)


def _follow(told, number):
    frames = dict(_interleave.frames_aside())
    waiting = {
        number: thread
        for number, thread in _thread._threads.items()
        # Workers without work wait in no line of the program.
        if thread.waits_for is not None and thread.line
    }
    while waiting and len(told) < _MAX_TOLD:
        # Those that hold what the one before waits for come first.
        thread = waiting.pop(number if number in waiting else min(waiting))
        told.append(_wait(thread.number, thread.waits_for, frames.get(thread.number), thread.line))
        number = _whom(thread.waits_for)
    rest = f"; and {len(waiting)} more wait" if waiting else ""
    return "; ".join(told) + rest


def _wait(number, waitable, frame, line):
    place = f" at line {line}" if line else ""
    text = linecache.getline("main.py", line).strip() if line else ""
    if text:
        place += f", `{text if len(text) <= _MAX_LENGTH else text[:_MAX_LENGTH - 1] + '…'}`,"
    holder = _whom(waitable)
    if isinstance(waitable, _thread._ThreadHandle):
        what = f"for the end of {_name(holder)}"
    elif holder is None or _is_notified(frame):
        what = "and nobody is left to wake it"
    elif holder == number:
        what = "for a lock that it holds itself"
    else:
        what = f"for a lock that {_name(holder)} holds"
    return f"{_name(number)} waits{place} {what}"


def _whom(waitable):
    """The number of the thread that could end a wait; none if unknown."""
    if isinstance(waitable, _thread._ThreadHandle):
        return waitable.ident - _thread._MAIN_IDENT
    if isinstance(waitable, _thread.RLock):
        return waitable._owner and waitable._owner - _thread._MAIN_IDENT
    return getattr(waitable, "_holder", None)


def _is_notified(frame):
    """Whether it is a condition that waits, for a lock that only `notify` releases."""
    while frame is not None and frame.f_code.co_filename in ("_interleave_deadlock", "_thread"):
        frame = frame.f_back
    return frame is not None and frame.f_code is threading.Condition.wait.__code__


def _name(number):
    if number == 0:
        return "the main thread"
    thread = threading._active.get(_thread._MAIN_IDENT + number)
    name = str(getattr(thread, "name", number))
    return name if name.startswith("Thread-") else f"thread {name}"
