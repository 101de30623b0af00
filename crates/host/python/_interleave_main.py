"""Runs `main.py` as `python main.py` does, or as a notebook's cell, and reports its errors."""

import builtins
import operator
import sys
import time
import types

# What opens files comes first: others keep the `open` that they find.
import _interleave_files
import _interleave
import _interleave_host
import _interleave_clock
import _interleave_io
import _interleave_runtime
import _thread

sys.platform = "linux"
# The page's machine has 32 bits; programs see what the terminal shows them.
sys.maxsize = 2**63 - 1
_thread._current = _interleave.current_thread
sys._current_frames = _thread._current_frames
builtins.__import__ = _interleave.importer(builtins.__import__)


# What lies below the program on the stack is not the program's.
_below = 0
_MOST = 2**31 - 1


def _set_recursion_limit(limit, /, _set=sys.setrecursionlimit):
    limit = operator.index(limit)
    if not -_MOST <= limit <= _MOST:
        raise OverflowError("Python int too large to convert to C int")
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    _set(min(limit + _below, _MOST))


def _get_recursion_limit(_get=sys.getrecursionlimit):
    return _get() - _below


_set_recursion_limit.__name__ = "setrecursionlimit"
_get_recursion_limit.__name__ = "getrecursionlimit"
sys.setrecursionlimit = _set_recursion_limit
sys.getrecursionlimit = _get_recursion_limit


def _set_switch_interval(seconds, /, _set=sys.setswitchinterval):
    _set(float(seconds))


_set_switch_interval.__name__ = "setswitchinterval"
sys.setswitchinterval = _set_switch_interval

# Every clock is the loop's.
time.time = _interleave_clock.time
time.time_ns = _interleave_clock.time_ns
time.sleep = _interleave_clock.sleep
for _name in ("monotonic", "perf_counter", "process_time", "thread_time"):
    setattr(time, _name, _interleave_clock.monotonic)
    setattr(time, _name + "_ns", _interleave_clock.monotonic_ns)

import _interleave_calendar


class _Function:
    """A function that a class may hold without its becoming a method, as built-in ones."""

    def __init__(self, name, call):
        self.__name__ = self.__qualname__ = name
        self._call = call

    def __call__(self, *args, **kwargs):
        return self._call(*args, **kwargs)

    def __repr__(self):
        return f"<built-in function {self.__name__}>"


# The page's calendar is UTC for everybody, so that a recording is the same everywhere.
for _name in ("gmtime", "localtime", "mktime", "asctime", "ctime", "strftime"):
    setattr(time, _name, _Function(_name, getattr(_interleave_calendar, _name)))
time.timezone = time.altzone = time.daylight = 0
time.tzname = ("UTC", "UTC")


_CLOCKS = ("time", "monotonic", "perf_counter", "process_time", "thread_time")


def _get_clock_info(name, /):
    if name not in _CLOCKS:
        raise ValueError("unknown clock")
    return types.SimpleNamespace(
        implementation="interleave", monotonic=name != "time", adjustable=name == "time", resolution=1e-06
    )


_get_clock_info.__name__ = "get_clock_info"
time.get_clock_info = _get_clock_info

# The numbered clocks are the same one too: 0 counts from 1970, all others from the start.
time.CLOCK_REALTIME, time.CLOCK_MONOTONIC = 0, 1
time.CLOCK_PROCESS_CPUTIME_ID, time.CLOCK_THREAD_CPUTIME_ID = 2, 3
time.clock_gettime = lambda clock, /: _interleave_clock.monotonic() if clock else _interleave_clock.time()
time.clock_gettime_ns = lambda clock, /: _interleave_clock.monotonic_ns() if clock else _interleave_clock.time_ns()
time.clock_getres = lambda clock, /: 1e-06
time.tzset = lambda: None

import ast
import asyncio
import atexit
import gc
import io
import linecache
import threading
import traceback
import warnings

import _interleave_builtins
import _interleave_modules
import _interleave_names
import _interleave_reports
import _interleave_resources
import _interleave_syntax
import _interleave_traceback

FILE = "main.py"
_OPTIONS = {"flags": ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, "dont_inherit": True}


class _Bytes(io.BufferedIOBase):
    """The `buffer` of an output."""

    def __init__(self, output):
        self.raw = self
        self.name = output.name
        self._output = output

    def write(self, data):
        data = bytes(data)
        self._output.write(data.decode("utf-8", "replace"))
        return len(data)

    def writable(self):
        return True

    def fileno(self):
        return self._output.fileno()


class _Output(io.TextIOBase):
    """`sys.stdout` or `sys.stderr`."""

    encoding = "utf-8"
    errors = "strict"
    newlines = None
    mode = "w"
    line_buffering = True
    write_through = False

    def __init__(self, number, name):
        self._number = number
        self.name = name
        self.buffer = _Bytes(self)

    def reconfigure(self, **options):
        pass

    def close(self):
        # The page's output stays open for what the interpreter has to say at its end.
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode='w' encoding='utf-8'>"

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        return _interleave_io.write(self._number, text)

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
sys.stdin = sys.__stdin__ = open(0)
sys.stdin.buffer.raw.name = "<stdin>"


