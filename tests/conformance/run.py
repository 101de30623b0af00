"""Runs a file of CPython's own `test_asyncio` on our loop and says what became of each test.

`cargo xtask conformance` starts it, with CPython's library as `--module-path`, and writes to
its input: `module NAME`, then `apart PATTERN` for tests that need an operating system, and
`done TEST` for those that a run before this one has told of. Each line that it prints for
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
PACKAGE = "test.test_asyncio."

# Modules that asyncio's test helpers import and that only tests with an operating system use.
STAND_INS = (
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
)


class StandIn(types.ModuleType):
    """Has any class that is asked for, and none of them does anything."""

    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def prepare():
    for name in STAND_INS:
        sys.modules[name] = StandIn(name)
    # The helpers look for certificates, which only tests of TLS read.
    os.path.isfile = lambda path: True
    # Some tests are given a selector, which our loop has no use for, or a child watcher.
    selectors.SelectSelector = lambda: None
    asyncio.SafeChildWatcher = asyncio.set_child_watcher = mock.Mock()
    # Decorators of tests ask whether the system has Unix sockets.
    importlib.import_module("test.support.socket_helper")._bind_nix_socket_error = OSError()
    helpers = importlib.import_module(PACKAGE + "utils")
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
    done = {name for kind, name in asked if kind == "done"}
    prepare()
    result = Result(sys.stdout)
    kept = []
    for _, module in (line for line in asked if line[0] == "module"):
        tests = unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(PACKAGE + module))
        for test in tests_of(tests):
            name = name_of(test)
            if any(fnmatch.fnmatchcase(name, pattern) for pattern in apart):
                if name not in done:
                    result.say("apart", name)
            elif name not in done:
                kept.append(test)
    names = [name_of(test) for test in kept]
    unittest.TestSuite(kept).run(result)
    for name in names:
        if name not in result.outcomes:
            result.tell(name)
    result.say("end", "")


main()
