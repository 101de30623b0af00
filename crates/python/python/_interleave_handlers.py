"""Handlers that iterate asynchronously keep what they handle.

The interpreter forgets the exception in hand at the end of an `async for`: after one in an
`except` or a `finally`, a bare `raise` finds none. Here the loop's `else` takes it up again.
"""

import ast
import builtins
import re

import _interleave_runtime

_ASYNC_FOR = re.compile(r"\basync\s+for\b")
_HANDLER = re.compile(r"\b(?:except|finally)\b")

# No program can write these names.
_TAKE, _AGAIN, _HANDLED = ".take", ".again", ".handled"
setattr(builtins, _TAKE, _interleave_runtime.handled)
setattr(builtins, _AGAIN, _interleave_runtime.handle_again)

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.GeneratorExp)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)


def may_forget(source):
    """Whether a program's text may have an `async for` in a handler."""
    text = source.decode("utf-8", "ignore") if isinstance(source, bytes) else source
    return _ASYNC_FOR.search(text) and _HANDLER.search(text)


def keep(tree):
    """Lets a tree's handlers keep what they handle; whether it is another now."""
    keeper = _Keeper()
    keeper.visit(tree)
    return keeper.count > 0


class _Keeper(ast.NodeTransformer):
    """Lets every `async for` in a handler take up again what is handled there."""

    def __init__(self):
        self.count = 0
        self._is_handler = False

    def visit(self, node):
        if isinstance(node, _SCOPES):
            return self._within(False, super().visit, node)
        node = super().visit(node)
        if self._is_handler and isinstance(node, _COMPREHENSIONS) and any(part.is_async for part in node.generators):
            self.count += 1
            # Arguments are evaluated from left to right.
            return ast.copy_location(_call(_AGAIN, _call(_TAKE), node), node)
        return node

    def visit_Try(self, node):
        node.body = self._all(node.body)
        for handler in node.handlers:
            handler.body = self._within(True, self._all, handler.body)
        node.orelse = self._all(node.orelse)
        node.finalbody = self._within(True, self._all, node.finalbody)
        return node

    visit_TryStar = visit_Try

    def visit_AsyncFor(self, node):
        self.generic_visit(node)
        if not self._is_handler:
            return node
        self.count += 1
        # Loops and handlers may be in each other.
        name = f"{_HANDLED}{self.count}"
        take = ast.Assign([ast.Name(name, ast.Store())], _call(_TAKE))
        again = ast.Expr(_call(_AGAIN, ast.Name(name, ast.Load())))
        forget = ast.Delete([ast.Name(name, ast.Del())])
        for made in take, again, forget:
            ast.copy_location(made, node)
        node.orelse[:0] = again, forget
        return [take, node]

    def _all(self, nodes):
        made = (self.visit(node) for node in nodes)
        return [node for one in made for node in (one if isinstance(one, list) else [one])]

    def _within(self, is_handler, visit, node):
        outer, self._is_handler = self._is_handler, is_handler
        try:
            return visit(node)
        finally:
            self._is_handler = outer


def _call(name, *arguments):
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])
