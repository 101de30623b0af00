"""Writes src/library/signatures.js: what Python's library holds, and how it is called.

Run by hand, with the Python whose library programs see:

    python3.13 web/editor/signatures.py > web/editor/src/library/signatures.js

A line is a member: a letter for its kind (see `KINDS`), its name, and its parameters. A
class tells what it inherits from after `<`; its own members are indented.
"""

import builtins
import importlib
import inspect
import keyword
import re
import types

# f function, a coroutine function, c class, e exception, p attribute or property.
KINDS = "face p"

MODULES = """
    asyncio builtins collections concurrent.futures contextlib contextvars copy dataclasses datetime
    enum functools heapq inspect io itertools json logging math operator pathlib queue random re signal
    statistics string sys textwrap threading time traceback types typing uuid weakref
""".split()

# What asyncio exports, but no program of ours needs.
LEFT_OUT = re.compile(
    r"_|.*ChildWatcher|.*child_watcher|.*event_loop_policy|.*EventLoopPolicy|SelectorEventLoop|EventLoop$"
    r"|.*unix.*|Sendfile.*|BaseEventLoop|.*Server$|.*Protocol$|.*Transport$|create_subprocess.*|iscoroutine"
)

# Where only some members are worth telling.
ONLY = {
    "enum": "Enum IntEnum StrEnum Flag IntFlag auto unique".split(),
    "functools": "wraps total_ordering cache cmp_to_key lru_cache reduce partial partialmethod singledispatch singledispatchmethod cached_property".split(),
    "logging": "basicConfig critical debug disable error exception getLogger info warning log Logger Handler StreamHandler Formatter DEBUG INFO WARNING ERROR CRITICAL".split(),
    "traceback": "print_exc format_exc print_exception format_exception format_exception_only print_stack format_stack extract_stack extract_tb TracebackException".split(),
    "typing": "Annotated Any AsyncGenerator AsyncIterable AsyncIterator Awaitable Callable ClassVar Coroutine Final Generator Generic Iterable Iterator Literal NamedTuple NoReturn Optional ParamSpec Protocol Self TypeAlias TypedDict TypeVar Union cast overload override runtime_checkable TYPE_CHECKING".split(),
    "inspect": "iscoroutine iscoroutinefunction isasyncgen isawaitable isfunction isclass signature getsource currentframe stack".split(),
    "io": "StringIO BytesIO TextIOWrapper".split(),
    "sys": "argv exit stdin stdout stderr version version_info platform path modules exc_info getrecursionlimit setrecursionlimit getsizeof maxsize executable".split(),
    "types": "SimpleNamespace MappingProxyType GeneratorType CoroutineType FunctionType ModuleType TracebackType coroutine new_class".split(),
    "pathlib": "Path PurePath".split(),
    "signal": "SIGINT SIGTERM Signals signal getsignal raise_signal".split(),
    "weakref": "ref WeakKeyDictionary WeakValueDictionary WeakSet finalize proxy".split(),
    "uuid": "UUID uuid1 uuid3 uuid4 uuid5".split(),
    "operator": "attrgetter itemgetter methodcaller add mul sub".split(),
}

SKIPPED = {"memoryview", "breakpoint", "copyright", "credits", "license", "exit", "quit", "help", "EnvironmentError", "IOError"}

# A task's result is its coroutine's.
UNWANTED = {"Task.set_result", "Task.set_exception"}

# What `asgiref.sync` exports here; CPython has none.
ASGIREF = """\
f async_to_sync(awaitable=None, *, force_new_loop=False)
f iscoroutinefunction(func)
f markcoroutinefunction(func)
f sync_to_async(func=None, *, thread_sensitive=True, executor=None, context=None)
c ThreadSensitiveContext()"""

# Whose parameters `inspect` doesn't know.
WRITTEN = {
    "anext": "(async_iterator, default)",
    "bytearray": "(source=b'', encoding, errors)",
    "bytes": "(source=b'', encoding, errors)",
    "dict": "(mapping_or_pairs, **kwargs)",
    "dir": "(object)",
    "filter": "(function, iterable)",
    "frozenset": "(iterable=())",
    "getattr": "(object, name, default)",
    "int": "(number=0, base=10)",
    "iter": "(iterable)",
    "list": "(iterable=())",
    "map": "(function, *iterables, strict=False)",
    "max": "(iterable, *, default, key=None)",
    "min": "(iterable, *, default, key=None)",
    "next": "(iterator, default)",
    "property": "(fget=None, fset=None, fdel=None, doc=None)",
    "range": "(start, stop, step=1)",
    "set": "(iterable=())",
    "slice": "(start, stop, step=None)",
    "str": "(object='', encoding, errors)",
    "super": "()",
    "tuple": "(iterable=())",
    "type": "(object)",
    "vars": "(object)",
    "wraps": "(wrapped)",
    "reduce": "(function, iterable, initial)",
    "datetime": "(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
    "date": "(year, month, day)",
    "timedelta": "(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)",
    "timezone": "(offset, name)",
    "zip": "(*iterables, strict=False)",
    "BaseExceptionGroup": "(message, exceptions)",
    "ExceptionGroup": "(message, exceptions)",
}