def _remember(source):
    """Lets tracebacks and warnings show the lines of the program."""
    linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)


def check(source):
    """Where the first syntax error is, and what it is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, FILE, "exec", **_OPTIONS)
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


def run(source, arguments, recursion):
    """Runs a program. Answers how it ended and its exit status."""
    global _below
    import random

    # A module's own code is one call deep in CPython; between here and there is another one.
    _below = _interleave_runtime.depth() + 1
    sys.setrecursionlimit(recursion)
    random.seed(_interleave_runtime.entropy())
    source = source.removeprefix("\ufeff")
    _remember(source)
    module = types.ModuleType("__main__")
    module.__file__ = FILE
    module.__builtins__ = __builtins__
    sys.modules["__main__"] = module
    sys.argv = [FILE, *arguments]
    _interleave_modules.begin()
    ending = _execute(source, module.__dict__)
    _finalize(module)
    return ending


def _execute(source, names):
    try:
        code = _interleave_syntax.compiled(source, FILE, "exec", **_OPTIONS)
        if code.co_flags & 0x80:  # CO_COROUTINE: it awaits at the top level
            return _run_notebook(code, names)
        exec(code, names)
    except BaseException as error:
        return _ended_by(error)
    return "finished", 0


def _ended_by(error):
    if _interleave_host.has_ended():
        raise error
    # The frames of these files are none of the user's business.
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_globals["__name__"] in (__name__, _interleave_syntax.__name__):
        trace = trace.tb_next
    error.__traceback__ = trace
    return _exited(error) if isinstance(error, SystemExit) else _raised(error)


def _run_notebook(code, names):
    """A cell awaits at its top level; its loop goes on until nothing is left to run."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    ending = "finished", 0
    try:
        loop.run_until_complete(loop.create_task(eval(code, names), name=FILE))
    except Exception as error:
        ending = _ended_by(error)
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
        return "exited", code & 0xFF if -(2**63) <= code < 2**63 else 0xFF
    try:
        print(code, file=sys.stderr)
    except Exception:
        pass  # it can't be shown, and nobody is left to be told
    return "exited", 1


def _raised(error):
    trace = error.__traceback__
    syntax = isinstance(error, SyntaxError) and error.filename == FILE
    if syntax and error.text is None and error.lineno:
        error.text = linecache.getline(FILE, error.lineno)
    line = _interleave_reports.uncaught(error, trace, "syntax-error" if syntax else "uncaught")
    if isinstance(error, RecursionError):
        compiling = str(error).endswith("during compilation")
        depth = 0 if compiling else sum(1 for _ in traceback.walk_tb(trace))
        _interleave_host.tell_recursion(depth, sys.getrecursionlimit(), line)
    _show(error, trace)
    if isinstance(error, KeyboardInterrupt):
        return "stopped", 130
    return "raised", 1


def _excepthook(kind, error, trace, /):
    stderr = getattr(sys, "stderr", None)
    if not isinstance(error, BaseException | None):
        error = TypeError(f"print_exception(): Exception expected for value, {type(error).__name__} found")
        trace = None
    if stderr is not None:
        traceback.print_exception(kind, error, trace, file=stderr)


sys.excepthook = sys.__excepthook__ = _excepthook


def _show(error, trace):
    """Shows an uncaught exception, by the program's hook if it has set one."""
    hook = getattr(sys, "excepthook", _excepthook)
    try:
        hook(type(error), error, trace)
    except Exception as fault:
        if fault.__context__ is error:
            fault.__context__ = None
        if hook is not _excepthook:
            sys.__stderr__.write("Error in sys.excepthook:\n")
            traceback.print_exception(fault, file=sys.__stderr__)
            sys.__stderr__.write("\nOriginal exception was:\n")
            traceback.print_exception(error, file=sys.__stderr__)
        else:
            # The program has changed what a traceback needs.
            sys.__stderr__.write(f"{type(error).__name__}: {error}\n")


def _finalize(module):
    """What an interpreter does at its end: exit handlers, threads, and the last objects."""
    try:
        threading._shutdown()
        _interleave_reports.left()
        atexit._run_exitfuncs()
        names = module.__dict__
        ranks = {name: _rank(value) for name, value in names.items() if name != "__builtins__"}
        for rank in _HAS_DEL, _VALUE, _CALLED:
            for name in [name for name in ranks if ranks[name] == rank]:
                names[name] = None
            if rank == _HAS_DEL:
                _interleave_reports.let_go()
        gc.collect()
    except BaseException as error:
        if not isinstance(error, SystemExit):
            _show(error, error.__traceback__)


# What has a `__del__` goes first, and what others may call in theirs goes last.
_HAS_DEL, _VALUE, _CALLED = range(3)


def _rank(value):
    if hasattr(type(value), "__del__"):
        return _HAS_DEL
    return _CALLED if isinstance(value, (type, types.FunctionType, types.ModuleType)) else _VALUE
