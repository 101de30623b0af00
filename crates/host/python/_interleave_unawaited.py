"""Which line of the program made a coroutine that nobody awaited.

The interpreter could note the place of every call of a coroutine function, but at a price for
each (`sys.set_coroutine_origin_tracking_depth`). So the program's text is searched instead, and
only when there is something to warn of.
"""

import ast
import linecache

# What is handed to one of these is mostly awaited by it.
_AWAIT_THEIRS = frozenset(
    "run run_until_complete run_coroutine_threadsafe create_task ensure_future gather wait_for shield "
    "as_completed wait start_soon async_to_sync".split()
)


def lines_made(coro, file, let_go):
    """The lines of `file` that may have called the coroutine's function, the likeliest first.

    `let_go` is the line that dropped the coroutine; where the text doesn't tell more, it is the
    answer, or else the line of the function itself.
    """
    lines = _lines(coro.__name__, "".join(linecache.getlines(file)))
    if let_go in lines:
        return [let_go]
    if lines:
        # The call is mostly above the place where its result is forgotten.
        return [line for line in lines if line < let_go] + [line for line in lines if line >= let_go]
    if let_go:
        return [let_go]
    return [coro.cr_code.co_firstlineno if coro.cr_code.co_filename == file else 0]


def _lines(name, source):
    """The lines that call a function of this name, and await nothing of it, as far as one sees."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    awaited = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Await)}
    handed = set()
    calls = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if _name(node.func) in _AWAIT_THEIRS:
                handed.update(id(given.value if isinstance(given, ast.Starred) else given) for given in node.args)
            if _name(node.func) == name and id(node) not in awaited:
                calls.append(node)
    dropped = [node for node in calls if id(node) not in handed]
    return sorted({node.lineno for node in dropped or calls})


def _name(function):
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else None
