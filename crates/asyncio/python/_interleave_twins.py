"""Twins: what a thread runs instead of functions that wait.

A thread that waits has to be set aside while others go on, and the one stack
of the machine can't be. So a function that may wait runs as a generator there,
its *twin*: the same statements, but whatever it calls that waits yields what it
waits for (see `_thread`). A twin is made of the function's text, once, when a
thread first calls it:

    f(x)                   f's twin is run by `yield from`, any other f is called
    with a: …              the twins of `a.__enter__` and `a.__exit__` are run
    for x in a: …          where the calls that give `a` may wait
    [f(x) for x in a]      becomes a loop, where f may wait

The program's functions have twins, and those of the modules whose text is at
hand (`_interleave.library_source`). What has none is called as it is.
"""

import ast
import builtins
import copy
import functools
import sys
import time
import types

import _interleave
import _interleave_sources
import _thread
from _contextvars import Context

# Calls by these names may wait, whatever they belong to. The program's own
# functions are looked at, and so are the library's in `_interleave.library_source`.
_WAIT = {
    "accept", "acquire", "catch_up", "close", "connect", "connect_ex", "create_connection", "exception", "get", "join",
    "map", "poll", "put", "recv", "recv_into", "recvfrom", "recvfrom_into", "result", "run", "run_forever",
    "run_until_complete", "select", "send", "sendall", "sendmsg", "sendto", "serve_forever", "shutdown", "sleep", "start",
    "submit", "wait", "wait_for", "_acquire_restore", "_bootstrap_inner", "_enter", "_run_once", "_select", "_target", "_wait", "fn",
    "func", "function",
}  # fmt: skip

# These use up an iterable at once: a generator expression in them may be a list.
_CONSUMERS = {"dict", "frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple"}

_GENERATORS = 0x20 | 0x80 | 0x200  # CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR


def pick(function):
    """What a thread calls instead of a function: its twin, or the function itself."""
    kind = type(function)
    if kind is types.FunctionType:
        return _thread._twins.get(function) or _twin(function) or function
    if kind is types.MethodType:
        twin = pick(function.__func__)
        return function if twin is function.__func__ else types.MethodType(twin, function.__self__)
    if kind is types.BuiltinFunctionType:
        if function is time.sleep:
            return _thread._sleep
        owner = function.__self__
        if isinstance(owner, Context) and function.__name__ == "run":
            return functools.partial(_in_context, owner)
        if isinstance(owner, _interleave.EventLoop) and function.__name__ == "_run_once":
            return functools.partial(_thread._run_once, owner)
        return function
    if kind is functools.partial:
        twin = pick(function.func)
        return function if twin is function.func else functools.partial(twin, *function.args, **function.keywords)
    call = getattr(kind, "__call__", None)
    if type(call) is types.FunctionType:
        twin = pick(call)
        return function if twin is call else types.MethodType(twin, function)
    return function


# The codes of twins, by their ids; those of the generators in this file and in `_thread` too.
_steps = {}


def is_step(answer):
    """Whether a call has answered a twin's generator, which is still to be run."""
    return type(answer) is types.GeneratorType and id(answer.gi_code) in _steps


def _step(generator):
    _steps[id(generator.__code__)] = generator.__code__
    return generator


for _generator in (*_thread._twins.values(), _thread._sleep, _thread._run_once):
    _step(_generator)


def ignored(function, error):
    """Tells of an exception that left a thread."""
    message = f"Exception ignored in thread started by {function!r}"
    sys.unraisablehook(
        types.SimpleNamespace(
            exc_type=type(error), exc_value=error, exc_traceback=error.__traceback__, err_msg=message, object=None
        )
    )


@_step
def _in_context(context, function, /, *args, **kwargs):
    """`Context.run` of something that waits: every step of it runs in the context."""
    answer = context.run(pick(function), *args, **kwargs)
    if not is_step(answer):
        return answer
    while True:
        try:
            wait = context.run(next, answer)
        except StopIteration as end:
            return end.value
        yield wait


class Entered:
    """A context manager whose `__enter__` has run."""

    def __init__(self, manager, value):
        self.manager = manager
        self.value = value

    def leave(self, *error):
        answer = pick(types.MethodType(type(self.manager).__exit__, self.manager))(*error)
        return (yield from answer) if is_step(answer) else answer


