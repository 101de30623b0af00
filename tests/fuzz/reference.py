"""CPython as the fuzzer's reference: `python3.13 reference.py`, in a folder of its own.

For every line on its stdin it runs the folder's `main.py` in a process of its
own, with what the program wrote in the files `stdout` and `stderr`, and answers
with a line: the exit status, 128 and more for a signal.

Time is simulated by the same rules as in Interleave: waiting jumps to the next
deadline, in whole milliseconds as epoll waits, and jobs of threads have clocks
of their own. Computing takes no time, on either side, so that the order of
timers does not depend on how many jobs the library makes of its work. Where
nothing is left that could ever run, the process ends with status 4, as
Interleave does.

CPython goes through some of asyncio's sets in an order that depends on
addresses: the tasks of a task group when it aborts, `all_tasks`, what `wait` and
`as_completed` are given. Here these sets keep the order in which they were
filled, so that there is one right output.
"""

import gc
import heapq
import itertools
import math
import os
import resource
import selectors
import sys
import time
import types

DEADLOCK = 4


class Clock:
    """The clock that everything reads, in µs since the program began."""

    now = 0
    # Whether it is a thread's.
    is_apart = False

    def read(self):
        return self.now / 1e6

    def sleep(self, seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.now += round(seconds * 1e6)
        if not self.is_apart:
            arrivals.deliver()


clock = Clock()
time.monotonic = time.perf_counter = lambda: clock.read()
time.time = lambda: 1767225600 + clock.read()
time.time_ns = lambda: round(time.time() * 1e9)
time.sleep = lambda seconds: clock.sleep(seconds)


class Arrivals:
    """What jobs of threads have to say to the loop, by the time when they say it."""

    def __init__(self):
        self._heap = []
        self._count = itertools.count()

    def add(self, when, call):
        heapq.heappush(self._heap, (when, next(self._count), call))

    def next(self):
        return self._heap[0][0] if self._heap else None

    def deliver(self):
        """Lets arrive what is due; whether anything was."""
        before = len(self._heap)
        while self._heap and self._heap[0][0] <= clock.now:
            heapq.heappop(self._heap)[-1]()
        return len(self._heap) < before


arrivals = Arrivals()


class Selector(selectors.EpollSelector):
    """Jumps instead of waiting, where no socket is ready."""

    def select(self, timeout=None):
        arrived = arrivals.deliver()
        ready = super().select(0)
        if not arrived and not ready and (timeout is None or timeout > 0):
            self._jump(timeout)
            arrivals.deliver()
            ready = super().select(0)
        return ready

    def _jump(self, timeout):
        until = arrivals.next()
        if timeout is not None:
            due = clock.now + -(-round(timeout * 1e6) // 1000) * 1000
            until = due if until is None else min(due, until)
        if until is None:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(DEADLOCK)
        clock.now = max(clock.now, until)


selectors.DefaultSelector = Selector

import _weakrefset
import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.taskgroups
import asyncio.tasks
import collections
import concurrent.futures
import functools
import inspect
import textwrap
import weakref
from collections.abc import MutableSet


class OrderedSet(MutableSet):
    """A set in the order in which it was filled."""

    def __init__(self, items=()):
        self._items = dict.fromkeys(items)

    def __contains__(self, item):
        return item in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def add(self, item):
        self._items.setdefault(item)

    def discard(self, item):
        self._items.pop(item, None)


asyncio.taskgroups.set = OrderedSet
asyncio.tasks.set = OrderedSet
_weakrefset.set = OrderedSet


def ordered(function):
    """The same function, its set comprehension in the order of its loop."""
    source = textwrap.dedent(inspect.getsource(function))
    comprehension = "{ensure_future(aw, loop=loop) for aw in set(aws)}"
    assert comprehension in source
    source = source.replace(comprehension, f"set([{comprehension[1:-1]}])")
    names = {}
    exec(source, function.__globals__, names)
    return names[function.__name__]


as_completed = asyncio.tasks._AsCompletedIterator
as_completed.__init__ = ordered(as_completed.__init__)

# When each coroutine became a task's.
ages = weakref.WeakKeyDictionary()
numbers = itertools.count()


def aged(create_task):
    def create(loop, coro, **options):
        try:
            ages.setdefault(coro, next(numbers))
        except TypeError:
            pass  # no coroutine of the program is of a kind that nothing can refer to
        task = create_task(loop, coro, **options)
        if trace := getattr(task, "_source_traceback", None):
            trace[:] = [call for call in trace if call.filename != __file__]
        return task

    return create


def age(task):
    try:
        return ages.get(task.get_coro(), math.inf)
    except TypeError:
        return math.inf


def all_tasks(loop=None):
    return OrderedSet(sorted(every_task(loop), key=age))


class Task(asyncio.Task):
    """In the first releases of 3.13 a task that a factory made without a name is called `None`."""

    def set_name(self, name):
        if name is not None:
            super().set_name(name)


every_task = asyncio.tasks.all_tasks
asyncio.tasks.all_tasks = asyncio.all_tasks = all_tasks
asyncio.eager_task_factory = aged(asyncio.create_eager_task_factory(Task))
asyncio.base_events.BaseEventLoop.create_task = aged(
    asyncio.base_events.BaseEventLoop.create_task
)


class TimerHandle(asyncio.TimerHandle):
    """Timers of one moment keep the order in which they were set; in a heap they do not."""

    __slots__ = ("age",)

    def __init__(self, *args):
        # This function must not be among the calls that debug mode keeps.
        asyncio.constants.DEBUG_STACK_DEPTH += 1
        super().__init__(*args)
        asyncio.constants.DEBUG_STACK_DEPTH -= 1
        if self._source_traceback:
            del self._source_traceback[-1]
        self.age = next(numbers)

    def __lt__(self, other):
        return (round(self._when * 1e6), self.age) < (round(other._when * 1e6), other.age)


asyncio.events.TimerHandle = TimerHandle


class Pool:
    """The loop's pool of threads. A job runs on a clock of its own, and its end arrives at its own time."""

    # As on a machine of four processors.
    idle = 8

    def __init__(self):
        self._waiting = collections.deque()
        self._when_done = []

    def submit(self, job, call):
        self._waiting.append((job, call))
        self._start(clock.now)

    def when_done(self, call):
        self._when_done.append(call)

    def finish(self):
        """The interpreter waits for its threads, which then hold nothing any more."""
        self._when_done.clear()
        while (until := arrivals.next()) is not None:
            clock.now = max(clock.now, until)
            arrivals.deliver()

    def _start(self, when):
        """Idle workers take up jobs."""
        while self.idle and self._waiting:
            job, call = self._waiting.popleft()
            if not job.set_running_or_notify_cancel():
                continue
            self.idle -= 1
            now, clock.now = clock.now, when
            is_apart, clock.is_apart = clock.is_apart, True
            try:
                end = functools.partial(job.set_result, call())
            except BaseException as error:
                end = functools.partial(job.set_exception, error)
            arrivals.add(clock.now, functools.partial(self._end, clock.now, end))
            clock.now = now
            clock.is_apart = is_apart

    def _end(self, when, end):
        end()
        self.idle += 1
        self._start(when)
        if self.idle == Pool.idle:
            for call in self._when_done:
                call()


pool = Pool()


def run_in_executor(loop, executor, func, *args):
    loop._check_closed()
    if executor is None:
        loop._check_default_executor()
    job = concurrent.futures.Future()
    pool.submit(job, functools.partial(func, *args))
    return asyncio.wrap_future(job, loop=loop)


async def shutdown_default_executor(loop, timeout=None):
    loop._executor_shutdown_called = True
    if pool.idle < Pool.idle:
        ended = loop.create_future()
        pool.when_done(lambda: loop.call_soon_threadsafe(ended.set_result, None))
        await ended


asyncio.base_events.BaseEventLoop.run_in_executor = run_in_executor
asyncio.base_events.BaseEventLoop.shutdown_default_executor = shutdown_default_executor


def become_program():
    """Serves until this process is one that is to run the program."""
    for _ in sys.stdin:
        process = os.fork()
        if not process:
            for number, name in enumerate(("stdout", "stderr"), start=1):
                file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.dup2(file, number)
            # An endless program is the generator's mistake, and is ended.
            resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
            clock.now = 0
            return True
        _, status = os.waitpid(process, 0)
        status = os.waitstatus_to_exitcode(status)
        # As a shell tells of a signal: CPython ends by SIGINT after a KeyboardInterrupt.
        print(status if status >= 0 else 128 - status, flush=True)
    return False


def run(path):
    # Two frames of this file are on the stack besides.
    sys.setrecursionlimit(sys.getrecursionlimit() + 2)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    sys.argv = [path]
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    try:
        exec(code, vars(module))
    finally:
        pool.finish()


# It would come whenever it likes; at its end a process collects in any case, but
# need not look at the library.
gc.collect()
gc.freeze()
gc.disable()
if become_program():
    run("main.py")
