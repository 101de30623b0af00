"""Keeps frames of our own modules out of tracebacks.

They stand for what CPython has in C, which has no frames, or lie between the program and the
library, where CPython has nothing.
"""

import sys
import traceback

# Frozen modules are named without the `.py` that every file of a program has.
_REPLACED = frozenset(("_pydatetime", "_pydecimal", "_thread", "datetime", "decimal", "select"))


def _is_hidden(frame):
    file = frame.f_code.co_filename
    return file in _REPLACED or (file.startswith("_interleave_") and not file.endswith(".py"))


def _shown(walk):
    """A walk over frames, each the first of a pair, without the hidden ones."""

    def shown(start):
        return (pair for pair in walk(start) if not _is_hidden(pair[0]))

    shown.__name__ = shown.__qualname__ = walk.__name__
    shown.__doc__, shown.__module__ = walk.__doc__, walk.__module__
    return shown


def _walk_stack(f):
    if f is None:
        # Where `StackSummary.extract`, which takes the first step, was called.
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        if not _is_hidden(f):
            yield f, f.f_lineno
        f = f.f_back


_walk_stack.__name__ = _walk_stack.__qualname__ = "walk_stack"
_walk_stack.__doc__, _walk_stack.__module__ = traceback.walk_stack.__doc__, traceback.__name__
traceback.walk_stack = _walk_stack
traceback.walk_tb = _shown(traceback.walk_tb)
traceback._walk_tb_with_full_positions = _shown(traceback._walk_tb_with_full_positions)
