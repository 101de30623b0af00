"""Builtins that ask for a person or an operating system."""

import builtins
import io
import os
import sys

import _interleave


class Input(io.TextIOBase):
    """`sys.stdin`: what the platform has to read, line by line."""

    encoding = "utf-8"
    errors = "strict"
    newlines = None
    mode = "r"
    name = "<stdin>"

    def readable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return 0

    def readline(self, size=-1, /):
        return _interleave.read_line()

    def read(self, size=-1, /):
        return "".join(self)

    def __repr__(self):
        return "<_io.TextIOWrapper name='<stdin>' mode='r' encoding='utf-8'>"


def _breakpoint(*args, **kwargs):
    raise RuntimeError("Interleave has no debugger: use Pause and Step")


sys.breakpointhook = sys.__breakpointhook__ = _breakpoint


def _open(file, mode="r", *args, **kwargs):
    """`open`: no file exists, and none can be made."""
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    if not isinstance(file, (str, bytes, int)) and not hasattr(type(file), "__fspath__"):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(file).__name__}")
    if isinstance(file, int):
        raise OSError(9, "Bad file descriptor")
    if set(mode) & set("wax+"):
        raise OSError(30, "Read-only file system: Interleave has no files to write", file)
    raise FileNotFoundError(2, "No such file or directory", file)


_open.__name__ = _open.__qualname__ = "open"
# `shutil` names it in a signature.
os.stat_result = type("stat_result", (tuple,), {"__module__": "os"})

builtins.open = io.open = io.open_code = _open


class _Helper:
    """`help`: an object's own documentation."""

    def __call__(self, *request):
        import inspect

        for thing in request:
            print(inspect.getdoc(thing) or f"{thing!r} has no documentation.")

    def __repr__(self):
        return "Type help(object) for the documentation of an object."


class _Text:
    def __init__(self, text):
        self._text = text

    def __call__(self):
        print(self._text)

    def __repr__(self):
        return self._text


class _Quitter:
    def __init__(self, name):
        self._name = name

    def __call__(self, code=None):
        raise SystemExit(code)

    def __repr__(self):
        return f"Use {self._name}() or Ctrl-D (i.e. EOF) to exit"


builtins.help = _Helper()
builtins.exit = _Quitter("exit")
builtins.quit = _Quitter("quit")
builtins.copyright = builtins.credits = builtins.license = _Text(
    "Interleave runs RustPython with Python's own standard library; see THIRD-PARTY for their licences."
)
