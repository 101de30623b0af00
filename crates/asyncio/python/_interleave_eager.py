"""Eager tasks: their first step is recorded, although no loop runs it."""

import functools
import sys

import _interleave
from asyncio import tasks


class _Creation:
    """The creation of a task, and the first step of the task within it."""

    def __init__(self):
        self.task = None
        self.creator = None

    def step_begins(self, task):
        if self.task is None:
            self.task = task
            self.creator = _interleave.eager_begins(task)

    def ends(self):
        if self.creator is not None:
            _interleave.eager_ended(self.task, self.creator)


# The innermost last.
_creations = []


@functools.cache
def _telling(kind):
    """A class of tasks like `kind` that tells when a first step begins.

    A task runs it in its constructor; just before, it enters itself into a set,
    which asks for its hash.
    """

    def __hash__(self):
        if _creations:
            _creations[-1].step_begins(self)
        return kind.__hash__(self)

    names = {"__slots__": (), "__hash__": __hash__, "__module__": kind.__module__, "__qualname__": kind.__qualname__}
    return type(kind.__name__, (kind,), names)


def create_eager_task_factory(custom_task_constructor):
    is_class = isinstance(custom_task_constructor, type) and issubclass(custom_task_constructor, tasks.Task)

    def factory(loop, coro, *, eager_start=True, **options):
        if not (is_class and eager_start and loop.is_running()):
            return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **options)
        creation = _Creation()
        _creations.append(creation)
        try:
            return _telling(custom_task_constructor)(coro, loop=loop, eager_start=True, **options)
        finally:
            _creations.pop()
            creation.ends()

    return factory


create_eager_task_factory.__doc__ = tasks.create_eager_task_factory.__doc__
create_eager_task_factory.__module__ = tasks.__name__
for _module in (tasks, sys.modules["asyncio"]):
    _module.create_eager_task_factory = create_eager_task_factory
    _module.eager_task_factory = create_eager_task_factory(tasks.Task)