def enter(manager):
    kind = type(manager)
    if not hasattr(kind, "__enter__") or not hasattr(kind, "__exit__"):
        with manager:  # raises the error for what is none
            pass
    answer = pick(types.MethodType(kind.__enter__, manager))()
    return Entered(manager, (yield from answer) if is_step(answer) else answer)


class Iterated:
    """An iterator; before its next item it may have to wait."""

    def __init__(self, iterable):
        self.iterator = iter(iterable)
        self.value = None

    def advance(self):
        """Whether there is a next item, which is `value` then."""
        kind = type(self.iterator)
        if kind is _CallableIterator:
            _, (call, end) = self.iterator.__reduce__()
            answer = pick(call)()
            self.value = (yield from answer) if is_step(answer) else answer
            return self.value != end
        if kind is types.GeneratorType:
            waits = _WAITING_GENERATORS.get(self.iterator.gi_code.co_qualname)
            if waits is not None and self.iterator.gi_code.co_filename == "concurrent.futures._base":
                yield from waits(self.iterator.gi_frame.f_locals)
        try:
            self.value = next(self.iterator)
        except StopIteration:
            return False
        return True


_CallableIterator = type(iter(int, 1))


class _Any:
    """The first of some futures to be done."""

    def __init__(self, futures):
        self._futures = futures
        self._waiters = []
        for future in futures:
            future.add_done_callback(lambda _: _thread._wake_all(self))

    def _is_taken(self):
        return not any(future.done() for future in self._futures)


def _wait_for_last(names):
    """What `Executor.map` gives next."""
    futures, until = names["fs"], names.get("end_time")
    if futures:
        yield from _thread._aside(_Any([futures[-1]]), None if until is None else round(until * 1_000_000))


def _wait_for_any(names):
    """What `as_completed` gives next."""
    futures, until = names.get("pending") or names["fs"], names.get("end_time")
    if futures:
        yield from _thread._aside(_Any(list(futures)), None if until is None else round(until * 1_000_000))


_WAITING_GENERATORS = {
    "Executor.map.<locals>.result_iterator": _wait_for_last,
    "as_completed": _wait_for_any,
}


# Making twins

_HELPERS = {"-pick": pick, "-is_step": is_step, "-enter": enter, "-iterate": Iterated, "-error": sys.exc_info}
_RESULT = "-result"

# By the ids of codes: the code, which must not go, and that of its twin or none.
_made = {}


def _twin(function):
    code = function.__code__
    known = _made.get(id(code))
    if known is None:
        # Making twins is our work, and takes none of the program's time.
        _interleave.hold_clock(True)
        try:
            known = code, _make(function)
        finally:
            _interleave.hold_clock(False)
        _made[id(code)] = known
    twin = known[1]
    if twin is None:
        return None
    cells = dict(zip(code.co_freevars, function.__closure__ or ()))
    closure = tuple(cells[name] if name in cells else types.CellType(_HELPERS[name]) for name in twin.co_freevars)
    made = types.FunctionType(twin, function.__globals__, function.__name__, function.__defaults__, closure)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def _make(function):
    """The code of a function's twin; none where it needs none or can have none."""
    code = function.__code__
    if code.co_flags & _GENERATORS:
        return None
    names = _interleave_sources.names()
    _interleave_sources.read(code.co_filename, function.__globals__)
    found = _interleave_sources.find(code)
    if found is None:
        return None
    node, owner, text = found
    node = copy.deepcopy(node)
    maker = _Maker(function, text.names | names)
    body = maker.block([ast.Return(node.body)] if isinstance(node, ast.Lambda) else node.body)
    if not maker.waits:
        return None
    for arg in ast.walk(node.args):
        if isinstance(arg, ast.arg):
            arg.annotation = None
    made = ast.FunctionDef(code.co_name, node.args, body, [], None, None, [])
    scopes = ["-outer", code.co_name]
    if owner is not None:
        # Names like `__x` and `super()` mean what they mean in that class.
        made = ast.ClassDef(owner, [], [], [made], [], [])
        scopes.insert(1, owner)
    free = [ast.arg(name) for name in (*code.co_freevars, *_HELPERS) if name != "__class__"]
    outer = ast.FunctionDef("-outer", ast.arguments([], free, None, [], [], None, []), [made], [], None, None, [])
    made = compile(_at(ast.Module([outer], []), node), code.co_filename, "exec", dont_inherit=True)
    for name in scopes:
        made = next(part for part in made.co_consts if isinstance(part, types.CodeType) and part.co_name == name)
    made = made.replace(co_qualname=code.co_qualname, co_firstlineno=code.co_firstlineno)
    _steps[id(made)] = made
    return made


def _waits(function):
    """Whether a function may wait, as far as its text tells."""
    code = function.__code__
    if function in _thread._twins:
        return True
    known = _made.get(id(code))
    if known is None:
        # One that calls itself does not wait for that reason alone.
        _made[id(code)] = code, None
        known = _made[id(code)] = code, _make(function)
    return known[1] is not None


class _Maker(ast.NodeTransformer):
    """Turns the body of a function into that of its twin."""

    def __init__(self, function, names):
        self.function = function
        # Those of functions that may wait, as attributes.
        self.names = names
        # Whether anything in it may wait.
        self.waits = False
        # Definitions to stand before the statement at work.
        self.before = []
        self.count = 0

    def block(self, statements):
        body = []
        for statement in statements:
            outer, self.before = self.before, []
            made = self.visit(statement)
            body.extend(self.before)
            body.extend(made if isinstance(made, list) else [made])
            self.before = outer
        return body

    def generic_visit(self, node):
        for field, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                setattr(node, field, self.block(value))
            elif isinstance(value, list):
                value[:] = [self.visit(item) if isinstance(item, ast.AST) else item for item in value]
            elif isinstance(value, ast.AST):
                setattr(node, field, self.visit(value))
        return node

    def _stays(self, node):
        return node

    # What is defined inside has a twin of its own, when it is called.
    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = visit_GeneratorExp = _stays

    def visit_Call(self, node):
        if isinstance(node.func, ast.Name) and node.func.id in _CONSUMERS and len(node.args) == 1:
            node.args = [self._listed(node.args[0])]
        may_wait = self._may_wait(node.func)
        self.generic_visit(node)
        if not may_wait:
            return node
        self.waits = True
        node.func = ast.Call(_load("-pick"), [node.func], [])
        answer = ast.NamedExpr(ast.Name(_RESULT, ast.Store()), node)
        waits = ast.Call(_load("-is_step"), [answer], [])
        return _at(ast.IfExp(waits, ast.YieldFrom(_load(_RESULT)), _load(_RESULT)), node)

    def _listed(self, node):
        if not isinstance(node, ast.GeneratorExp):
            return node
        return ast.copy_location(ast.ListComp(node.elt, node.generators), node)

    def _may_wait(self, called):
        if isinstance(called, ast.Attribute):
            return called.attr in _WAIT or called.attr in self.names
        if not isinstance(called, ast.Name):
            return True
        code, name = self.function.__code__, called.id
        if name in code.co_varnames or name in code.co_cellvars or name in code.co_freevars:
            return True
        value = self.function.__globals__.get(name, getattr(builtins, name, None))
        if isinstance(value, types.FunctionType):
            return _waits(value)
        if isinstance(value, types.BuiltinFunctionType):
            return value is time.sleep
        return value is not None and not isinstance(value, type)

    def visit_With(self, node):
        self.waits = True
        *outer, item = node.items
        body = self.block(node.body)
        name = self._name("manager")
        manager = self.visit(item.context_expr)
        enter = _store(name, ast.YieldFrom(ast.Call(_load("-enter"), [manager], [])))
        names = [] if item.optional_vars is None else [ast.Assign([item.optional_vars], _field(name, "value"))]
        ended = name + "-ended"
        error = ast.Starred(ast.Call(_load("-error"), [], []), ast.Load())
        swallowed = ast.YieldFrom(ast.Call(_field(name, "leave"), [error], []))
        nothing = [ast.Constant(None)] * 3
        handler = ast.ExceptHandler(
            None,
            None,
            [_store(ended, ast.Constant(False)), ast.If(ast.UnaryOp(ast.Not(), swallowed), [ast.Raise()], [])],
        )
        leave = ast.Expr(ast.YieldFrom(ast.Call(_field(name, "leave"), nothing, [])))
        made = [
            enter,
            _store(ended, ast.Constant(True)),
            ast.Try(
                [ast.Try([*names, *body], [handler], [], [])],
                [],
                [],
                [ast.If(_load(ended), [leave], [])],
            ),
        ]
        for statement in made:
            _at(statement, node)
        if not outer:
            return made
        inner = _Made()
        inner.statements = made
        return self.visit_With(_at(ast.With(outer, [inner]), node))

    def visit_For(self, node):
        calls = [part.func for part in ast.walk(node.iter) if isinstance(part, ast.Call)]
        iterates = any(isinstance(called, ast.Name) and called.id in ("iter", "as_completed") for called in calls)
        if not iterates and not any(self._may_wait(called) for called in calls):
            return self.generic_visit(node)
        self.waits = True
        name = self._name("iterator")
        iterable = self.visit(node.iter)
        begin = _store(name, ast.Call(_load("-iterate"), [iterable], []))
        advance = ast.YieldFrom(ast.Call(_field(name, "advance"), [], []))
        body = [ast.Assign([node.target], _field(name, "value")), *self.block(node.body)]
        loop = ast.While(advance, body, self.block(node.orelse))
        return [_at(begin, node), _at(loop, node)]

    def _comprehended(self, node, kind, add):
        """A comprehension whose parts may wait becomes a twin of its own."""
        parts = [node.elt] if hasattr(node, "elt") else [node.key, node.value]
        inner = [part for generator in node.generators for part in generator.ifs]
        inner += [generator.iter for generator in node.generators]
        calls = [call for part in parts + inner for call in ast.walk(part) if isinstance(call, ast.Call)]
        is_async = any(generator.is_async for generator in node.generators)
        is_named = any(isinstance(part, ast.NamedExpr) for part in ast.walk(node))
        if is_async or is_named or not any(self._may_wait(call.func) for call in calls):
            # Only what is outermost is looked at: the rest is a scope of its own.
            node.generators[0].iter = self.visit(node.generators[0].iter)
            return node
        self.waits = True
        first = self.visit(node.generators[0].iter)
        node.generators[0].iter = _load("-0")
        body = [ast.Expr(add(_load("-all"), *parts))]
        for generator in reversed(node.generators):
            for test in reversed(generator.ifs):
                body = [ast.If(test, body, [])]
            body = [ast.For(generator.target, generator.iter, body, [], None)]
        body = [_store("-all", kind), *body, ast.Return(_load("-all"))]
        name = self._name("comprehension")
        inside = _Maker(self.function, self.names)
        arguments = ast.arguments([], [ast.arg("-0")], None, [], [], None, [])
        for statement in body:
            _at(statement, node)
        made = ast.FunctionDef(name, arguments, inside.block(body), [], None, None, [])
        self.before.append(_at(made, node))
        return _at(ast.YieldFrom(ast.Call(_load(name), [first], [])), node)

    def visit_ListComp(self, node):
        return self._comprehended(node, ast.List([], ast.Load()), _method("append"))

    def visit_SetComp(self, node):
        return self._comprehended(node, ast.Call(ast.Name("set", ast.Load()), [], []), _method("add"))

    def visit_DictComp(self, node):
        return self._comprehended(node, ast.Dict([], []), _method("__setitem__"))

    def visit__Made(self, node):
        return node.statements

    def _name(self, what):
        self.count += 1
        return f"-{what}{self.count}"


class _Made(ast.stmt):
    """Statements that are done already."""


def _method(name):
    return lambda owner, *args: ast.Call(ast.Attribute(owner, name, ast.Load()), list(args), [])


def _load(name):
    return ast.Name(name, ast.Load())


def _store(name, value):
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _field(name, field):
    return ast.Attribute(_load(name), field, ast.Load())


def _at(node, place):
    """Gives a place to all parts of a node that have none."""
    for part in ast.walk(node):
        if isinstance(part, (ast.stmt, ast.expr, ast.ExceptHandler, ast.arg)) and not hasattr(part, "lineno"):
            ast.copy_location(part, place)
    return node
