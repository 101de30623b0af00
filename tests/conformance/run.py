"""Runs a file of CPython's own tests and says what became of each.

`cargo xtask conformance` starts it, with CPython's library as `--module-path`, and writes to
its input: `module NAME`, then `apart PATTERN` for tests that need an operating system,
`endless PATTERN` for those that do not end, which have failed without being run, and
`done TEST` for those that a run before this one has told of. `file PATH` is a file that tests
open, and each `line TEXT` that follows is a line of it. A person may add `only PATTERN`. Each line that it prints for
its reader begins with a record separator: `begin TEST`, then `passed|failed|skipped TEST`,
`apart TEST`, and at last `end`.
"""

import asyncio
import fnmatch
import importlib
import os
import selectors
import sys
import traceback
import types
import unittest
from unittest import mock

SEPARATOR = "\x1e"
PACKAGE = "test."

# Modules that tests and their helpers import and that only tests with an operating system use.
STAND_INS = {
    "test_asyncio": (
        "_testinternalcapi",
        "http",
        "http.server",
        "multiprocessing",
        "multiprocessing.connection",
        "multiprocessing.util",
        "pty",
        "socketserver",
        "tty",
        "wsgiref",
        "wsgiref.simple_server",
    ),
    "test_concurrent_futures": (
        "concurrent.futures.process",
        "multiprocessing",
        "multiprocessing.process",
        "multiprocessing.util",
    ),
}


class StandIn(types.ModuleType):
    """Has any class that is asked for, and none of them does anything."""

    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def prepare(module, files):
    suite = module.partition(".")[0]
    for name in STAND_INS.get(suite, ()):
        sys.modules[name] = StandIn(name)
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(importlib.import_module(parent), child, sys.modules[name])
    for path, lines in files.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.writelines(lines)
    if suite == "test_asyncio":
        prepare_asyncio()
    else:
        prepare_language()


def prepare_language():
    # Tests of "details of CPython" are run, too: programs may rely on them.
    importlib.import_module("test.support")
    sys.implementation.name = "cpython"
    # What tests ask of CPython's modules in C, as far as it is to be had without them.
    importlib.import_module("_testinternalcapi").get_config = lambda: {"code_debug_ranges": True}
    testcapi = sys.modules["_testcapi"] = types.ModuleType("_testcapi")
    testcapi.exception_print = exception_print
    testcapi.INT_MAX = 2**31 - 1
    testcapi.Py_C_RECURSION_LIMIT = 10_000
    # Tests go to folders of their own package.
    for folder in "data", "archivetestdata":
        os.makedirs(os.path.join(os.path.dirname(importlib.import_module("test").__file__), folder), exist_ok=True)


def exception_print(error, legacy=False):
    sys.__excepthook__(type(error), error, getattr(error, "__traceback__", None))


def prepare_asyncio():
    # The helpers look for certificates, which only tests of TLS read.
    os.path.isfile = lambda path: True
    # Some tests are given a selector, which our loop has no use for, or a child watcher.
    selectors.SelectSelector = lambda: None
    asyncio.SafeChildWatcher = asyncio.set_child_watcher = mock.Mock()
    # Decorators of tests ask whether the system has Unix sockets.
    importlib.import_module("test.support.socket_helper")._bind_nix_socket_error = OSError()
    helpers = importlib.import_module("test.test_asyncio.utils")
    helpers.TestLoop = on_our_loop(helpers.TestLoop)


def on_our_loop(test_loop):
    """The tests' own loop, a `BaseEventLoop` whose time a generator moves, on our loop."""

    class TestLoop(test_loop, asyncio.SelectorEventLoop):
        pass

    return TestLoop


class Result(unittest.TestResult):
    """Says what became of each test, when it is over."""

    def __init__(self, output):
        super().__init__()
        self._output = output
        self.outcomes = {}
        self._fixture = None

    def say(self, kind, test, text=""):
        lines = str(text).strip().splitlines() or [""]
        self._output.write(f"\n{SEPARATOR}{kind} {test}\t{lines[-1]}\n")

    def startTest(self, test):
        super().startTest(test)
        self.say("begin", name_of(test))

    def stopTest(self, test):
        super().stopTest(test)
        self.tell(name_of(test))

    def tell(self, name):
        kind, text = self.outcomes.get(name) or self._fixture or ("failed", "it has no outcome")
        self.outcomes[name] = kind, text
        self.say(kind, name, text)

    def _set(self, test, kind, text=""):
        if not isinstance(test, unittest.TestCase):
            # `setUpClass` or `setUpModule`: its tests will not begin.
            self._fixture = kind, text
        elif self.outcomes.get(name_of(test), ("passed",))[0] != "failed":
            self.outcomes[name_of(test)] = kind, text

    def _fail(self, test, error):
        self._output.write("".join(traceback.format_exception(*error)))
        self._set(test, "failed", "".join(traceback.format_exception_only(*error[:2])))

    def addSuccess(self, test):
        self._set(test, "passed")

    def addError(self, test, error):
        self._fail(test, error)

    addFailure = addError

    def addSkip(self, test, reason):
        if hasattr(test, "test_case"):
            return  # a part of a test
        self._set(test, "skipped", reason)

    def addExpectedFailure(self, test, error):
        self._set(test, "passed")

    def addUnexpectedSuccess(self, test):
        self._set(test, "failed", "it was expected to fail")

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self._fail(test, error)


def name_of(test):
    return test.id().removeprefix(PACKAGE)


def tests_of(suite):
    for test in suite:
        if isinstance(test, unittest.TestCase):
            yield test
        else:
            yield from tests_of(test)


def main():
    asked = [line.rstrip("\n").partition(" ")[::2] for line in sys.stdin]
    apart = [pattern for kind, pattern in asked if kind == "apart"]
    endless = [pattern for kind, pattern in asked if kind == "endless"]
    done = {name for kind, name in asked if kind == "done"}
    only = [pattern for kind, pattern in asked if kind == "only"]
    result = Result(sys.stdout)
    kept = []
    files = {}
    for kind, text in asked:
        if kind == "file":
            lines = files[text] = []
        elif kind == "line":
            lines.append(text + "\n")
    for _, module in (line for line in asked if line[0] == "module"):
        prepare(module, files)
        tests = unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(PACKAGE + module))
        for test in tests_of(tests):
            name = name_of(test)
            if any(fnmatch.fnmatchcase(name, pattern) for pattern in apart):
                if name not in done:
                    result.say("apart", name)
            elif name in done:
                pass
            elif any(fnmatch.fnmatchcase(name, pattern) for pattern in endless):
                result.say("failed", name, "it does not end")
            elif all(fnmatch.fnmatchcase(name, pattern) for pattern in only):
                kept.append(test)
    names = [name_of(test) for test in kept]
    unittest.TestSuite(kept).run(result)
    for name in names:
        if name not in result.outcomes:
            result.tell(name)
    result.say("end", "")


main()
