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
                handler.body = _watched(handler.body)
        return node


def _watched(body):
    leave = ast.ExceptHandler(None, None, [_told(_RAISED), ast.Raise()])
    watched = [_told(_MATCHED), ast.Try(body, [leave], [], [_told(_LEFT)])]
    for made in *watched, leave, *leave.body, *watched[1].finalbody:
        ast.copy_location(made, body[0])
    return watched


def _told(name):
    return ast.Expr(ast.Call(ast.Name(name, ast.Load()), [], []))
