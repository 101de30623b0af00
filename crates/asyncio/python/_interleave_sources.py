"""The texts of functions, for their twins: where each is defined, and what their modules name."""

import ast
import functools
import linecache
import re
import sys
import types

import _interleave


class _Text:
    """A module's functions, by their first line and name, each with the class around it."""

    def __init__(self, text):
        self.functions = {}
        self.names = set()
        self._note(ast.parse(text), None)

    def _note(self, node, owner):
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            name = getattr(node, "name", "<lambda>")
            decorators = getattr(node, "decorator_list", ())
            for first in {node.lineno, *(decorator.lineno for decorator in decorators[:1])}:
                self.functions.setdefault((first, name), []).append((node, owner))
            self.names.add(name)
        elif isinstance(node, ast.AsyncFunctionDef):
            # One that `async_to_sync` decorates waits too.
            self.names.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            # What is kept there may be a function.
            self.names.add(node.attr)
        elif isinstance(node, ast.ClassDef):
            fields = [part.target for part in node.body if isinstance(part, ast.AnnAssign)]
            self.names.update(field.id for field in fields if isinstance(field, ast.Name))
        for child in ast.iter_child_nodes(node):
            self._note(child, node.name if isinstance(node, ast.ClassDef) else owner)

    def definitions(self, code):
        return self.functions.get((code.co_firstlineno, code.co_name), ())


class _LibraryText:
    """A module of Python's own: a function is read when it is asked for, as all at once take long."""

    def __init__(self, text):
        self.lines = text.splitlines(keepends=True)
        self.names = set(re.findall(r"^ *(?:async )?def (\w+)", text, re.MULTILINE))

    def definitions(self, code):
        if code.co_name == "<lambda>":
            return ()  # none of the library's waits
        first = code.co_firstlineno - 1
        depth = _depth(self.lines[first])
        # An indented function is read as the block of an `if` in the line before it.
        head, moved = ("if 1:\n", first - 1) if depth else ("", first)
        for end in (*self._ends(first, depth), len(self.lines)):
            try:
                tree = ast.parse(head + "".join(self.lines[first:end]))
            except SyntaxError:
                continue
            ast.increment_lineno(tree, moved)
            node = tree.body[0].body[0] if depth else tree.body[0]
            return [(node, _class_around(code))] if getattr(node, "name", None) == code.co_name else ()
        return ()

    def _ends(self, first, depth):
        """Where the function may end: before lines that are no deeper than it."""
        for number, line in enumerate(self.lines[first + 1 :], first + 1):
            if line.strip() and _depth(line) <= depth:
                yield number


def _depth(line):
    return len(line) - len(line.lstrip())


def _class_around(code):
    names = code.co_qualname.split(".")
    for name, inner in zip(names[-2::-1], names[:0:-1]):
        if "<locals>" not in (name, inner):
            return name
    return None


@functools.cache
def _text(file):
    """None where there is no text to be had."""
    text = _interleave.library_source(file)
    if text is not None:
        return _LibraryText(text)
    text = "".join(linecache.getlines(file)) if file.endswith(".py") else None
    try:
        return text and _Text(text)
    except SyntaxError:
        return None


def names():
    """By which names the program's modules may call their functions, and each other's."""
    files = []
    for module in list(sys.modules.values()):
        file = vars(module).get("__file__") if isinstance(module, types.ModuleType) else None
        if isinstance(file, str) and file.endswith(".py"):
            read(file, vars(module))
            files.append(file)
    return _names_in(tuple(files))


def read(file, namespace):
    """Has the text of a file read: one that is none of the program's is read by its module's loader."""
    linecache.getlines(file, namespace)


@functools.cache
def _names_in(files):
    return frozenset().union(*(text.names for text in map(_text, files) if text))


def find(code):
    """A function's definition, the class around it and its module's text."""
    text = _text(code.co_filename)
    found = text and text.definitions(code)
    names = code.co_varnames[: code.co_argcount]
    found = [
        (node, owner, text)
        for node, owner in found or ()
        if tuple(arg.arg for arg in [*node.args.posonlyargs, *node.args.args]) == names
    ]
    if len(found) > 1:
        # Several lambdas in one line: their bodies lie in different places.
        found = [(node, owner, text) for node, owner, text in found if _extent(node.body) == _extent_of(code)]
    return found[0] if len(found) == 1 else None


def _extent(body):
    return isinstance(body, ast.expr) and (body.lineno, body.col_offset, body.end_lineno, body.end_col_offset)


def _extent_of(code):
    places = [place for place in code.co_positions() if place[3]]
    begins = min((line, column) for line, _, column, _ in places)
    return *begins, *max((line, column) for _, line, _, column in places)
