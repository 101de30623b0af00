"""Handlers of `except*` say what leaves them, since the interpreter can't tell what they raise from
what they raise again: see `patches/group_handlers.rs`."""

import ast
import builtins
import re

import _interleave_runtime

_STAR = re.compile(r"\bexcept\s*\*")

# What may raise an exception of the group again.
_RAISES = (ast.Raise, ast.Call, ast.Await, ast.Yield, ast.For, ast.AsyncFor, ast.With, ast.AsyncWith)

# No program can write these names.
_MATCHED, _RAISED, _LEFT = ".matched", ".raised", ".left"
setattr(builtins, _MATCHED, _interleave_runtime.matched)
setattr(builtins, _RAISED, _interleave_runtime.raised)
setattr(builtins, _LEFT, _interleave_runtime.left)


def may_raise(source):
    """Whether a program's text may have such a handler."""
    text = source.decode("utf-8", "ignore") if isinstance(source, bytes) else source
    return _STAR.search(text)


def watch(tree):
    """Lets a tree's handlers say what leaves them; whether it is another now."""
    watcher = _Watcher()
    watcher.visit(tree)
    return watcher.is_changed


class _Watcher(ast.NodeTransformer):
    def __init__(self):
        self.is_changed = False

    def visit_TryStar(self, node):
        self.generic_visit(node)
        for handler in node.handlers:
            if any(isinstance(part, _RAISES) for part in ast.walk(handler)):
                self.is_changed = True
                handler.body = _watched(handler)
        return node


def _watched(handler):
    begins, leaves, ends = (_told(name) for name in (_MATCHED, _RAISED, _LEFT))
    leave = ast.ExceptHandler(None, None, [leaves, ast.Raise()])
    watched = ast.Try(handler.body, [leave], [], [ends])
    # On lines that run anyway, before and behind them, so that a trace function is told of no other.
    last = handler.body[-1]
    line = last.end_lineno if hasattr(last, "body") else last.lineno
    for made in leave, *leave.body, ends:
        made.lineno = made.end_lineno = line
        made.col_offset = made.end_col_offset = 0
    for made in begins, watched:
        ast.copy_location(made, handler.type)
    return [begins, watched]


def _told(name):
    return ast.Expr(ast.Call(ast.Name(name, ast.Load()), [], []))