def parameters(thing, method):
    """The parameters as one writes them, or an empty text if Python doesn't tell."""
    if not method and getattr(thing, "__name__", None) in WRITTEN:
        return WRITTEN[thing.__name__]
    try:
        signature = inspect.signature(thing)
    except (TypeError, ValueError):
        text = getattr(thing, "__text_signature__", None) or ""
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "...", text))
        text = re.sub(r"\(\$?(self|type|module)(, /)?(, )?", "(", text)
        return text
    given = list(signature.parameters.values())
    if method and given and given[0].name in ("self", "cls"):
        given = given[1:]
    # Annotations are left out: asyncio has none, and a line is to be short.
    given = [one.replace(annotation=one.empty) for one in given if not one.name.startswith("_")]
    text = str(signature.replace(parameters=given, return_annotation=signature.empty))
    text = re.sub(r"<class '([\w.]+)'>", lambda match: match[1].split(".")[-1], text)
    text = re.sub(r"<function [\w.]+\.?(\w+) at [^>]*>", r"\1", text)
    return re.sub(r"<[^>]*>+", "...", text)


def kind(thing, owner):
    if isinstance(thing, type):
        return "e" if issubclass(thing, BaseException) else "c"
    if inspect.iscoroutinefunction(thing):
        return "a"
    return "f" if callable(thing) else "p"


def bases(thing, module):
    for base in thing.__bases__:
        name = base.__name__.lstrip("_")
        if base is not object and hasattr(module, name):
            return f" < {name}"
        if base is not object and hasattr(builtins, base.__name__):
            return f" < builtins.{base.__name__}"
    return ""


def members(cls, told):
    """A class's members, without those that it has from a base which is told itself."""
    inherited = set()
    for base in cls.__mro__[1:]:
        if base in told or base.__module__ == "builtins":
            inherited.update(name for name in dir(base) if getattr(cls, name, None) is getattr(base, name, None))
    for name in dir(cls):
        if name.startswith("_") or name in inherited:
            continue
        raw = inspect.getattr_static(cls, name)
        if f"{cls.__name__}.{name}" in UNWANTED or not hasattr(cls, name):
            continue
        thing = getattr(cls, name)
        if isinstance(raw, property) or not callable(thing) or isinstance(raw, types.GetSetDescriptorType):
            yield f" p {name}"
        elif isinstance(thing, type):
            continue
        else:
            bound = not isinstance(raw, (staticmethod, classmethod))
            yield f" {kind(thing, cls)} {name}{parameters(thing, bound)}"


def listing(name):
    module = importlib.import_module(name)
    names = ONLY.get(name) or getattr(module, "__all__", None) or dir(module)
    names = [one for one in names if not one.startswith("_") and not keyword.iskeyword(one)]
    if name == "asyncio":
        names = [one for one in names if not LEFT_OUT.fullmatch(one)]
        names += ["AbstractEventLoop"] if "AbstractEventLoop" not in names else []
    things = [(one, getattr(module, one)) for one in dict.fromkeys(names) if name != "builtins" or one not in SKIPPED]
    things = [(one, thing) for one, thing in things if not isinstance(thing, types.ModuleType)]
    told = {thing for _, thing in things if isinstance(thing, type)}
    for one, thing in things:
        letter = kind(thing, module)
        if letter in "ce":
            yield f"{letter} {one}{parameters(thing, False)}{bases(thing, module)}"
            if letter == "c" or name == "asyncio":
                yield from members(thing, told)
        elif letter == "p":
            yield f"p {one}"
        else:
            yield f"{letter} {one}{parameters(thing, False)}"


def main():
    print("// Made by signatures.py from CPython 3.13; don't edit by hand.")
    print("export const signatures = {")
    for name in MODULES:
        text = "\n".join(listing(name))
        # Bad for a template, and in none of them today.
        assert text and "`" not in text and "${" not in text, name
        print(f'"{name}": String.raw`\n{text}`,')
    print(f'"asgiref.sync": String.raw`\n{ASGIREF}`,')
    print("};")


main()
