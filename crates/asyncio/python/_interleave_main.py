"""Runs `main.py` as `python main.py` does, or as a notebook's cell, and reports its errors."""

import sys
import time

import _interleave
import _thread

sys.platform = "linux"
_thread._current = _interleave.current_thread


def _set_recursion_limit(limit, /, _set=sys.setrecursionlimit):
    # The page's stack is not deep enough for more, and a page must not die of it.
    _set(min(limit, _DEEPEST) if isinstance(limit, int) else limit)


_DEEPEST = 1000
_set_recursion_limit.__name__ = "setrecursionlimit"
sys.setrecursionlimit = _set_recursion_limit

# Every clock is the loop's.
time.time = _interleave.time
time.time_ns = _interleave.time_ns
time.sleep = _interleave.sleep
for _name in ("monotonic", "perf_counter", "process_time", "thread_time"):
    setattr(time, _name, _interleave.monotonic)
    setattr(time, _name + "_ns", _interleave.monotonic_ns)


def _from_clock(function):
    def with_default(seconds=None, /):
        return function(_interleave.time() if seconds is None else seconds)

    with_default.__name__ = with_default.__qualname__ = function.__name__
    return with_default


_gmtime = time.gmtime
_asctime = time.asctime
_strftime = time.strftime
# The page's clock is UTC for everybody, so that a recording is the same everywhere.
time.gmtime = _from_clock(_gmtime)
time.localtime = _from_clock(_gmtime)
time.localtime.__name__ = "localtime"
time.asctime = lambda moment=None, /: _asctime(time.gmtime() if moment is None else moment)
time.ctime = lambda seconds=None, /: _asctime(time.gmtime(seconds))
time.strftime = lambda format, moment=None, /: _strftime(format, time.gmtime() if moment is None else moment)
time.timezone = time.altzone = time.daylight = 0
time.tzname = ("UTC", "UTC")


class _ClockInfo:
    def __init__(self, monotonic):
        self.adjustable = not monotonic
        self.implementation = "interleave"
        self.monotonic = monotonic
        self.resolution = 1e-06


time.get_clock_info = lambda name: _ClockInfo(name != "time")

import ast
import asyncio
import atexit
import gc
import io
import linecache
import traceback
import types
import warnings

FILE = "main.py"


class _Output(io.TextIOBase):
    """`sys.stdout` or `sys.stderr`."""

    encoding = "utf-8"
    errors = "strict"
    newlines = None

    def __init__(self, number, name):
        self._number = number
        self.name = name

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        return _interleave.write(self._number, text)

    def flush(self):
        pass

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return self._number


sys.stdout = sys.__stdout__ = _Output(1, "<stdout>")
sys.stderr = sys.__stderr__ = _Output(2, "<stderr>")
sys.stdin = sys.__stdin__ = io.StringIO()


def _remember(source):
    """Lets tracebacks and warnings show the lines of the program."""
    linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)


def _compile(source):
    return compile(source, FILE, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)


def check(source):
    """Where the first syntax error is, and what it is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _compile(source)
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        end_line = error.end_lineno or line
        end_column = error.end_offset or column + 1
        if end_line < line or (end_line == line and end_column <= column):
            end_line, end_column = line, column + 1
        return line, max(column, 1), end_line, max(end_column, 1), str(error.msg)
    except (ValueError, RecursionError, OverflowError, MemoryError) as error:
        return 1, 1, 1, 2, str(error)
    return None


def run(source):
    """Runs a program. Answers how it ended and its exit status."""
    import random

    random.seed(_interleave.entropy())
    _remember(source)
    module = types.ModuleType("__main__")
    module.__file__ = FILE
    module.__builtins__ = __builtins__
    sys.modules["__main__"] = module
    sys.argv = [FILE]
    ending = _execute(source, module.__dict__)
    _finalize(module)
    return ending


def _execute(source, names):
    try:
        code = _compile(source)
        if code.co_flags & 0x80:  # CO_COROUTINE: it awaits at the top level
            return _run_notebook(code, names)
        exec(code, names)
    except SystemExit as error:
        return _exited(error)
    except BaseException as error:
        return _raised(error)
    return "finished", 0


def _run_notebook(code, names):
    """A cell awaits at its top level; its loop goes on until nothing is left to run."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    ending = "finished", 0
    try:
        loop.run_until_complete(loop.create_task(eval(code, names), name=FILE))
    except Exception as error:
        ending = _raised(error)
    loop._end_when_idle()
    loop.run_forever()
    asyncio.set_event_loop(None)
    loop.close()
    return ending


def _exited(error):
    code = error.code
    if code is None:
        return "exited", 0
    if isinstance(code, int):
        return "exited", code & 0xFF
    print(code, file=sys.stderr)
    return "exited", 1


def _raised(error):
    # The frames of this file are none of the user's business.
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_globals is globals():
        trace = trace.tb_next
    error.__traceback__ = trace
    line = 0
    for frame, number in traceback.walk_tb(trace):
        if frame.f_code.co_filename == FILE:
            line = number
    syntax = isinstance(error, SyntaxError) and error.filename == FILE
    if syntax:
        line = error.lineno or 0
        if error.text is None and line:
            error.text = linecache.getline(FILE, line)
    summary = traceback.format_exception_only(error)[-1].strip()
    _interleave.diagnose("syntax-error" if syntax else "uncaught", line, summary)
    if sys.excepthook is sys.__excepthook__:
        traceback.print_exception(error)
    else:
        sys.excepthook(type(error), error, trace)
    if isinstance(error, KeyboardInterrupt):
        return "stopped", 130
    return "raised", 1


def _finalize(module):
    """What an interpreter does at its end: exit handlers, threads, and the last objects."""
    try:
        last = _interleave.last_arrival()
        while last is not None:
            _interleave.wait_until(last)
            last = _interleave.last_arrival()
        atexit._run_exitfuncs()
        names = module.__dict__
        for name in [name for name in names if name != "__builtins__"]:
            names[name] = None
        gc.collect()
    except SystemExit:
        pass
