"""Builtins that would need a terminal, that compile every text, and a `sum` that is as exact as CPython's."""

import builtins
import sys

import _contextvars
import _functools
import _sre
import _interleave_compat
import _interleave_marshal
import _interleave_runtime


def _breakpoint(*args, **kwargs):
    raise RuntimeError("Interleave has no debugger: use Pause and Step")


sys.breakpointhook = sys.__breakpointhook__ = _breakpoint


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
builtins.sum = _interleave_runtime.sum
_compile_pattern = _sre.compile


def _compile_checked(*args, **kwargs):
    # What is not the compiler's of `re` can read any memory.
    if sys._getframe(1).f_globals.get("__name__") != "re._compiler":
        raise RuntimeError("invalid SRE code")
    return _compile_pattern(*args, **kwargs)


_sre.compile = _compile_checked

_interleave_runtime.patch(_functools.partial, ExceptionGroup)
_interleave_runtime.patch_context_variables(_contextvars.ContextVar, _contextvars.Token)

# RustPython's own panic at some texts; `compile.rs` calls them with all others.
for _name in ("compile", "eval", "exec"):
    setattr(_interleave_runtime, f"plain_{_name}", getattr(builtins, _name))
    setattr(builtins, _name, getattr(_interleave_runtime, _name))
for _name in ("settrace", "gettrace"):
    setattr(_interleave_runtime, f"plain_{_name}", getattr(sys, _name))
    setattr(sys, _name, getattr(_interleave_runtime, _name))
