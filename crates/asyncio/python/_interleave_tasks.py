"""What makes tasks, and `asyncio.shield`, as in 3.13.

3.14's `create_task` takes whatever a task takes; its `shield` reports the errors of what nobody waits
for any more.
"""

from asyncio import base_events, events, futures, taskgroups, tasks


def create_task(coro, *, name=None, context=None):
    """Schedules a coroutine in a task of its own, and answers the task."""
    loop = events.get_running_loop()
    if context is None:
        return loop.create_task(coro, name=name)
    return loop.create_task(coro, name=name, context=context)


def _create_in_loop(self, coro, *, name=None, context=None):
    """Schedules a coroutine in a task, whose name is none of the factory's business."""
    if self._task_factory is None:
        return _of_loop(self, coro, name=name, context=context)
    task = _of_loop(self, coro) if context is None else _of_loop(self, coro, context=context)
    if name is not None:
        task.set_name(name)
    return task


def _create_in_group(self, coro, *, name=None, context=None):
    """Creates a task in the group, and answers it."""
    if context is None:
        return _of_group(self, coro, name=name)
    return _of_group(self, coro, name=name, context=context)


def _named(function, original):
    function.__name__, function.__qualname__ = original.__name__, original.__qualname__
    function.__module__ = original.__module__
    return function


def _shown(function, original):
    # Tasks are made there, as debug mode says.
    function.__code__ = function.__code__.replace(co_filename=original.__code__.co_filename)
    return _named(function, original)


_of_loop, _of_group = base_events.BaseEventLoop.create_task, taskgroups.TaskGroup.create_task
create_task = tasks.create_task = _shown(create_task, tasks.create_task)
base_events.BaseEventLoop.create_task = _named(_create_in_loop, _of_loop)
taskgroups.TaskGroup.create_task = _named(_create_in_group, _of_group)


def shield(arg):
    """Awaits `arg` in such a way that cancelling the waiting task does not cancel it."""
    inner = tasks.ensure_future(arg)
    if inner.done():
        return inner
    loop = futures._get_loop(inner)
    outer = loop.create_future()
    waiting = tasks.current_task(loop)
    if waiting is not None:
        futures.future_add_to_awaited_by(inner, waiting)

    def _inner_done_callback(inner):
        if waiting is not None:
            futures.future_discard_from_awaited_by(inner, waiting)
        error = None if inner.cancelled() else inner.exception()
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif error is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)
            if waiting is not None:
                futures.future_discard_from_awaited_by(inner, waiting)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer
